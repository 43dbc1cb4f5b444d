"""Forms that decide something about a case, and say why not when it cannot be done now."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.guards import A_QUARTER_OF_AN_HOUR, require_fresh
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.cases.guards.case_guarded import CaseGuarded
from cse_portal.desk.guards import SafeFormView
from cse_portal.desk.guards.safe_form import Sent


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
