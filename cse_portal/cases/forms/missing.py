"""A child is missing, is back, is heard; and what is done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django import forms

from cse_portal.cases import missing_rules as rules
from cse_portal.cases.forms.meeting_parts import ContributionForm
from cse_portal.cases.forms.meetings import NO, PLAIN, YES, lines, narrative, radios
from cse_portal.cases.missing_rules import About, Kind, Risk, Span, Step
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, MomentField, Option
from cse_portal.ui.forms import PortalForm

Check = Callable[[Span], str]


def line(label: str, most: int = 300, *, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, widget=PLAIN, **more)


def letters(label: str, **more: Any) -> forms.MultipleChoiceField:
    choices = [(code, Option(f"{code}: {words}")) for code, words in rules.INDICATORS.items()]
    return forms.MultipleChoiceField(
        label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple, **more
    )


def titled(titles: Iterable[tuple[str, tuple[str, str]]]) -> list[tuple[str, Option]]:
    return [(code, Option(title, hint=hint)) for code, (title, hint) in titles]


class ReportForm(PortalForm):
    """Three answers are needed; whoever is looking for a child has no time for more."""

    error_labels: ClassVar[dict[str, str]] = {"began_at": "Since when", "police_told_at": "When police were told"}

    began_at = MomentField(label="Since when is the child missing?")
    is_about = forms.BooleanField(label="This time is approximate", required=False)
    kind = radios(
        "What kind of absence is it?",
        titled((one.value, words) for one, words in rules.KINDS.items()),
        error_messages={"required": "Select what kind of absence it is"},
    )
    reported_by = line(
        "Who noticed and reported it?",
        200,
        required=True,
        help_text="Name, and who they are to the child",
        error_messages={"required": "Enter who noticed and reported it"},
    )
    risk = radios(
        "How high is the risk?",
        titled((one.value, words) for one, words in rules.RISKS.items()),
        required=False,
    )
    told_whom = line("Who was told?", help_text="For example the duty team, the parents, the placement")
    police_told_at = MomentField(label="When were police told?", required=False)
    police_reference = line("Police reference", 60)
    circumstances = narrative("What happened before?", required=False)
    last_with = lines("Who was with the child last?", required=False)
    likely_places = narrative(
        "Where may the child be, and what may they have with them?",
        required=False,
        help_text="Places and people to try, phone, money, medicine",
    )

    def __init__(self, *args: Any, check: Check, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._check = check

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("began_at") and (trouble := self._check(self.span(said))):
            self.add_error("began_at", trouble)
        return said

    def span(self, said: dict[str, Any]) -> Span:
        return Span(said["began_at"])

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {**said, "kind": Kind(said["kind"]).value, "risk": Risk(said["risk"]).value if said["risk"] else ""}


class NewReportForm(ReportForm):
    """Somebody may hear of it only when it is over."""

    error_labels: ClassVar[dict[str, str]] = {**ReportForm.error_labels, "ended_at": "The return"}

    is_over = radios(
        "Is the child back already?",
        [(NO, Option("No, still missing")), (YES, Option("Yes", reveals=("ended_at", "returned")))],
        error_messages={"required": "Select whether the child is back already"},
    )
    ended_at = MomentField(label="When was the child back or found?", required=False)
    returned = radios("How?", [(one.value, Option(title)) for one, title in rules.RETURNS.items()], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["began_at", "is_about", "kind", "reported_by", "is_over"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("is_over") != YES:
            return said
        if not said.get("ended_at") and "ended_at" not in self.errors:
            self.add_error("ended_at", "Enter when the child was back or found")
        if not said.get("returned"):
            self.add_error("returned", "Select how the child came back")
        return said

    def span(self, said: dict[str, Any]) -> Span:
        return Span(said["began_at"], said.get("ended_at") if said.get("is_over") == YES else None)

    @property
    def values(self) -> dict[str, Any]:
        found = {**super().values}
        if found.pop("is_over") != YES:
            found |= {"ended_at": None, "returned": ""}
        return found


class ReturnForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"ended_at": "The return", "checked_at": "The safe and well check"}

    ended_at = MomentField(label="When was the child back or found?")
    returned = radios(
        "How?",
        [(one.value, Option(title)) for one, title in rules.RETURNS.items()],
        error_messages={"required": "Select how the child came back"},
    )
    found_where = line("Where was the child found?")
    found_with = line("With whom?")
    child_said = narrative(
        "What did the child say first?", required=False, help_text="In their own words, as near as you can"
    )
    condition = narrative("How was the child?", rows=3, required=False)
    was_harmed = radios(
        "Was the child harmed?",
        [(YES, Option("Yes, or there are signs of it", reveals="harm")), (NO, Option("No sign of it so far"))],
        error_messages={"required": "Select whether the child was harmed"},
    )
    harm = narrative("What harm?", rows=3, required=False)
    indicators = letters("Which signs of exploitation were seen?", help_text="They are offered in the next screening")
    checked_by = line("Who made the safe and well check?", 200)
    checked_at = MomentField(label="When was the safe and well check?", required=False)

    def __init__(self, *args: Any, check: Check, began: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._check, self._began = check, began

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        ended = said.get("ended_at")
        if ended and (trouble := self._check(Span(self._began, ended))):
            self.add_error("ended_at", trouble)
        if said.get("was_harmed") == YES and not said.get("harm"):
            self.add_error("harm", "Enter what harm")
        if said.get("checked_at") and ended and said["checked_at"] < ended:
            self.add_error("checked_at", "The safe and well check must be after the return")
        return said

    @property
    def values(self) -> dict[str, Any]:
        was_harmed = self.cleaned_data["was_harmed"] == YES
        harm = self.cleaned_data["harm"] if was_harmed else ""
        return {**self.cleaned_data, "was_harmed": was_harmed, "harm": harm}


class StepForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"at": "This"}

    step = radios(
        "What happened?",
        [(one.value, Option(title)) for one, title in rules.STEPS.items()],
        error_messages={"required": "Select what happened"},
    )
    at = MomentField(label="When?")
    by_whom = line("Who offered it, and who answered?", 200)
    why = narrative(
        "Why?",
        rows=3,
        required=False,
        help_text="Needed where it was declined, was not offered, or there will be none",
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("step") in rules.NEEDS_WHY and not said.get("why"):
            self.add_error("why", "Enter why")
        return said

    @property
    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "step": Step(self.cleaned_data["step"])}


class InterviewForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"interviewed_at": "The interview"}

    interviewed_at = MomentField(label="When was the interview?")
    interviewer = line("Who held it?", 200, required=True, error_messages={"required": "Enter who held the interview"})
    interviewer_agency = line("For which agency or service?", 200)
    is_independent = radios(
        "Is the interviewer independent of the case?",
        [(YES, Option("Yes")), (NO, Option("No"))],
        error_messages={"required": "Select whether the interviewer is independent of the case"},
    )
    interview_said = narrative(
        "What did the child say?", required=False, help_text="In their own words, as near as you can"
    )
    interview_harm = narrative("Was there harm that nobody knew of?", rows=3, required=False)
    indicators = letters("Which signs of exploitation were seen?", help_text="They are offered in the next screening")

    @property
    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "is_independent": self.cleaned_data["is_independent"] == YES}


class LearntForm(ContributionForm):
    is_objection = None  # type: ignore[assignment]  # nothing is proposed here that one could object to
    words = narrative(
        "What did your agency learn?",
        rows=6,
        most=20_000,
        help_text="Where the child was, with whom, why they went, and what would help them to stay",
        error_messages={"required": "Enter what your agency learnt"},
    )


class FollowUpForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"done_on": "Day"}

    about = radios("What is it about?", [], error_messages={"required": "Select what it is about"})
    words = narrative(
        "What was done or decided?",
        help_text="By whom, and what it changes for the child",
        error_messages={"required": "Enter what was done or decided"},
    )
    done_on = DateField(label="On which day?", bound=Bound.TODAY_OR_PAST)

    def __init__(self, *args: Any, abouts: Iterable[About], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.value, Option(rules.ABOUTS[one])) for one in abouts]
        self.fields["about"].choices = choices  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "about": About(self.cleaned_data["about"])}


class WeekForm(PortalForm):
    """Which week a file is of goes along unseen."""

    week = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    why = forms.CharField(
        label="Why do you need a copy outside the portal?",
        max_length=500,
        help_text="It is kept in the audit trail, with how many children the file names",
        widget=forms.Textarea(attrs={"rows": "2"}),
        error_messages={"required": "Enter why you need a copy outside the portal"},
    )
