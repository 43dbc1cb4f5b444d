"""Forms that decide something about a case."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from cse_portal.agencies import access
from cse_portal.agencies.guards import A_QUARTER_OF_AN_HOUR, require_fresh
from cse_portal.cases.guards.case_guarded import CaseGuarded
from cse_portal.cases.models import Case
from cse_portal.cases.presenters.header import header_of
from cse_portal.desk.guards import SafeFormView


class CaseDeed(CaseGuarded, SafeFormView):
    """A form that decides something about a case."""

    template_name = "cases/deed.html"
    proves_again: ClassVar[bool] = False
    leads_back: ClassVar[str] = "cases:who_sees"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self._require()
        self.note_look_of_form()
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self._require()
        return super().post(request, **kwargs)

    def _require(self) -> None:
        """Inside the case, with the role, and seeing it for good."""
        access.require_decides(self.person, self.case, self.permission, given=self.grants)
        if self.proves_again:
            require_fresh(self.request, A_QUARTER_OF_AN_HOUR)

    def note_look_of_form(self) -> None:
        """Where the form shows what is on record beside what it asks."""

    def about_ref(self) -> str:
        return str(self.case.ref)

    def back(self) -> str:
        return reverse(self.leads_back, kwargs={"ref": self.case.ref})

    def page_context(self) -> dict[str, Any]:
        header = SimpleLazyObject(lambda: header_of(self.seen))  # not every form says it
        return {"case": self.case, "header": header, "back": self.back(), "not_now": self.not_now(), **self.words()}

    def not_now(self) -> str:
        """Why it cannot be done as things stand: said before anybody types."""
        return ""

    def words(self) -> dict[str, Any]:
        """The heading, and what the button says."""
        raise NotImplementedError


class CaseChange(CaseDeed):
    """Changes the case itself: what somebody else saved meanwhile is shown, and not overruled unseen."""

    def get_record(self) -> Case:
        """As it stands now; the guard's own was loaded before anybody else saved."""
        return Case.objects.visible_to(self.person).select_related("best_relationship_with").get(pk=self.case.pk)
