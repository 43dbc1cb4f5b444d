"""A meeting is called, changed and cancelled; and who came to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms

from cse_portal.agencies.models import Agency, Membership
from cse_portal.cases.meeting_kinds import MeetingKind
from cse_portal.cases.meeting_workflow import ATTENDANCE, Attendance
from cse_portal.cases.models import Invitee
from cse_portal.cases.queries import MOST_FOUND
from cse_portal.ui.asked import PLAIN, lines, narrative, radios
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import MomentField, Option
from cse_portal.ui.forms import PortalForm

PERSON, OUTSIDE, AGENCY = "person", "outside", "agency"
YES, NO = "yes", "no"
PLACE, VIDEO = "place", "video"
Find = Callable[[str], Sequence[Membership]]


class FindsPerson(PortalForm):
    """A person is found by name or address; where several match, the form comes back and asks which."""

    named_in: ClassVar[str] = "whom"
    nobody: ClassVar[str] = "Nobody with that name or email address was found. Check the spelling"
    error_labels: ClassVar[dict[str, str]] = {"which": "Which of them"}

    def __init__(self, *args: Any, find: Find, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = self.data.get(self.named_in) if self.is_bound else self.initial.get(self.named_in)
        self._matches = {one.ref: one for one in find(str(typed or ""))}
        if 1 < len(self._matches) <= MOST_FOUND:
            self._ask_which()

    def _ask_which(self) -> None:
        self.fields["which"] = forms.ChoiceField(
            label="Which of them?",
            required=False,
            widget=forms.RadioSelect,
            choices=[(ref, Option(one.user.name, hint=str(one))) for ref, one in self._matches.items()],
            error_messages={"invalid_choice": "Select which of them"},
        )
        names = list(self.fields)
        names.insert(names.index(self.named_in) + 1, names.pop())
        self.order_fields(names)

    def check_person(self, said: dict[str, Any], *, missing: str) -> None:
        name = self.named_in
        if not said.get(name):
            self.add_error(name, missing)
        elif not self._matches:
            self.add_error(name, self.nobody)
        elif len(self._matches) > MOST_FOUND:
            self.add_error(name, "More people match than can be listed. Enter the work email address")
        elif len(self._matches) > 1 and not said.get("which") and "which" not in self.errors:
            self.add_error("which", "Select which of them")

    @property
    def membership(self) -> Membership:
        return self._matches.get(self.cleaned_data.get("which") or "") or next(iter(self._matches.values()))


class MeetingForm(FindsPerson):
    named_in = "chair_name"
    nobody = "Nobody with that name or email address works in the partnership. Check the spelling"
    error_labels: ClassVar[dict[str, str]] = {**FindsPerson.error_labels, "planned_at": "Meeting"}

    kind = forms.ChoiceField(
        label="What kind of meeting is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the kind of meeting"},
    )
    planned_at = MomentField(label="When is it?", help_text="For a meeting that was held already, when that was")
    where = radios(
        "Where is it?",
        [(PLACE, Option("At a place", reveals="place")), (VIDEO, Option("By video"))],
        error_messages={"required": "Select where it is"},
    )
    place = forms.CharField(label="Place", required=False, max_length=200, widget=PLAIN)
    chair_is = radios(
        "Who chairs it?",
        [
            (PERSON, Option("Somebody in the partnership, by name", reveals="chair_name")),
            (OUTSIDE, Option("Somebody outside the partnership", reveals="chair_words")),
        ],
        error_messages={"required": "Select who chairs it"},
    )
    chair_name = forms.CharField(
        label="Name or work email address",
        required=False,
        max_length=120,
        help_text="To approve the minutes they must see this case",
        widget=PLAIN,
    )
    chair_words = forms.CharField(label="Name and organisation", required=False, max_length=200, widget=PLAIN)
    purpose = narrative("What is the meeting for?", error_messages={"required": "Enter what the meeting is for"})
    child_invited = radios(
        "Is the child invited?",
        [(YES, Option("Yes")), (NO, Option("No", reveals="child_why_not"))],
        error_messages={"required": "Select whether the child is invited"},
    )
    child_why_not = lines("Why not?", required=False, help_text="And how they are heard instead")
    parents_invited = radios(
        "Are parents or carers invited?",
        [(YES, Option("Yes")), (NO, Option("No", reveals="parents_why_not"))],
        error_messages={"required": "Select whether parents or carers are invited"},
    )
    parents_why_not = lines("Why not?", required=False)

    def __init__(self, *args: Any, kinds: Sequence[MeetingKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.code, Option(kind.title, hint=f"{kind.cadence}. Chair: {_low(kind.chair)}" if kind.cadence else ""))
            for kind in kinds
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("where") == PLACE and not said.get("place"):
            self.add_error("place", "Enter the place")
        if said.get("chair_is") == PERSON:
            self.check_person(said, missing="Enter the name or work email address of the chair")
        elif said.get("chair_is") == OUTSIDE and not said.get("chair_words"):
            self.add_error("chair_words", "Enter the name and organisation of the chair")
        for invited, why, whom in (
            ("child_invited", "child_why_not", "the child is"),
            ("parents_invited", "parents_why_not", "parents or carers are"),
        ):
            if said.get(invited) == NO and not said.get(why):
                self.add_error(why, f"Enter why {whom} not invited")
        return said

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        by_video, is_named = said["where"] == VIDEO, said["chair_is"] == PERSON
        return {
            **{name: said[name] for name in ("kind", "planned_at", "purpose")},
            "by_video": by_video,
            "place": "" if by_video else said["place"],
            "chair": self.membership if is_named else None,
            "chair_words": "" if is_named else said["chair_words"],
            "child_invited": said["child_invited"] == YES,
            "child_why_not": said["child_why_not"] if said["child_invited"] == NO else "",
            "parents_invited": said["parents_invited"] == YES,
            "parents_why_not": said["parents_why_not"] if said["parents_invited"] == NO else "",
        }


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]


class WhyForm(PortalForm):
    why = lines("Why?", error_messages={"required": "Enter why"})


class NoMeetingForm(PortalForm):
    why = narrative(
        "Why is there no meeting?",
        help_text="This is written into the chronology, where everybody who sees the case reads it",
        error_messages={"required": "Enter why there is no meeting"},
    )


class InviteForm(PortalForm):
    agency = forms.ChoiceField(
        label="Agency",
        error_messages={"required": "Select the agency", "invalid_choice": "Select an agency from the list"},
    )
    who = forms.CharField(
        label="Who of them?",
        max_length=200,
        help_text="A name or a post, for example “School nurse”. Somebody outside: name and organisation",
        error_messages={"required": "Enter who of them is invited"},
        widget=PLAIN,
    )

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {one.ref: one for one in agencies}
        inside = [(ref, one.name) for ref, one in self._agencies.items()]
        self.fields["agency"].choices = [  # type: ignore[attr-defined]
            ("", "Choose an agency"),
            (OUTSIDE, "Somebody outside the partnership"),
            *inside,
        ]

    @property
    def chosen_agency(self) -> Agency | None:
        return self._agencies.get(self.cleaned_data["agency"])


class HeldForm(PortalForm):
    """When it took place, and for each who was invited whether they came."""

    error_labels: ClassVar[dict[str, str]] = {"took_place_at": "Meeting"}

    took_place_at = MomentField(label="When was it held?", bound=Bound.TODAY_OR_PAST)

    def __init__(self, *args: Any, invitees: Sequence[Invitee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = {one.ref: f"came_{number}" for number, one in enumerate(invitees, 1)}
        for one in invitees:
            self.fields[self._names[one.ref]] = radios(
                one.words,
                [(code.value, Option(title)) for code, title in ATTENDANCE.items() if code != Attendance.ASKED],
                error_messages={"required": f"Select whether {one.words} came"},
            )

    @property
    def attendance(self) -> dict[str, Attendance]:
        return {ref: Attendance(self.cleaned_data[name]) for ref, name in self._names.items()}


class MinutesForm(PortalForm):
    words = narrative(
        "Minutes",
        rows=16,
        most=50_000,
        help_text="Everybody who sees the case reads this. What an agency brought under a mark of its own, and "
        "decisions and actions, stand in the record already: leave them out here",
        error_messages={"required": "Enter the minutes"},
    )


class AddendumForm(PortalForm):
    words = narrative("What is to be added?", rows=6, error_messages={"required": "Enter what is to be added"})


class ApproveForm(PortalForm):
    is_right = forms.BooleanField(
        label="The minutes say what happened",
        error_messages={"required": "Confirm that the minutes say what happened"},
    )
