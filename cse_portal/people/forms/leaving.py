"""Ending somebody's access, saying who goes on with their work, and who stands in while somebody is away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from cse_portal.agencies.handover import OpenWork
from cse_portal.agencies.models import Membership, User
from cse_portal.people.forms.joining import REASON, FromUntil
from cse_portal.ui.dates import Bound, in_words
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm

AT_ONCE, ON_A_DAY = "at_once", "on_a_day"


class TakersForm(PortalForm):
    """For each piece of open work a person, or one person for all of it."""

    marks_optional = False

    def __init__(self, *args: Any, work: Sequence[OpenWork], colleagues: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._work = {field_of(one): one for one in work}
        self._people = {held.user.ref: held.user for held in colleagues}
        choices = [(ref, user.name) for ref, user in self._people.items()]
        if work:
            self.fields["everything_to"] = _choice("Hand everything to", "Choose line by line below", choices)
        for name, one in self._work.items():
            label = f"{one.words} (due {in_words(one.due_on)})" if one.due_on else one.words
            self.fields[name] = _choice(label, "As chosen above", choices)

    def takers(self) -> dict[str, User]:
        """By the code of each piece of work; what nobody was chosen for is left out."""
        for_all = self.cleaned_data.get("everything_to", "")
        chosen = {one.code: self.cleaned_data.get(name) or for_all for name, one in self._work.items()}
        return {code: self._people[ref] for code, ref in chosen.items() if ref}

    def _left_without(self) -> list[str]:
        takers = self.takers()
        return [name for name, one in self._work.items() if one.code not in takers]


class HandOverForm(TakersForm):
    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not self.takers():
            self.add_error("everything_to", "Choose who takes over, for everything or line by line")
        return found


class EndForm(TakersForm):
    error_labels: ClassVar[dict[str, str]] = {"last_day": "Last day"}
    field_order = ("when", "last_day", "reason")

    when = forms.ChoiceField(
        label="When does the access end?",
        widget=forms.RadioSelect,
        choices=[
            (AT_ONCE, Option("At once", hint="Their next click is refused")),
            (ON_A_DAY, Option("At the end of a day", reveals="last_day")),
        ],
        error_messages={"required": "Select when the access ends"},
    )
    last_day = DateField(label="Last day", required=False, bound=Bound.TODAY_OR_FUTURE)
    reason = forms.CharField(
        label="Why?",
        widget=REASON,
        max_length=500,
        help_text="For example: left the school, moved to another team",
        error_messages={"required": "Enter why the access ends"},
    )

    def __init__(self, *args: Any, is_last_hat: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._must_hand_over = is_last_hat

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        is_at_once = found.get("when") == AT_ONCE
        if found.get("when") == ON_A_DAY and not found.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", "Enter the last day")
        if is_at_once and self._must_hand_over and not self.errors:
            for name in self._left_without():
                self.add_error(name, f"Choose who takes over “{self._work[name].words}”")
        if is_at_once:
            found["last_day"] = None
        return found


class AwayForm(FromUntil):
    marks_optional = True
    error_labels: ClassVar[dict[str, str]] = {"starts_on": "First day away", "ends_on": "Last day away"}

    delegate = forms.ChoiceField(label="Who stands in?", error_messages={"required": "Select who stands in"})
    starts_on = DateField(label="First day away", bound=Bound.TODAY_OR_FUTURE)
    ends_on = DateField(label="Last day away", bound=Bound.TODAY_OR_FUTURE)
    reason = forms.CharField(
        label="Why?", required=False, max_length=200, help_text="A word or two. Colleagues can read it"
    )

    def __init__(self, *args: Any, colleagues: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {held.ref: held for held in colleagues}
        named = [(held.ref, f"{held.user.name}, {held.get_role_display()}") for held in colleagues]
        self.fields["delegate"].choices = [("", "Choose a colleague"), *named]  # type: ignore[attr-defined]

    @property
    def stands_in(self) -> Membership:
        return self._people[self.cleaned_data["delegate"]]


def field_of(work: OpenWork) -> str:
    return f"to_{work.kind}_{work.key}"


def _choice(label: str, empty: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", empty), *choices],
        error_messages={"invalid_choice": "Select somebody from the list"},
    )
