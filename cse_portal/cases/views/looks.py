"""Who has looked at a case: on the page, printed, and as a PDF. Looking here is a look as well."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cse_portal.cases.downloads import LOOKS_PDF
from cse_portal.cases.guards import CaseGuarded
from cse_portal.cases.presenters.looks import looks_page, read_wanted
from cse_portal.core import clock
from cse_portal.desk.actions.jobs import ask_for


class WhoHasLooked(CaseGuarded):
    tab = "looks"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("case.looks_looked_at")
        page = looks_page(self.case, read_wanted(request.GET))
        return render(request, "cases/who_has_looked.html", {**self.case_context(), "page": page, "now": clock.now()})


class WhoHasLookedPdf(CaseGuarded):
    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("case.looks_printed")
        job = ask_for(kind=LOOKS_PDF, parameters={"case": self.case.ref}, by=self.person)
        return redirect("desk:job", ref=job.ref)
