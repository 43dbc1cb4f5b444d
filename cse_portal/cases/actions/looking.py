"""What is written about looking: also when there was nothing to be seen."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cse_portal.audit.actions import record_refusal
from cse_portal.cases.models import Case
from cse_portal.core import wall
from cse_portal.core.references import is_reference


@transaction.atomic
def note_not_there(*, ref: str, by: Any) -> None:
    """The same question whether there is such a case or not: only the trail knows which it was."""
    with wall.as_system("write down who was refused"):
        there = Case.objects.select_related("child").filter(ref=ref).first()
    typed = {"ref": ref} if is_reference(ref) else {}
    record_refusal("case.refused", case=there, child=there.child if there else None, detail=typed, by=by)
