"""The cases a person sees, and each case with the reason why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cse_portal.cases.guards import CaseGuarded
from cse_portal.cases.presenters.overview import overview_of
from cse_portal.cases.presenters.pages import who_sees


class CaseRecord(CaseGuarded):
    """The overview."""

    tab = "overview"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("case.looked_at")
        context = {**self.case_context(), "page": overview_of(self.seen)}
        return render(request, "cases/case_record.html", context)


class CaseWhoSees(CaseGuarded):
    tab = "who_sees"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("case.who_sees_looked_at")
        context = {
            **self.case_context(),
            "page": who_sees(self.seen),
        }
        return render(request, "cases/case_who_sees.html", context)
