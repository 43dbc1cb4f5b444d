"""The shared front half of every page of a case: one sees it for a reason, or it is not there."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.guards import A_QUARTER_OF_AN_HOUR, Guarded, require_fresh
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record_look
from cse_portal.cases.actions import note_not_there
from cse_portal.cases.emergency_queries import running
from cse_portal.cases.models import Case, CaseGrant
from cse_portal.desk.guards import SafeFormView
from cse_portal.desk.guards.safe_form import Sent


class CaseGuarded(Guarded):
    """Loads the case by its reference, for people who see it; the page then puts the look into the audit trail."""

    permission = Permission.SEE_CASES
    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            found = Case.objects.visible_to(request.user).select_related("child", "lead_agency", "partnership")
            case = found.filter(ref=kwargs["ref"]).first()
            if case is None:
                note_not_there(ref=kwargs["ref"], by=request.user)
                raise Http404
            self.case = case
        return super().dispatch(request, *args, **kwargs)

    def case_context(self) -> dict[str, Any]:
        """What every page of a case says: why one sees it, and until when where that is an emergency."""
        emergency = running(self.person, self.case) if self.reasons == {Reason.EMERGENCY} else None
        return {"case": self.case, "why": access.sentences(self.grants), "emergency": emergency}

    @cached_property
    def grants(self) -> list[CaseGrant]:
        return access.granted(self.person, self.case)

    @property
    def reasons(self) -> set[str]:
        return {grant.reason for grant in self.grants}

    def note_look(self, kind: str) -> None:
        """With the reason that the portal had at that moment."""
        record_look(kind, about=self.case, detail={"why": sorted(self.reasons)}, by=self.person)


class SaysWhyNot(SafeFormView):
    """What cannot be done now is said in words, and what was typed stays."""

    def _send(self, sent: Sent) -> HttpResponse:
        try:
            return super()._send(sent)
        except NotAllowedNow as refusal:
            form = self.make_form(sent.data)
            form.is_valid()
            form.add_error(None, refusal.sentence)
            return self.show(form, sent.keys)


class CaseDeed(CaseGuarded, SaysWhyNot):
    """A form that decides something about a case."""

    template_name = "cases/deed.html"
    proves_again: ClassVar[bool] = False

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self._require()
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self._require()
        return super().post(request, **kwargs)

    def _require(self) -> None:
        """Inside the case, with the role, and seeing it for good."""
        access.require_decides(self.person, self.case, self.permission)
        if self.proves_again:
            require_fresh(self.request, A_QUARTER_OF_AN_HOUR)

    def about_ref(self) -> str:
        return str(self.case.ref)

    def back(self) -> str:
        return reverse("cases:who_sees", kwargs={"ref": self.case.ref})

    def page_context(self) -> dict[str, Any]:
        return {"case": self.case, "back": self.back(), **self.words()}

    def words(self) -> dict[str, Any]:
        """The heading, and what the button says."""
        raise NotImplementedError
