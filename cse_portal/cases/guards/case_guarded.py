"""The shared front half of every page of a case: one sees it for a reason, or it is not there."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look, record_refusal
from cse_portal.cases import queries
from cse_portal.cases.emergency_queries import running
from cse_portal.cases.guards import asking
from cse_portal.cases.models import Case, CaseGrant
from cse_portal.cases.presenters.header import header_of
from cse_portal.cases.team_queries import Seen
from cse_portal.core.models import Record

WHOLE = ("child", "lead_agency", "partnership", "best_relationship_with__user")


class CaseGuarded(Guarded):
    """Loads the case by its reference, for people who see it; the page then puts the look into the audit trail.

    Whoever sees it for their role alone says first why they look: once a working day, whatever page comes first.
    """

    permission = Permission.SEE_CASES
    tab: ClassVar[str] = ""  # which of the case's pages this is
    whole: ClassVar[tuple[str, ...]] = WHOLE  # what is loaded with it
    case: Case

    def look_up(self, **kwargs: Any) -> None:
        if self.request.user.is_authenticated:
            self.case = self.seen_case(ref=kwargs["ref"])

    def seen_case(self, **which: Any) -> Case:
        """With all that the head of its pages says; none where the person does not see it."""
        found = Case.objects.visible_to(self.person).select_related(*self.whole).prefetch_related("police_references")
        case = found.filter(**which).first()
        if case is None:
            raise Http404
        return case

    def ask_first(self) -> HttpResponseBase | None:
        return super().ask_first() or asking.ask_first(self.request, self.person, self.case, self.grants)

    def refused(self, refused: PermissionDenied | Http404) -> None:
        """The person never learns whether there is such a case; the trail of the case learns who tried."""
        about = self.refused_case()
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)

    def refused_case(self) -> Case | None:
        """The case that the address names, whether or not the person sees it."""
        return queries.whether_seen_or_not(self.kwargs["ref"])

    def case_context(self) -> dict[str, Any]:
        """What every page of a case says: about whom it is, why one sees it, and how long an emergency lasts."""
        emergency = running(self.person, self.case) if self.reasons == {Reason.EMERGENCY} else None
        return {
            "case": self.case,
            "header": header_of(self.seen, self.tab),
            "why": access.sentences(self.person, self.grants),
            "emergency": emergency,
        }

    @cached_property
    def grants(self) -> list[CaseGrant]:
        return access.granted(self.person, self.case)

    @cached_property
    def seen(self) -> Seen:
        return Seen(self.person, self.case, self.grants)

    @property
    def reasons(self) -> set[str]:
        return {grant.reason for grant in self.grants}

    def note_look(self, kind: str, about: Record | None = None) -> None:
        """Of the case, or of a part of it, with the reason that the portal had at that moment."""
        record_look(
            kind, about=about or self.case, case=self.case, detail={"why": sorted(self.reasons)}, by=self.person
        )
