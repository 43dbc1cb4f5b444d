"""Advice is asked for, and given."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse

from screening import actions, form_names, queries
from screening.forms.deeds import AdviceForm, AskForm
from screening.guards import AdviceDeed, ToolDeed
from screening.presenters.filling import Draft
from screening.presenters.result import answers_page, live
from screening.refused import ANSWERED
from screening.workflow import Deed

NOBODY = "Nobody in your agency advises, and no practice lead is named. Ring MASH to talk it over."


class AskAdvice(ToolDeed):
    kind, form_class = form_names.ASK, AskForm

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {}

    def form_kwargs(self) -> dict[str, Any]:
        return {"advisers": queries.advisers_for(self.tool, but=self.person)}

    def perform(self, form: AskForm) -> str:
        actions.ask_advice(
            tool=self.tool,
            version=self.opened_version,
            adviser=form.asked,
            question=form.cleaned_data["question"],
            by=self.person,
        )
        messages.success(self.request, f"{form.asked.user.name} is asked, and sees the screening from now on.")
        return reverse("screening:tool", kwargs={"ref": self.tool.ref})

    def not_now(self) -> str:
        return self.why_not(Deed.ASK) or ("" if queries.advisers_for(self.tool, but=self.person) else NOBODY)

    def words(self) -> dict[str, Any]:
        return {"heading": "Ask your adviser", "button": "Ask", "tool": self.tool}


class GiveAdvice(AdviceDeed):
    kind, form_class = form_names.ADVICE, AdviceForm
    template_name = "screening/advice.html"

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {}

    def perform(self, form: AdviceForm) -> str:
        actions.give_advice(
            advice=self.advice,
            version=self.opened_version,
            state=form.answer,
            words=form.cleaned_data["words"],
            by=self.person,
        )
        messages.success(self.request, f"Your answer is saved, and {self.advice.asked_by.name} is told.")
        return reverse("screening:home")

    def back(self) -> str:
        return reverse("screening:home")

    def not_now(self) -> str:
        return "" if self.advice.is_open else ANSWERED

    def words(self) -> dict[str, Any]:
        draft = Draft(self.tool, queries.sections_of(self.tool))
        return {
            "heading": "Advise on a screening",
            "button": "Save",
            "tool": self.tool,
            "advice": self.advice,
            "page": live(draft.whole),
            "parts": answers_page(draft.whole, draft.tasks),
        }
