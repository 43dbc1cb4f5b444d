"""A search leaves a trace: that it was made, never its words."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from cse_portal.audit.actions import record_look
from cse_portal.core.actor import Actor


@transaction.atomic
def note_search(*, length: int, number: int, hits: Sequence[str] = (), by: Actor) -> None:
    """`hits` are the references of the records that were shown."""
    met = {"hits": list(hits)} if hits else {}
    record_look("search.made", detail={"length": length, "found": number, **met}, by=by)
