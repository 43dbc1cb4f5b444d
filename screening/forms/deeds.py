"""Forms around a tool: beginning it, setting it aside, asking and giving advice, deciding, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from cse_portal.agencies.models import Agency, Membership
from cse_portal.cases.handling import TITLES as MARKS
from cse_portal.cases.handling import Handling
from cse_portal.ui.asked import lines, narrative, radios
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm
from screening.actions import Decision
from screening.instruments.shape import Instrument
from screening.workflow import NEXT_STEPS, AdviceState, NextStep

YES, NO = "yes", "no"
REASON = 4000


class BeginForm(PortalForm):
    """The danger comes before the form."""

    marks_optional = False

    danger = radios(
        "Is the child in danger now?",
        [
            (YES, Option("Yes", hint="Ring 999 first, then MASH. The form can wait: it is kept for you")),
            (NO, Option("No, or not that I know of")),
        ],
        error_messages={"required": "Select whether the child is in danger now"},
    )


class SetAsideForm(PortalForm):
    because = lines("Why is it set aside?", error_messages={"required": "Enter why it is set aside"})


class TakeUpForm(PortalForm):
    """Nothing is asked: the button is the deed."""


class AskForm(PortalForm):
    adviser = forms.ChoiceField(
        label="Who do you ask?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select who you ask"},
    )
    question = narrative("What would you like to talk over?", required=False, most=REASON)

    def __init__(self, *args: Any, advisers: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._advisers = {one.ref: one for one in advisers}
        choices = [(ref, Option(one.user.name, hint=str(one))) for ref, one in self._advisers.items()]
        self.fields["adviser"].choices = choices  # type: ignore[attr-defined]

    @property
    def asked(self) -> Membership:
        return self._advisers[self.cleaned_data["adviser"]]


class AdviceForm(PortalForm):
    marks_optional = False

    state = radios(
        "What do you say?",
        [
            (AdviceState.ENDORSED.value, Option("I endorse it", hint="The answers and what they ask for are right")),
            (AdviceState.ANSWERED.value, Option("I advise", hint="What to weigh, and what to do next")),
            (AdviceState.MORE.value, Option("I need to know more first", hint="Say what is to be found out")),
        ],
        error_messages={"required": "Select what you say"},
    )
    words = narrative("Your words", required=False, most=REASON)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        needs = {
            AdviceState.ANSWERED.value: "Enter your advice",
            AdviceState.MORE.value: "Enter what you need to know",
        }
        if said.get("state") in needs and not str(said.get("words") or "").strip():
            self.add_error("words", needs[said["state"]])
        return said

    @property
    def answer(self) -> AdviceState:
        return AdviceState(self.cleaned_data["state"])


class DecisionForm(PortalForm):
    """Nothing is chosen beforehand: the person picks after reading the reasons."""

    marks_optional = False
    error_labels: ClassVar[dict[str, str]] = {"because": "What weighed most in your decision"}

    value = forms.ChoiceField(
        label="What you decide", widget=forms.RadioSelect, error_messages={"required": "Select what you decide"}
    )
    because = narrative(
        "What weighed most in your decision",
        required=False,
        most=REASON,
        help_text="If it differs from what the tool suggests, say why",
    )
    is_still_worried = forms.BooleanField(
        label="Low, but I am still very worried",
        required=False,
        help_text="Opens a talk with your adviser or the specialist lead",
    )
    handling = radios("Who may read it", [])
    named = forms.MultipleChoiceField(label="Which agencies?", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        *args: Any,
        instrument: Instrument,
        suggested: str,
        marks: Sequence[Handling],
        agencies: Sequence[Agency],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._suggested, self._agencies = suggested, {str(one.ref): one for one in agencies}
        self._lowest = min(instrument.results, key=lambda one: one.rank).code
        self.fields["value"].choices = [  # type: ignore[attr-defined]
            (one.code, Option(one.title, hint=". ".join(one.follows[:2]))) for one in instrument.results
        ]
        self.fields["handling"].choices = [  # type: ignore[attr-defined]
            (one.value, Option(MARKS[one], reveals="named" if one is Handling.NAMED_AGENCIES else ())) for one in marks
        ]
        self.fields["named"].choices = [(ref, Option(one.name)) for ref, one in self._agencies.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        value = said.get("value")
        if value and value != self._suggested and not str(said.get("because") or "").strip():
            self.add_error("because", "Enter why you decide something else than the tool suggests")
        if said.get("handling") == Handling.NAMED_AGENCIES.value and not said.get("named"):
            self.add_error("named", "Select which agencies may read it")
        return said

    @property
    def decision(self) -> Decision:
        said = self.cleaned_data
        mark = Handling(said["handling"])
        named = [self._agencies[ref] for ref in said["named"]] if mark is Handling.NAMED_AGENCIES else []
        return Decision(said["value"], said["because"], said["is_still_worried"], mark, tuple(named))


class NextForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"words": "What was agreed"}

    step = radios(
        "What follows?",
        [
            (one.value, Option(title, hint=hint, reveals="on" if one is NextStep.MONITOR else ()))
            for one, (title, hint) in NEXT_STEPS.items()
        ],
        error_messages={"required": "Select what follows"},
    )
    on = DateField(label="Screen again on", required=False, bound=Bound.FUTURE)
    words = narrative(
        "With whom, and what was agreed", most=REASON, error_messages={"required": "Enter what was agreed"}
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("step") == NextStep.MONITOR.value and not said.get("on") and "on" not in self.errors:
            self.add_error("on", "Enter when the child is screened again")
        return said

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        step = NextStep(said["step"])
        return {"step": step, "words": said["words"], "on": said["on"] if step is NextStep.MONITOR else None}
