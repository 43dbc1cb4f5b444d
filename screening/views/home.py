"""The room of the tools: what one has begun, what one is asked, and what there is about a child."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.cases.guards import CaseGuarded
from cse_portal.cases.models import Case
from screening import queries
from screening.presenters.lists import case_page, home_page


def case_has_score(case: Case) -> bool:
    return case.risk is not None


class Home(Guarded):
    permission = Permission.SCREEN

    def get(self, request: HttpRequest) -> HttpResponse:
        record_look("screening.list_looked_at", by=self.person)
        return render(request, "screening/home.html", {"page": home_page(self.person)})


class OfCase(CaseGuarded):
    tab = "screening"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("screening.of_case_looked_at")
        may_screen = self.seen.decides(Permission.SCREEN) and self.case.closed_on is None
        page = case_page(self.person, self.case, queries.of_case(self.person, self.case))
        context = {**self.case_context(), "page": page, "may_screen": may_screen}
        context["may_assess"] = self.seen.decides(Permission.ASSESS) or case_has_score(self.case)
        return render(request, "screening/of_case.html", context)
