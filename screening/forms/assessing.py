"""Forms of an assessment: the score proposed, signed off and countersigned; sections asked for; a review put off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from cse_portal.agencies.models import Membership
from cse_portal.ui.asked import narrative, radios
from cse_portal.ui.dates import Bound, in_words
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm
from screening.actions import Proposal, Wanted
from screening.filled import gaps
from screening.forms.deeds import NO, REASON, YES, DecisionForm
from screening.instruments.shape import Result, Section
from screening.suggesting import Whole
from screening.workflow import PartState


class ProposalForm(DecisionForm):
    """Nothing is chosen beforehand. A lower score than last time needs what changed, a higher one what it asks for."""

    error_labels: ClassVar[dict[str, str]] = {**DecisionForm.error_labels, "what_changed": "What changed"}
    what_changed = narrative(
        "What changed since last time",
        required=False,
        most=REASON,
        help_text="If the score is lower than last time. Somebody else reads it before the lower score holds",
    )
    field_order = ("value", "because", "what_changed", "is_still_worried", "handling", "named")

    def __init__(self, *args: Any, whole: Whole, before: Result | None, **kwargs: Any) -> None:
        super().__init__(*args, instrument=whole.instrument, suggested=whole.suggestion.value, **kwargs)
        self._whole, self._before = whole, before
        if before is None:
            del self.fields["what_changed"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        value = str(said.get("value") or "")
        if not value:
            return said
        for problem in self._asked_for(value):
            self.add_error("value", problem)
        is_lower = self._before is not None and self._whole.instrument.result(value).rank < self._before.rank
        if is_lower and not str(said.get("what_changed") or "").strip():
            self.add_error("what_changed", "Enter what changed since last time")
        return said

    def _asked_for(self, value: str) -> list[str]:
        """What a score of this height asks for, and is not answered yet."""
        instrument, answers = self._whole.instrument, self._whole.answers
        ranks = {one.code: one.rank for one in instrument.results}
        found = []
        for section in instrument.sections:
            lacking = gaps(section, answers, reached=ranks[value], needs=ranks)
            found += [f"{gap.words} first. It stands under “{section.title}”" for gap in lacking]
        return found

    @property
    def proposal(self) -> Proposal:
        said, decision = self.cleaned_data, self.decision
        return Proposal(
            decision.value,
            decision.because,
            said.get("what_changed", ""),
            decision.is_still_worried,
            decision.handling,
            decision.named_agencies,
        )


def people(label: str, missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, widget=forms.RadioSelect, error_messages={"required": missing})


def offer(field: forms.Field, there: Mapping[str, Membership]) -> None:
    field.choices = [(ref, Option(one.user.name, hint=str(one))) for ref, one in there.items()]  # type: ignore[attr-defined]


class SignForm(PortalForm):
    marks_optional = False
    error_labels: ClassVar[dict[str, str]] = {"words": "Your words"}

    countersigner = people("Who countersigns the lower score?", "Select who countersigns the lower score")
    words = narrative("Your words, if you wish", required=False, most=REASON)

    def __init__(self, *args: Any, countersigners: Sequence[Membership] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {one.ref: one for one in countersigners or ()}
        if countersigners is None:
            del self.fields["countersigner"]
        else:
            offer(self.fields["countersigner"], self._people)

    @property
    def countersigner_chosen(self) -> Membership | None:
        return self._people.get(self.cleaned_data.get("countersigner", ""))


class SendBackForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"because": "What is to be put right"}
    because = narrative(
        "What is to be put right?", most=REASON, error_messages={"required": "Enter what is to be put right"}
    )


class CountersignForm(PortalForm):
    marks_optional = False
    error_labels: ClassVar[dict[str, str]] = {"words": "Your reason"}

    agrees = radios("Do you agree?", [], error_messages={"required": "Select whether you agree"})
    words = narrative("Your reason", required=False, most=REASON)

    def __init__(self, *args: Any, proposed: Result, before: Result | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agrees"]
        field.label = f"Do you agree that the score is {proposed.rank}?"
        stays = f"No, it stays at {before.rank}" if before else "No"
        field.choices = [(YES, Option("Yes, I agree")), (NO, Option(stays))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("agrees") == NO and not str(said.get("words") or "").strip():
            self.add_error("words", "Enter why the score stays as it was")
        return said


class AskPartForm(PortalForm):
    marks_optional = False
    error_labels: ClassVar[dict[str, str]] = {"question": "What you would like to know"}

    of = people("Who writes it?", "Select who writes it")
    sections = forms.MultipleChoiceField(
        label="Which sections?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one section"},
    )
    question = narrative("What would you like to know?", required=False, most=REASON)

    def __init__(self, *args: Any, people: Sequence[Membership], there: Sequence[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {one.ref: one for one in people}
        offer(self.fields["of"], self._people)
        self.fields["sections"].choices = [(one.code, Option(one.title)) for one in there]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(self._people[said["of"]], tuple(said["sections"]), said["question"])


class GivePartForm(PortalForm):
    marks_optional = False
    error_labels: ClassVar[dict[str, str]] = {"words": "Your words"}

    state = radios(
        "How does it stand?",
        [
            (PartState.WRITTEN.value, Option("It is written", hint="Whoever asked you is told, and goes on with it")),
            (PartState.DECLINED.value, Option("I cannot write it", hint="Say why, and who could")),
        ],
        error_messages={"required": "Select how it stands"},
    )
    words = narrative("Your words", required=False, most=REASON)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("state") == PartState.DECLINED.value and not str(said.get("words") or "").strip():
            self.add_error("words", "Enter why you cannot write it")
        return said


class TakeBackForm(PortalForm):
    """Nothing is asked: the button is the deed."""


class PutOffForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"because": "The reason"}

    until = DateField(label="To which day?", bound=Bound.FUTURE)
    because = narrative("Why is it put off?", most=REASON, error_messages={"required": "Enter why it is put off"})

    def __init__(self, *args: Any, due_on: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._due_on = due_on

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and self._due_on and until <= self._due_on:
            raise forms.ValidationError(f"The new day must be after {in_words(self._due_on)}, when the review is due")
        return until


class NotNeededForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"because": "The reason"}
    because = narrative(
        "Why is no review needed?", most=REASON, error_messages={"required": "Enter why no review is needed"}
    )
