"""A search leaves a trace: that it was made, never its words."""

from __future__ import annotations

from django.db import transaction

from cse_portal.audit.actions import record_look
from cse_portal.core.actor import Actor


@transaction.atomic
def note_search(*, length: int, number: int, by: Actor) -> None:
    record_look("search.made", detail={"length": length, "found": number}, by=by)
