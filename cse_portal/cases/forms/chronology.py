"""The forms of the chronology: what one wants to read, and what one writes into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from cse_portal.cases.chronology import Asked
from cse_portal.cases.forms.meetings import PLAIN, narrative, radios
from cse_portal.cases.line_kinds import BY_PEOPLE, TITLES, TONES, LineKind, Tone
from cse_portal.cases.marked_form import MarkedForm
from cse_portal.cases.models import Case
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option, TimeField
from cse_portal.ui.forms import PortalForm

NEWEST, OLDEST = "", "oldest"
MOST_OTHERS = 5
# What stands in a list of suggestions begins with the reference that is sent.
REF = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}")


class AskForm(PortalForm):
    """Which entries: sent in the body, since the words may be a name."""

    marks_optional = False
    error_labels: ClassVar[dict[str, str]] = {"since": "From", "until": "Until"}

    words = forms.CharField(
        label="Find in these entries", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    is_significant = forms.BooleanField(label="Significant only", required=False)
    since = DateField(label="From", required=False)
    until = DateField(label="Until", required=False)
    kind = forms.ChoiceField(
        label="Kind of entry",
        required=False,
        choices=[("", "Any kind"), *((one.value, title) for one, title in TITLES.items())],
    )
    agency = forms.ChoiceField(label="Written by", required=False)
    tone = forms.ChoiceField(
        label="Worries or strengths",
        required=False,
        choices=[("", "Any"), (Tone.WORRY.value, "Worries"), (Tone.STRENGTH.value, "Strengths")],
    )
    order = forms.ChoiceField(
        label="Order", required=False, choices=[(NEWEST, "Latest first"), (OLDEST, "As it happened, earliest first")]
    )

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "Any agency"), *agencies]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", "Until must be the same as or after from")
        return said

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What was sent, for the buttons that send it again."""
        if not self.is_bound:
            return []
        left_out = ("csrfmiddlewaretoken", "after", "file")
        said = QueryDict("", mutable=True)
        said.update(self.data)
        return [(name, one) for name, values in said.lists() if name not in left_out for one in values]

    @property
    def is_more_used(self) -> bool:
        folded = ("since", "until", "kind", "agency", "tone", "order")
        return self.is_bound and any(self[name].errors or self.cleaned_data.get(name) for name in folded)

    @property
    def asked(self) -> Asked:
        """What of it can be understood."""
        if not self.is_bound:
            return Asked()
        self.full_clean()
        said = self.cleaned_data
        return Asked(
            since=said.get("since"),
            until=said.get("until"),
            is_significant=bool(said.get("is_significant")),
            kinds=(LineKind(said["kind"]),) if said.get("kind") else (),
            agency=said.get("agency") or "",
            tone=Tone(said.get("tone") or ""),
            words=" ".join((said.get("words") or "").split()),
            is_oldest_first=said.get("order") == OLDEST,
        )


ENTRY_FIELDS = (
    *("kind", "happened_on", "happened_at", "until_on", "headline", "words", "impact", "known_from", "tone"),
    *("is_significant", "handling", "named"),
)


