"""A completed tool is asked for as a file; the blank form is for anybody who screens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.desk.actions.jobs import ask_for
from cse_portal.ui.documents import MISSING_PART, CannotRender
from screening.documents import blank_pdf
from screening.editions import in_force
from screening.guards import ToolGuarded
from screening.paper_kinds import BY_FORMAT, PDF, why_no_file


class ToolFile(ToolGuarded):
    """Whoever may read it may have it; what is not complete is not handed on as if it were."""

    permission = Permission.SEE_CASES

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return redirect("screening:tool", ref=ref)

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        if why := why_no_file(self.tool.get_status()):
            messages.error(request, why)
            return redirect("screening:tool", ref=ref)
        self.note_look("screening.printed", self.tool)
        kind = BY_FORMAT.get(request.POST.get("file", ""), PDF)
        job = ask_for(kind=kind, parameters={"tool": self.tool.ref}, by=self.person)
        return redirect("desk:job", ref=job.ref)


class BlankForm(Guarded):
    """The edition in force where the person works: about nobody, so that nobody is asked why."""

    permission = Permission.SCREEN

    def get(self, request: HttpRequest) -> HttpResponse:
        instrument = in_force(access.acting_in(self.person)[0].agency.partnership)
        try:
            answer = HttpResponse(blank_pdf(instrument), content_type="application/pdf")
        except CannotRender:
            messages.error(request, MISSING_PART)
            return redirect("screening:home")
        answer.headers["Content-Disposition"] = f'attachment; filename="{instrument.name}.pdf"'
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer
