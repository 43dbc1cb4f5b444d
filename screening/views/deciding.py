"""The result: what the tool suggests and why, what the person decides, and what follows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse

from cse_portal.cases.access import marks_for
from cse_portal.cases.queries import agencies_to_open_to
from screening import actions, form_names
from screening.forms.deeds import DecisionForm, NextForm
from screening.guards import ResultDeed, ToolDeed
from screening.presenters.result import live
from screening.workflow import Deed

DECIDED = "Your decision is saved. The answers do not change any more. Now say what follows."
SAID = "What follows is saved, and stands in the chronology."


class Result(ResultDeed):
    """Of a screening."""

    kind, form_class = form_names.DECIDE, DecisionForm

    def form_kwargs(self) -> dict[str, Any]:
        whole = self.draft.whole
        return {
            "instrument": whole.instrument,
            "suggested": whole.suggestion.value,
            "marks": marks_for(self.person),
            "agencies": agencies_to_open_to(self.case),
        }

    def perform(self, form: DecisionForm) -> str:
        actions.decide_screening(tool=self.tool, version=self.opened_version, decision=form.decision, by=self.person)
        messages.success(self.request, DECIDED)
        return reverse("screening:next", kwargs={"ref": self.tool.ref})

    def not_now(self) -> str:
        return self.why_not(Deed.DECIDE)

    def words(self) -> dict[str, Any]:
        return {
            "heading": "Result of the screening",
            "title": f"Result of the screening of {self.case.child.initials}",
            "button": "Save decision",
            "tool": self.tool,
            "instrument": self.draft.whole.instrument,
            "draft": self.draft,
            "page": live(self.draft.whole),
        }


class SayNext(ToolDeed):
    kind, form_class = form_names.NEXT, NextForm
    template_name = "screening/next.html"

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {}

    def perform(self, form: NextForm) -> str:
        actions.say_next(tool=self.tool, version=self.opened_version, **form.values, by=self.person)
        messages.success(self.request, SAID)
        return reverse("screening:tool", kwargs={"ref": self.tool.ref})

    def not_now(self) -> str:
        return self.why_not(Deed.SAY_NEXT)

    def words(self) -> dict[str, Any]:
        return {"heading": "What follows the screening", "button": "Save", "tool": self.tool}