class EntryForm(MarkedForm):
    field_order: Iterable[str] | None = ENTRY_FIELDS
    error_labels: ClassVar[dict[str, str]] = {
        "happened_on": "Day",
        "happened_at": "Time",
        "until_on": "Last day",
    }

    kind = forms.ChoiceField(
        label="What is it about?",
        choices=[("", "Choose what it is about"), *((one.value, TITLES[one]) for one in BY_PEOPLE)],
        error_messages={"required": "Select what it is about"},
    )
    happened_on = DateField(
        label="When did it happen?",
        bound=Bound.TODAY_OR_PAST,
        help_text="Also what happened before anybody referred the child",
    )
    happened_at = TimeField(label="What time, if you know it?", required=False, help_text="Like 3:25pm")
    until_on = DateField(
        label="Until when, if it went on for more than a day?", bound=Bound.TODAY_OR_PAST, required=False
    )
    headline = forms.CharField(
        label="What happened, in one line?",
        max_length=160,
        help_text="Like “Collected at school by a man unknown to staff”. Say who did it to the child, not what the"
        " child let happen",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter what happened, in one line"},
    )
    words = narrative(
        "What do you know about it?",
        rows=6,
        most=20_000,
        help_text="Facts first, then what you think of them. The child’s own words in quotation marks",
        error_messages={"required": "Enter what you know about it"},
    )
    impact = narrative("What does it mean for the child?", rows=2, required=False)
    known_from = forms.CharField(
        label="How do you know?",
        required=False,
        max_length=200,
        help_text="Who saw, heard or said it",
        widget=PLAIN,
    )
    tone = radios(
        "Is it a worry or a strength?",
        [(one.value or "neither", Option(title)) for one, title in TONES.items()],
        error_messages={"required": "Select whether it is a worry or a strength"},
    )
    is_significant = forms.BooleanField(
        label="This is significant",
        required=False,
        help_text="Whoever reads only what matters most should read it",
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        since, until = said.get("happened_on"), said.get("until_on")
        if since and until and until < since:
            self.add_error("until_on", "Last day must be the same as or after the day it began")
        return said

    @property
    def about(self) -> dict[str, Any]:
        said = self.cleaned_data
        tone = said["tone"]
        return {
            "headline": said["headline"],
            "kind": LineKind(said["kind"]),
            "impact": said["impact"],
            "known_from": said["known_from"],
            "happened_at": said["happened_at"],
            "until_on": said["until_on"],
            "is_significant": said["is_significant"],
            "tone": Tone("" if tone == "neither" else tone),
        }


class SeveralForm(EntryForm):
    """One happening for several children: each has a record of its own, and a part of its own in it."""

    field_order = (
        *ENTRY_FIELDS[:-2],
        "part",
        *(name for place in range(1, MOST_OTHERS + 1) for name in (f"case_{place}", f"part_{place}")),
        *ENTRY_FIELDS[-2:],
    )

    part = forms.CharField(
        label="What was this child’s part in it?",
        max_length=200,
        help_text="Only this child’s record says it. Like “was with two friends when they were approached”",
        widget=PLAIN,
        error_messages={"required": "Enter what this child’s part in it was"},
    )

    def __init__(self, *args: Any, find: Callable[[str], Case | None], own: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, MOST_OTHERS + 1):
            self.fields[f"case_{place}"] = _other(place)
            self.fields[f"part_{place}"] = _part(place)
        self.order_fields(self.field_order)
        self._find, self._own = find, own
        self.others: list[tuple[Case, str]] = []

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        self.others = []
        seen = {self._own}
        for place in range(1, MOST_OTHERS + 1):
            self._read(place, said, seen)
        if not self.others and not any(f"case_{place}" in self.errors for place in range(1, MOST_OTHERS + 1)):
            self.add_error("case_1", "Enter the case of at least one other child")
        return said

    def _read(self, place: int, said: dict[str, Any], seen: set[str]) -> None:
        typed, part = said.get(f"case_{place}") or "", said.get(f"part_{place}") or ""
        if not typed:
            if part:
                self.add_error(f"case_{place}", "Enter whose part this was: the reference of the case")
            return
        found = REF.search(typed.upper())
        case = self._find(found.group()) if found else None
        if case is None:
            self.add_error(f"case_{place}", "Enter the reference of a case that you may write in")
        elif case.ref in seen:
            self.add_error(f"case_{place}", "This child is named already")
        elif not part:
            self.add_error(f"part_{place}", "Enter what this child’s part in it was")
        else:
            seen.add(case.ref)
            self.others.append((case, part))


def _other(place: int) -> forms.CharField:
    return forms.CharField(
        label=f"Other child {place}: case",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "list": "cases-to-choose"}),
    )


def _part(place: int) -> forms.CharField:
    return forms.CharField(label=f"Other child {place}: part in it", required=False, max_length=200, widget=PLAIN)


class CorrectForm(EntryForm):
    field_order = (*ENTRY_FIELDS, "why")

    why = forms.CharField(
        label="What was wrong with the entry as it stood?",
        max_length=500,
        help_text="It stays to be read, struck through, with this reason",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter what was wrong with the entry"},
    )


class StrikeForm(PortalForm):
    why = forms.CharField(
        label="Why is it struck through?",
        max_length=500,
        help_text="Everybody who may read it reads this, too",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why it is struck through"},
    )


class PartForm(MarkedForm):
    field_order = ("words", "handling", "named")

    words = narrative(
        "What does your agency know about this?",
        rows=5,
        most=20_000,
        help_text="It stands under the entry, in the name of your agency",
        error_messages={"required": "Enter what your agency knows about this"},
    )
