"""A school’s file of absence is looked at before anything is kept; what was kept can be struck."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_refusal
from cse_portal.cases import actions, form_names
from cse_portal.cases import attendance_queries as queries
from cse_portal.cases.access import agency_of
from cse_portal.cases.attendance.columns import guessed, headings_at
from cse_portal.cases.attendance.tables import Line
from cse_portal.cases.forms.attendance import ColumnsForm, SheetForm
from cse_portal.cases.forms.meetings import WhyForm
from cse_portal.cases.guards import CaseDeed
from cse_portal.cases.models import SchoolAbsence
from cse_portal.cases.presenters.attendance import check_page, imported_page

SALT = "cases.attendance"
ONE_DAY = 24 * 60 * 60
AGAIN = "That file was checked too long ago, or by somebody else. Choose it again: nothing of it was kept."


class Attendance(Guarded):
    """Chosen, and shown row by row; the sheet goes to the page and back, and is stored nowhere."""

    permission = Permission.KEEP_RECORD
    form_class = SheetForm

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(SheetForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if not queries.reports_attendance(agency_of(self.person)):
            raise PermissionDenied
        form = SheetForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        return _check(self, form.cleaned_data["sheet"])

    def show(self, form: SheetForm) -> HttpResponse:
        context = {
            "form": form,
            "may_import": queries.reports_attendance(agency_of(self.person)),
            "earlier": queries.own_imports(self.person),
        }
        return render(self.request, "cases/attendance.html", context)


class AttendanceCheck(Guarded):
    """The same sheet with other columns, or kept."""

    permission = Permission.KEEP_RECORD
    form_class = ColumnsForm

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("cases:attendance")

    def post(self, request: HttpRequest) -> HttpResponse:
        if not queries.reports_attendance(agency_of(self.person)):
            raise PermissionDenied
        lines = _unsealed(request.POST.get("sheet", ""), self.person.pk)
        if lines is None:
            messages.warning(request, AGAIN)
            return redirect("cases:attendance")
        form = ColumnsForm(request.POST, headings=lines[headings_at(lines)][1])
        return _check(self, lines, form, keeps="_keep" in request.POST)


def _check(view: Guarded, lines: list[Line], form: ColumnsForm | None = None, *, keeps: bool = False) -> HttpResponse:
    headings = lines[headings_at(lines)][1]
    columns = form.chosen if form is not None and form.is_valid() else guessed(headings)
    page = check_page(lines, columns, view.person)
    if keeps and page.may_keep:
        made = actions.import_attendance(rows=page.rows, by=view.person)
        messages.success(view.request, "The absences are kept.")
        return redirect("cases:attendance_imported", ref=made.ref)
    actions.note_attendance_checked(rows=page.rows, by=view.person)
    chosen = {f"column_{place}": one.value for place, one in enumerate(columns)}
    shown = ColumnsForm(initial={"sheet": _sealed(lines, view.person.pk), **chosen}, headings=headings)
    below = lines[headings_at(lines) + 1 :]
    context = {"form": shown, "page": page, "columns": list(_examples(shown, headings, below))}
    return render(view.request, "cases/attendance_check.html", context)


def _examples(form: ColumnsForm, headings: list[str], lines: list[Line]) -> Any:
    """Each column with its heading and what stands first in it."""
    for place, heading in enumerate(headings):
        first = next((cells[place] for _, cells in lines if len(cells) > place and cells[place]), "")
        yield heading or f"Column {place + 1}", first, form[f"column_{place}"]


def _sealed(lines: list[Line], person: int) -> str:
    return signing.dumps({"who": person, "lines": lines}, salt=SALT, compress=True)


def _unsealed(typed: str, person: int) -> list[Line] | None:
    """As this person's own page had it; else nothing."""
    try:
        said = signing.loads(typed, salt=SALT, max_age=ONE_DAY)
    except signing.BadSignature:
        return None
    return [(number, cells) for number, cells in said["lines"]] if said["who"] == person else None


class AttendanceImported(Guarded):
    """One's own: what was kept for children whose case one sees, and which rows were wrong."""

    permission = Permission.KEEP_RECORD

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        made = queries.own_import(self.person, ref)
        if made is None:
            raise Http404
        return render(request, "cases/attendance_imported.html", {"page": imported_page(made)})


class StrikeAbsence(CaseDeed):
    permission = Permission.KEEP_RECORD
    kind, form_class = form_names.STRIKE_ABSENCE, WhyForm
    absence: SchoolAbsence

    def look_up(self, **kwargs: Any) -> None:
        if not self.request.user.is_authenticated:
            return
        absence = queries.absence_by_ref(kwargs["ref"])
        if absence is None:
            raise Http404
        self.absence, self.case = absence, self.seen_case(pk=absence.case_id)

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = queries.whose_absence(self.kwargs["ref"])
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)

    def get_record(self) -> SchoolAbsence:
        absence = queries.absence_by_ref(self.absence.ref)
        if absence is None:
            raise Http404
        return absence

    def note_look_of_form(self) -> None:
        self.note_look("missing.list_looked_at")

    def about_ref(self) -> str:
        return str(self.absence.ref)

    def back(self) -> str:
        return reverse("cases:missing", kwargs={"ref": self.case.ref})

    def perform(self, form: WhyForm) -> str:
        actions.strike_absence(
            absence=self.absence, version=self.opened_version, why=form.cleaned_data["why"], by=self.person
        )
        messages.success(self.request, "The absence is struck. It can still be read.")
        return self.back()

    def words(self) -> dict[str, Any]:
        before = "cases/before_absence_strike.html"
        return {
            "heading": "Recorded in error",
            "button": "Strike this absence",
            "is_warning": True,
            "form_before": before,
            "absence": self.absence,
        }
