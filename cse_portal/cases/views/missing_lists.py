"""Who is missing now, and the episodes of a week, among the children that the reader sees."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.cases import actions, form_names
from cse_portal.cases.forms.missing import WeekForm
from cse_portal.cases.presenters.missing import Line, Week, board, week
from cse_portal.core import clock
from cse_portal.desk.guards import SafeFormView


def strip_of(person: User) -> list[Line]:
    """Over My work; whoever reads a name there has looked, and it is on record."""
    lines = board(person)
    if lines:
        record_look("missing.board_looked_at", detail={"children": len(lines)}, by=person)
    return lines


class MissingNow(Guarded):
    permission = Permission.SEE_CASES

    def get(self, request: HttpRequest) -> HttpResponse:
        lines = board(self.person)
        record_look("missing.board_looked_at", detail={"children": len(lines)}, by=self.person)
        return render(request, "cases/missing_now.html", {"lines": lines, "at": clock.now()})


class MissingWeek(Guarded):
    permission = Permission.SEE_CASES

    def get(self, request: HttpRequest) -> HttpResponse:
        page = week(self.person, request.GET.get("from", ""))
        record_look("missing.week_looked_at", detail={"episodes": len(page.lines)}, by=self.person)
        may_export = bool(page.lines) and access.can(self.person, Permission.EXPORT_LISTS)
        return render(request, "cases/missing_week.html", {"page": page, "may_export": may_export})


class MissingCsv(SafeFormView):
    """A copy outside the portal, for a reason, by the same right as of the list of cases."""

    permission = Permission.EXPORT_LISTS
    kind, form_class = form_names.MISSING_CSV, WeekForm
    template_name = "cases/list_deed.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "draft" not in request.GET and not self._week().lines:
            messages.warning(request, "No episode of that week is there, so there is nothing to copy.")
            return redirect("cases:missing_week")
        return super().get(request, **kwargs)

    def initial(self) -> dict[str, Any]:
        return {"week": self._week().first.isoformat()}

    def perform(self, form: WeekForm) -> str:
        refs = [one.episode.ref for one in week(self.person, form.cleaned_data["week"]).lines]
        job = actions.ask_for_missing(refs=refs, why=form.cleaned_data["why"], by=self.person)
        return reverse("desk:job", kwargs={"ref": job.ref})

    def _week(self) -> Week:
        return week(self.person, self.request.GET.get("week", ""))

    def page_context(self) -> dict[str, Any]:
        heading, button = "Make a spreadsheet of a week’s missing episodes", "Make the file"
        before = "cases/before_missing_csv.html"
        return {"back": reverse("cases:missing_week"), "heading": heading, "button": button, "form_before": before}
