"""The child's family and who supports them, drawn and in words: the same facts as on the child's record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cse_portal.agencies.roles import Permission
from cse_portal.cases.downloads import FAMILY_PDF
from cse_portal.cases.guards import CaseGuarded
from cse_portal.cases.presenters.family import family_page
from cse_portal.desk.actions.jobs import ask_for


class ChildFamily(CaseGuarded):
    tab = "family"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("case.family_looked_at")
        context = {
            **self.case_context(),
            "page": family_page(self.case),
            "may_keep": self.seen.decides(Permission.KEEP_RECORD),
            "may_keep_case": self.seen.decides(Permission.KEEP_CASES),
        }
        return render(request, "cases/family.html", context)


class ChildFamilyPdf(CaseGuarded):
    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("case.family_printed")
        job = ask_for(kind=FAMILY_PDF, parameters={"case": self.case.ref}, by=self.person)
        return redirect("desk:job", ref=job.ref)
