"""A message about a case: what it says, who may read it, and who is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from cse_portal.agencies.models import Agency
from cse_portal.cases.forms.meetings import PLAIN, narrative
from cse_portal.cases.handling import TITLES, Handling
from cse_portal.cases.marked_form import MarkedForm
from cse_portal.cases.mentions import Known, Unknown, mentioned
from cse_portal.cases.telling import Hat, Mark, agencies_to_tell, reading
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm

MOST_WORDS = 20_000
MOST_TICKS = 60
CANNOT_OPEN = "{} cannot open this case, so was not told. {}"
CANNOT_READ = "{} may not read this (“{}”), so was not told. {}"
NOBODY = "“@{}” is nobody who can open this case. Enter the whole name. {}"
TAKE_OUT = "Take the @ away, or tick “Send it as it is written”"
TICK_OUT = "Take the tick away, or change who may read it"
SEVERAL = "Several people are called {}. Tick whom you mean"


@dataclass(frozen=True)
class Room:
    """Whom a message could reach: those who see the case, and who writes. With a mark, only who reads under it."""

    hats: Sequence[Hat]
    by: int
    agency: int  # in whose name it is written
    others: Callable[[Sequence[Unknown]], dict[Unknown, str]]
    mark: Mark | None = None

    @property
    def near(self) -> list[Hat]:
        """Whom the ticks offer, each once: whoever works the case or is named on it, as far as the mark allows."""
        found = {one.person: one for one in self.readers if one.is_near and one.person != self.by}
        return sorted(found.values(), key=lambda one: one.name)[:MOST_TICKS]

    @property
    def agencies(self) -> list[Hat]:
        found = agencies_to_tell(one for one in self.readers if one.person != self.by)
        return sorted(found.values(), key=lambda one: one.agency_name)[:MOST_TICKS]

    @property
    def readers(self) -> list[Hat]:
        return list(self.hats) if self.mark is None else reading(self.hats, self.mark)

    @property
    def known(self) -> list[Known]:
        people = [Known(f"person:{one.ref}", one.name) for one in self.hats]
        of_agencies = [one for one in self.hats if one.answers]
        return [*people, *(Known(f"agency:{one.agency_ref}", one.agency_name) for one in of_agencies)]


class Tells(PortalForm):
    """Whom to tell: ticked, or named with an @ in the words."""

    people = forms.MultipleChoiceField(
        label="Whom do you want to tell?", required=False, widget=forms.CheckboxSelectMultiple
    )
    agencies = forms.MultipleChoiceField(
        label="Which agencies do you want to tell?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Their points of contact are told, and whoever of them works on the case",
    )
    is_significant = forms.BooleanField(
        label="This is significant",
        required=False,
        help_text="It also becomes a line of the chronology, read by the same people",
    )

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room = room
        self.told_people: frozenset[str] = frozenset()
        self.told_agencies: frozenset[str] = frozenset()
        self._found = mentioned(self._typed("words"), room.known)
        self._offer()
        if self._found.unknown or "as_written" in self.data:
            self.fields["as_written"] = forms.BooleanField(
                label="Send it as it is written",
                required=False,
                help_text="An @ in it names nobody who is to be told, like a name somebody uses online",
            )
        self.order_fields(self.field_order)

    def _typed(self, name: str) -> str:
        value = self.data.get(name) if self.is_bound else self.initial.get(name)
        return str(value or "")[:MOST_WORDS]

    def _offer(self) -> None:
        """Whoever has a name that is another’s, too, can be ticked where the words name them."""
        twice = {name.lower() for name in self._found.twice}
        alike = [one for one in self.room.readers if one.name.lower() in twice]
        people = {one.ref: one for one in (*self.room.near, *alike)}
        offered = {
            "people": [(ref, Option(one.name, hint=one.role)) for ref, one in people.items()],
            "agencies": [(one.agency_ref, Option(one.agency_name)) for one in self.room.agencies],
        }
        for name, choices in offered.items():
            if choices:
                self.fields[name].choices = choices  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        mark = self.mark_chosen()
        if mark is not None and "words" in said:
            self._judge(said, mark)
        return said

    def mark_chosen(self) -> Mark | None:
        return self.room.mark

    def _judge(self, said: dict[str, Any], mark: Mark) -> None:
        readers = reading(self.room.hats, mark)
        people, agencies = set(said.get("people", ())), set(said.get("agencies", ()))
        self._refuse("people", people - {one.ref for one in readers}, mark, TICK_OUT)
        self._refuse("agencies", agencies - {one.agency_ref for one in readers if one.answers}, mark, TICK_OUT)
        if not said.get("as_written"):
            self._judge_twice(people)
            self._judge_mentions(readers, mark)
        named = {code.partition(":")[0::2] for code in self._found.codes}
        reads = {one.ref for one in readers}
        answering = {one.agency_ref for one in readers if one.answers}
        own = {one.ref for one in self.room.hats if one.person == self.room.by}
        self.told_people = frozenset(people | ({ref for kind, ref in named if kind == "person"} & reads) - own)
        self.told_agencies = frozenset(agencies | ({ref for kind, ref in named if kind == "agency"} & answering))

    def _refuse(self, field: str, refs: Iterable[str], mark: Mark, what: str) -> None:
        for name in self._names(set(refs)):
            self.add_error(field, CANNOT_READ.format(name, TITLES[mark.handling], what))

    def _names(self, refs: set[str]) -> list[str]:
        names = {one.name for one in self.room.hats if one.ref in refs}
        return sorted(names | {one.agency_name for one in self.room.hats if one.agency_ref in refs})

    def _judge_twice(self, people: set[str]) -> None:
        for name in self._found.twice:
            meant = {one.ref for one in self.room.hats if one.name.lower() == name.lower()}
            if not meant & people:
                self.add_error("people" if "people" in self.fields else "words", SEVERAL.format(name))

    def _judge_mentions(self, readers: Sequence[Hat], mark: Mark) -> None:
        refs = {one.ref for one in readers} | {one.agency_ref for one in readers if one.answers}
        named = {code.partition(":")[2] for code in self._found.codes}
        self._refuse("words", named - refs, mark, TAKE_OUT)
        if self._found.unknown:
            elsewhere = self.room.others(self._found.unknown)
            for one in self._found.unknown[:5]:
                name = elsewhere.get(one)
                words = CANNOT_OPEN.format(name, TAKE_OUT) if name else NOBODY.format(one.shown, TAKE_OUT)
                self.add_error("words", words)


class ReplyForm(Tells):
    field_order = ("words", "as_written", "people", "agencies", "is_significant")

    words = narrative(
        "Your message",
        rows=5,
        most=MOST_WORDS,
        help_text="Write @ and the whole name of a person or an agency to tell them",
        error_messages={"required": "Enter your message"},
    )


class ThreadForm(Tells, MarkedForm):
    field_order = ("subject", "words", "as_written", "handling", "named", "people", "agencies", "is_significant")

    subject = forms.CharField(
        label="What is it about?",
        max_length=120,
        help_text="In a few words, like “Collected from school today”",
        widget=PLAIN,
        error_messages={"required": "Enter what it is about"},
    )
    words = narrative(
        "Your message",
        rows=7,
        most=MOST_WORDS,
        help_text="Write @ and the whole name of a person or an agency to tell them",
        error_messages={"required": "Enter your message"},
    )

    def mark_chosen(self) -> Mark | None:
        said = self.cleaned_data
        if "handling" not in said or self.errors.get("named"):
            return None
        named: list[Agency] = self.named_agencies
        return Mark(Handling(said["handling"]), self.room.agency, frozenset(one.pk for one in named))
