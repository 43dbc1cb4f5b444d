"""Two filled-in tools of a child side by side: has it changed, and for how long?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cse_portal.agencies.roles import Permission
from cse_portal.cases.guards import CaseGuarded
from screening.presenters.then_and_now import then_and_now


class ThenAndNow(CaseGuarded):
    tab = "screening"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("screening.compared")
        wished = request.GET.get("then", ""), request.GET.get("now", "")
        context = {
            **self.case_context(),
            "page": then_and_now(self.person, self.case, *wished),
            "may_screen": self.seen.decides(Permission.SCREEN) and self.case.closed_on is None,
        }
        return render(request, "screening/comparison.html", context)
