"""Who works a case: allocating, handing over, other parts, and asking another agency to lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms

from cse_portal.agencies.models import Agency, Membership
from cse_portal.cases.forms.whom import FindsPerson
from cse_portal.cases.models import CaseMember
from cse_portal.cases.team import ADDED, PARTS, Part
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm
from cse_portal.ui.narrative import NarrativeTextarea

WORDS = NarrativeTextarea(attrs={"rows": "3"})
ACCEPT, DECLINE = "accept", "decline"
REVEALS = {Part.OTHER: ("part_words",)}


class PicksWorker(PortalForm):
    """One of those who work cases in the lead agency, or in a team below it."""

    worker = forms.ChoiceField(
        label="Who is to work with the child?",
        help_text="Everybody who works cases in the agency that leads this one, and in the teams below it",
        error_messages={
            "required": "Select who is to work with the child",
            "invalid_choice": "Select somebody listed",
        },
    )

    def __init__(self, *args: Any, workers: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._workers = {one.ref: one for one in workers}
        named = [
            (ref, f"{one.user.name}, {one.get_role_display()}, {one.agency}") for ref, one in self._workers.items()
        ]
        self.fields["worker"].choices = [("", "Choose a worker"), *named]  # type: ignore[attr-defined]

    @property
    def membership(self) -> Membership:
        return self._workers[self.cleaned_data["worker"]]


class AllocateForm(PicksWorker):
    error_labels: ClassVar[dict[str, str]] = {"until": "Last day"}

    until = DateField(
        label="Until which day?",
        required=False,
        bound=Bound.TODAY_OR_FUTURE,
        help_text="Only if it is for a time. They see the case until then",
    )
    why = forms.CharField(
        label="Anything they should know first",
        widget=WORDS,
        required=False,
        max_length=1000,
        help_text="Whoever sees this case can read this",
    )


class HandOverForm(PicksWorker):
    error_labels: ClassVar[dict[str, str]] = {"both_until": "Last day on which both see it"}

    both_until = DateField(
        label="Until which day do both of them see the case?",
        bound=Bound.TODAY_OR_FUTURE,
        help_text="So that they can visit the child together, and questions can be asked",
        error_messages={"required": "Enter the last day on which both see the case"},
    )
    words = forms.CharField(
        label="What does the next worker need to know?",
        widget=WORDS,
        max_length=2000,
        help_text="What helps, what is under way, how the child was told. Whoever sees this case can read it",
        error_messages={"required": "Enter what the next worker needs to know"},
    )


class MemberForm(FindsPerson):
    error_labels: ClassVar[dict[str, str]] = {"until": "Last day", "person": "Which of them", "part_words": "Part"}
    always_asks = True
    field_order = ("whom", "person", "part", "part_words", "until", "why")

    part = forms.TypedChoiceField(
        label="What is their part?",
        widget=forms.RadioSelect,
        coerce=Part,
        choices=[(one.value, Option(PARTS[one], reveals=REVEALS.get(one, ()))) for one in ADDED],
        error_messages={"required": "Select what their part is"},
    )
    part_words = forms.CharField(label="Which part?", required=False, max_length=120)
    until = DateField(label="Until which day?", required=False, bound=Bound.TODAY_OR_FUTURE)
    why = forms.CharField(
        label="Why do they take part?",
        widget=WORDS,
        max_length=500,
        help_text="Whoever sees this case can read this",
        error_messages={"required": "Enter why they take part"},
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "whom" not in self.errors:
            self._check_person(found)
        if found.get("part") is Part.OTHER and not found.get("part_words") and "part_words" not in self.errors:
            self.add_error("part_words", "Enter which part they have")
        return found


class EndMemberForm(PortalForm):
    who = forms.ChoiceField(
        label="Whose part ends?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select whose part ends", "invalid_choice": "Select somebody from the list"},
    )
    why = forms.CharField(label="Why?", widget=WORDS, max_length=500, error_messages={"required": "Enter why it ends"})

    def __init__(self, *args: Any, members: Sequence[CaseMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._members = {one.ref: one for one in members}
        named = [(ref, Option(one.membership.user.name, hint=one.title)) for ref, one in self._members.items()]
        self.fields["who"].choices = named  # type: ignore[attr-defined]

    @property
    def member(self) -> CaseMember:
        return self._members[self.cleaned_data["who"]]


class AskToLeadForm(PortalForm):
    agency = forms.ChoiceField(
        label="Which agency is to lead?",
        help_text="Those of the partnership in which somebody can accept a case today",
        error_messages={"required": "Select an agency", "invalid_choice": "Select an agency from the list"},
    )
    why = forms.CharField(
        label="Why?",
        widget=WORDS,
        max_length=1000,
        help_text="Their manager reads this before they see the case: do not name the child",
        error_messages={"required": "Enter why another agency is to lead"},
    )

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {one.ref: one for one in agencies}
        choices = [("", "Choose an agency"), *((ref, one.name) for ref, one in self._agencies.items())]
        self.fields["agency"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen_agency(self) -> Agency:
        return self._agencies[self.cleaned_data["agency"]]


class AnswerForm(PortalForm):
    marks_optional = False

    answer = forms.ChoiceField(
        label="Does your agency take over this case?",
        widget=forms.RadioSelect,
        choices=[
            (ACCEPT, Option("Yes, we lead from now on", hint="You see the case at once, and allocate it")),
            (DECLINE, Option("No", hint="The other agency goes on leading, and reads why")),
        ],
        error_messages={"required": "Select whether your agency takes over this case"},
    )
    words = forms.CharField(
        label="What do you want to say?",
        widget=WORDS,
        required=False,
        max_length=1000,
        help_text="Needed if you decline",
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("answer") == DECLINE and not found.get("words") and "words" not in self.errors:
            self.add_error("words", "Enter why your agency does not take over this case")
        return found
