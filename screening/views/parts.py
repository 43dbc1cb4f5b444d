"""Sections of an assessment are shared out, written by whoever knows more, and given back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse

from screening import actions, form_names, queries
from screening.forms.assessing import AskPartForm, GivePartForm, TakeBackForm
from screening.guards import PartDeed, ToolDeed
from screening.instruments.loading import edition
from screening.presenters.filling import Draft
from screening.refused import PART_GIVEN
from screening.workflow import Deed, PartState

NOBODY = "Nobody else works with this child yet. Involve their agency in the case first."
GIVEN = {
    PartState.WRITTEN: "Thank you. {name} is told that it is written.",
    PartState.DECLINED: "Thank you for saying so. {name} is told, and asks somebody else.",
}


class AskForPart(ToolDeed):
    kind, form_class = form_names.ASK_PART, AskPartForm
    template_name = "screening/ask_part.html"

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {}

    def form_kwargs(self) -> dict[str, Any]:
        there = edition(self.tool.instrument, self.tool.edition).sections
        return {"people": queries.may_write_parts(self.tool, but=self.person), "there": there}

    def perform(self, form: AskPartForm) -> str:
        wanted = form.wanted
        actions.ask_for_part(tool=self.tool, version=self.opened_version, wanted=wanted, by=self.person)
        messages.success(self.request, f"{wanted.of.user.name} is asked, and sees these sections from now on.")
        return reverse("screening:tool", kwargs={"ref": self.tool.ref})

    def not_now(self) -> str:
        return self.why_not(Deed.INVITE) or ("" if queries.may_write_parts(self.tool, but=self.person) else NOBODY)

    def words(self) -> dict[str, Any]:
        return {"heading": "Ask somebody to write a section", "button": "Ask", "tool": self.tool}


class GivePart(PartDeed):
    """What is asked, with the way to each section; and one’s word when it is done."""

    kind, form_class = form_names.PART, GivePartForm
    template_name = "screening/part.html"
    decides_by = ("state",)

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {}

    def perform(self, form: GivePartForm) -> str:
        state = PartState(form.cleaned_data["state"])
        asker = self.part.asked_by.name
        actions.give_part(
            part=self.part,
            version=self.opened_version,
            state=state,
            words=form.cleaned_data["words"],
            by=self.person,
        )
        messages.success(self.request, GIVEN[state].format(name=asker))
        return reverse("screening:home")

    def back(self) -> str:
        return reverse("screening:home")

    def not_now(self) -> str:
        return "" if self.part.is_open else PART_GIVEN

    def words(self) -> dict[str, Any]:
        draft = Draft(self.tool, queries.sections_of(self.tool))
        return {
            "heading": "Write a section of an assessment",
            "title": f"A section of the assessment of {self.case.child.initials}",
            "button": "Save",
            "tool": self.tool,
            "part": self.part,
            "tasks": [one for one in draft.tasks if one.section.code in self.part.sections],
        }


class TakeBackPart(PartDeed):
    kind, form_class = form_names.TAKE_BACK, TakeBackForm
    is_for_asker = True

    def perform(self, form: TakeBackForm) -> str:
        actions.take_back_part(part=self.part, version=self.opened_version, by=self.person)
        messages.success(self.request, f"It is taken back. What {self.part.asked_of.user.name} wrote stays.")
        return self.back()

    def not_now(self) -> str:
        return "" if self.part.is_open else PART_GIVEN

    def words(self) -> dict[str, Any]:
        heading = f"Take the sections back from {self.part.asked_of.user.name}"
        return {"heading": heading, "button": "Take back", "tool": self.tool}
