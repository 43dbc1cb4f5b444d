"""Children missing or absent from school without a screening in date, among those whom the reader sees."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.cases import actions, form_names
from cse_portal.cases.forms.attendance import NarrowUnscreenedForm, UnscreenedForm
from cse_portal.cases.presenters.unscreened import unscreened_lines
from cse_portal.cases.unscreened import DAYS, WHATS, Wanted, read_wanted
from cse_portal.desk.guards import SafeFormView


def _wanted(request: HttpRequest) -> Wanted:
    return read_wanted(request.GET.get("what", ""), request.GET.get("days", ""))


class Unscreened(Guarded):
    permission = Permission.SEE_CASES

    def get(self, request: HttpRequest) -> HttpResponse:
        wanted = _wanted(request)
        lines = unscreened_lines(self.person, wanted)
        record_look("unscreened.looked_at", detail={"children": len(lines)}, by=self.person)
        context = {
            "lines": lines,
            "wanted": wanted,
            "what_words": WHATS[wanted.what].lower(),
            "days_words": DAYS[wanted.days],
            "form": NarrowUnscreenedForm(initial={"what": wanted.what.value, "days": str(wanted.days)}),
            "may_export": bool(lines) and access.can(self.person, Permission.EXPORT_LISTS),
        }
        return render(request, "cases/unscreened.html", context)


class UnscreenedCsv(SafeFormView):
    """A copy outside the portal, for a reason, by the same right as of the list of cases."""

    permission = Permission.EXPORT_LISTS
    kind, form_class = form_names.UNSCREENED_CSV, UnscreenedForm
    template_name = "cases/list_deed.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "draft" not in request.GET and not unscreened_lines(self.person, _wanted(request)):
            messages.warning(request, "No child is on that list, so there is nothing to copy.")
            return redirect("cases:unscreened")
        return super().get(request, **kwargs)

    def initial(self) -> dict[str, Any]:
        wanted = _wanted(self.request)
        return {"what": wanted.what.value, "days": str(wanted.days)}

    def perform(self, form: UnscreenedForm) -> str:
        wanted = read_wanted(form.cleaned_data["what"], form.cleaned_data["days"])
        refs = [line.one.case.ref for line in unscreened_lines(self.person, wanted)]
        why = form.cleaned_data["why"]
        job = actions.ask_for_unscreened(refs=refs, wanted=wanted, why=why, by=self.person)
        return reverse("desk:job", kwargs={"ref": job.ref})

    def page_context(self) -> dict[str, Any]:
        heading, button = "Make a spreadsheet of children without a screening in date", "Make the file"
        before = "cases/before_unscreened_csv.html"
        return {"back": reverse("cases:unscreened"), "heading": heading, "button": button, "form_before": before}
