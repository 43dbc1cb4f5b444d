"""A tool is begun, set aside, and taken up again."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cse_portal.agencies.roles import Permission
from cse_portal.cases.guards import CaseDeed
from cse_portal.core import clock
from screening import actions, form_names, queries
from screening.editions import ASSESSMENT, in_force
from screening.forms.deeds import YES, BeginForm, SetAsideForm, TakeUpForm
from screening.guards import ToolDeed
from screening.instruments.shape import Instrument
from screening.models import Tool
from screening.refused import CLOSED, GROWN_UP
from screening.suggesting import is_grown_up
from screening.workflow import Deed

DANGER = "Ring 999 now if you have not, then MASH. What you write here is kept."


class Begin(CaseDeed):
    """Where the agency has begun it already, one goes on with that."""

    permission = Permission.SCREEN
    kind, form_class = form_names.BEGIN, BeginForm
    template_name = "screening/begin.html"

    @cached_property
    def instrument(self) -> Instrument:
        return in_force(self.case.partnership)

    @cached_property
    def begun(self) -> Tool | None:
        return queries.open_draft(self.person, self.case, self.instrument.code)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.begun is not None and "draft" not in request.GET:
            said = (
                "has begun it. Go on with it here." if self.begun.is_draft else "wrote it. It waits to be signed off."
            )
            messages.info(request, f"{self.begun.written_by.name} {said}")
            return redirect("screening:tool", ref=self.begun.ref)
        return super().get(request, **kwargs)

    def perform(self, form: BeginForm) -> str:
        in_danger = form.cleaned_data["danger"] == YES
        made = actions.begin_tool(case=self.case, instrument=self.instrument, in_danger=in_danger, by=self.person)
        if in_danger:
            messages.warning(self.request, DANGER)
        return reverse("screening:tool", kwargs={"ref": made.ref})

    def back(self) -> str:
        return reverse("screening:of_case", kwargs={"ref": self.case.ref})

    def not_now(self) -> str:
        if self.case.closed_on:
            return CLOSED
        return GROWN_UP if is_grown_up(self.case, clock.today()) else ""

    def words(self) -> dict[str, Any]:
        return {"heading": "Start a screening", "button": "Start", "instrument": self.instrument}


class Assess(Begin):
    """The assessment by social care, the first one or the next: it starts from what was answered last time."""

    permission = Permission.ASSESS
    kind = form_names.ASSESS_BEGUN

    @cached_property
    def instrument(self) -> Instrument:
        return in_force(self.case.partnership, ASSESSMENT)

    def words(self) -> dict[str, Any]:
        is_review = self.case.risk is not None
        heading = "Start the review" if is_review else "Start an assessment"
        return {"heading": heading, "button": "Start", "instrument": self.instrument, "is_review": is_review}


class SetAside(ToolDeed):
    kind, form_class = form_names.SET_ASIDE, SetAsideForm

    def perform(self, form: SetAsideForm) -> str:
        actions.set_aside_tool(
            tool=self.tool, version=self.opened_version, because=form.cleaned_data["because"], by=self.person
        )
        messages.success(self.request, "The screening is set aside. It is kept, and can be taken up again.")
        return reverse("screening:of_case", kwargs={"ref": self.case.ref})

    def not_now(self) -> str:
        return self.why_not(Deed.SET_ASIDE)

    def words(self) -> dict[str, Any]:
        return {"heading": "Set this screening aside", "button": "Set aside", "is_warning": True}


class TakeUp(ToolDeed):
    kind, form_class = form_names.TAKE_UP, TakeUpForm

    def perform(self, form: TakeUpForm) -> str:
        actions.take_up_tool(tool=self.tool, version=self.opened_version, by=self.person)
        return reverse("screening:tool", kwargs={"ref": self.tool.ref})

    def words(self) -> dict[str, Any]:
        return {"heading": "Take this screening up again", "button": "Take it up again"}
