"""What every file about a case has in common: who may have it, and whose copy it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from cse_portal.agencies import access
from cse_portal.agencies.models import Partnership, User
from cse_portal.cases.models import Case
from cse_portal.cases.queries import sees_case_of
from cse_portal.core import clock
from cse_portal.desk.kinds import CannotBuild
from cse_portal.desk.models import BackgroundJob
from cse_portal.ui.documents import Copy

CHRONOLOGY_PDF, CHRONOLOGY_WORD = "cases.chronology_pdf", "cases.chronology_word"
THREAD_PDF = "cases.thread_pdf"
WHOLE = ("child", "partnership", "lead_agency", "best_relationship_with__user")
GONE = "You no longer see this case, so there is no file."


def may_have(person: Any, parameters: Mapping[str, Any]) -> bool:
    return sees_case_of(person, str(parameters.get("case", "")))


def case_of(job: BackgroundJob) -> Case:
    """Whoever does not see the case any more gets nothing of it."""
    visible = Case.objects.visible_to(job.owner).select_related(*WHOLE)
    case = visible.filter(ref=job.parameters.get("case", "")).first()
    if case is None:
        raise CannotBuild(GONE)
    return case


class OfPartnership(Protocol):
    @property
    def partnership(self) -> Partnership: ...


def copy_of(job: BackgroundJob, about: OfPartnership, title: str) -> Copy:
    return Copy(
        title=title,
        recipient=_who(job.owner),
        serial=job.ref,
        made_at=clock.now(),
        partnership=about.partnership.name,
    )


def _who(owner: User) -> str:
    held = access.memberships(owner)
    return f"{owner.name}, {held[0].agency.name}" if held else owner.name
