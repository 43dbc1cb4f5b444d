"""The weekly look at who looked: decided and signed by a contact or governance, answered by whoever looked."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from cse_portal.agencies.guards import Guarded, StepUp
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.core.models import Record
from cse_portal.trail.actions import weeks as actions
from cse_portal.trail.form_names import ANSWER, WEEK, WEEK_SIGN
from cse_portal.trail.forms.weeks import AnswerForm, DecideForm, SignForm, field_of
from cse_portal.trail.guards import Deed
from cse_portal.trail.mail import tell
from cse_portal.trail.models import Week, WeekLine
from cse_portal.trail.presenters.weeks import WeekPage, lines_of, week_page, weeks_page
from cse_portal.trail.weeks import Decision


class Weeks(Guarded):
    permission = Permission.SEARCH_TRAIL

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "trail/weeks.html", {"page": weeks_page(self.person, request.GET.get("page", ""))})


class OfWeek(Deed):
    def get_record(self) -> Week:
        return get_object_or_404(Week.objects.visible_to(self.person).select_related("agency"), ref=self.kwargs["ref"])

    @property
    def week(self) -> Week:
        record = self.record
        assert isinstance(record, Week)  # noqa: S101 - `get_record` says so
        return record

    def here(self) -> str:
        return reverse("trail:week", kwargs={"ref": self.week.ref})


class WeekOfLooks(OfWeek):
    """The lines to decide; or, once it is signed, the record."""

    kind = WEEK
    form_class = DecideForm
    template_name = "trail/week.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        record_look("week.looked_at", about=self.week, by=self.person)
        if self.week.is_signed:
            return render(request, "trail/week_signed.html", {"page": week_page(self.week, self.person)})
        return super().get(request, **kwargs)

    @cached_property
    def lines(self) -> list[WeekLine]:
        return lines_of(self.week)

    @cached_property
    def page(self) -> WeekPage:
        return week_page(self.week, self.person, self.lines)

    def form_kwargs(self) -> dict[str, Any]:
        """Nobody decides about their own looks."""
        rows = [row for row in self.page.rows if not row.is_own]
        named = {row.line.case_ref for row in rows if row.case == row.line.case_ref}
        return {"lines": [row.line for row in rows], "named": named}

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {field_of(line): line.decision for line in self.lines}

    def perform(self, form: DecideForm) -> str:
        changed = actions.decide_lines(
            week=self.week, decisions=form.decisions(), version=self.opened_version, by=self.person
        )
        tell((line.person for line in changed if line.get_decision() == Decision.ASKED), "asked")
        del self.lines
        page = week_page(self.week, self.person, self.lines)
        messages.success(self.request, f"Saved: {page.settled} of {len(page.rows)} settled.")
        return reverse("trail:week_sign", kwargs=self.kwargs) if page.may_be_signed else self.here()

    def page_context(self) -> dict[str, Any]:
        return {
            "page": self.page,
            "heading": f"Who looked without a part, {self.week.agency.name}",
            "button": "Save",
            "back": reverse("trail:weeks"),
        }


class WeekSign(StepUp, OfWeek):
    permission = Permission.SEARCH_TRAIL
    kind = WEEK_SIGN
    form_class = SignForm

    def perform(self, form: SignForm) -> str:
        actions.sign_week(week=self.week, note=form.cleaned_data["note"], version=self.opened_version, by=self.person)
        messages.success(self.request, "Signed. The record cannot be changed any more.")
        return self.here()

    def page_context(self) -> dict[str, Any]:
        return {"heading": "Sign the week", "button": "Sign", "back": self.here(), "before": "trail/before_sign.html",
                "page": week_page(self.week, self.person)}  # fmt: skip


class Answer(Deed):
    """For whoever was asked; nobody else has this page."""

    permission = Permission.OWN_WORK
    kind = ANSWER
    form_class = AnswerForm

    def get_record(self) -> WeekLine:
        return get_object_or_404(
            WeekLine.objects.filter(person=self.person, decision=Decision.ASKED), ref=self.kwargs["ref"]
        )

    @property
    def line(self) -> WeekLine:
        record = self.record
        assert isinstance(record, WeekLine)  # noqa: S101 - `get_record` says so
        return record

    def perform(self, form: AnswerForm) -> str:
        actions.answer(line=self.line, words=form.cleaned_data["words"], version=self.opened_version, by=self.person)
        messages.success(self.request, "Your answer is with your single point of contact.")
        return reverse("home")

    def page_context(self) -> dict[str, Any]:
        return {"heading": "Why did you look at this case?", "button": "Send", "back": reverse("home"),
                "before": "trail/before_answer.html", "line": self.line}  # fmt: skip
