"""The form of one section, or of all: its fields come from the edition, its values go into the record's answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from cse_portal.core import clock
from cse_portal.ui.asked import narrative, radios
from cse_portal.ui.dates import Bound, Trouble, read_date
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm
from screening.filled import ASK, FROM, SOURCE, WHAT, WHEN, WHICH
from screening.instruments.answers import Answer
from screening.instruments.shape import Instrument, Item, Question, QuestionType, Section

LONGEST_EVIDENCE = 10_000
ANSWERS: Mapping[Answer, str] = {Answer.YES: "Yes", Answer.NO: "No", Answer.NOT_KNOWN: "Not known"}
YES_NO = (Answer.YES, Answer.NO)
A_DATE = re.compile(r"(\d{1,2})[ /.-]+([0-9]{1,2}|[A-Za-z]{3,9})[ /.-]+(\d{4})", re.ASCII)


def answer_field(label: str, answers: Sequence[Answer]) -> forms.ChoiceField:
    choices = [(one.value, Option(ANSWERS[one])) for one in answers]
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect)


def checks(label: str, choices: Sequence[tuple[str, str]], **more: Any) -> forms.MultipleChoiceField:
    listed = [(code, Option(words)) for code, words in choices]
    return forms.MultipleChoiceField(
        label=label, required=False, choices=listed, widget=forms.CheckboxSelectMultiple, **more
    )


def item_fields(instrument: Instrument, item: Item) -> Iterator[tuple[str, forms.Field]]:
    for period in item.answered_in:
        label = f"{item.text}: {instrument.periods[period].lower()}" if len(item.answered_in) > 1 else item.text
        yield f"{item.code}_{period.value}", answer_field(label, tuple(Answer))
    if item.choices:
        yield f"{item.code}_{WHICH}", checks(item.which or "Which?", [(one.code, one.text) for one in item.choices])
    yield f"{item.code}_{WHAT}", narrative("What was seen or said", rows=3, most=LONGEST_EVIDENCE, required=False)
    yield (
        f"{item.code}_{WHEN}",
        forms.CharField(label="When", required=False, max_length=100, widget=forms.TextInput()),
    )
    yield (
        f"{item.code}_{SOURCE}",
        forms.CharField(
            label="Who saw it, how we know", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
        ),
    )
    if item.who_could_know:
        yield f"{item.code}_{ASK}", checks("Who could know?", [(one, one) for one in item.who_could_know])


def question_field(question: Question) -> forms.Field:
    plain: dict[str, Any] = {"label": question.text, "help_text": question.help, "required": False}
    if question.type is QuestionType.NARRATIVE:
        return narrative(rows=5, most=question.longest or LONGEST_EVIDENCE, **plain)
    if question.type is QuestionType.DATE:
        return DateField(bound=Bound.TODAY_OR_PAST, **plain)
    if question.type in (QuestionType.YES_NO, QuestionType.THREE):
        answers = YES_NO if question.type is QuestionType.YES_NO else tuple(Answer)
        return radios(choices=[(one.value, Option(ANSWERS[one])) for one in answers], **plain)
    if question.options:
        listed = [(one.code, Option(one.text, hint=one.help)) for one in question.options]
        if question.type is QuestionType.CHOICES:
            return forms.MultipleChoiceField(choices=listed, widget=forms.CheckboxSelectMultiple, **plain)
        return radios(choices=listed, **plain)
    return forms.CharField(max_length=question.longest or 200, widget=forms.TextInput(), **plain)


@dataclass(frozen=True)
class ItemRow:
    """One item as the page draws it."""

    item: Item
    periods: list[tuple[str, BoundField]]
    which: BoundField | None
    what: BoundField
    when: BoundField
    source: BoundField
    ask: BoundField | None
    is_from_record: bool
    rank: int

    @property
    def says(self) -> set[str]:
        return {str(field.value() or "") for _, field in self.periods}

    @property
    def is_yes(self) -> bool:
        return Answer.YES.value in self.says

    @property
    def is_unknown(self) -> bool:
        return Answer.NOT_KNOWN.value in self.says

    @property
    def has_errors(self) -> bool:
        return any(one.errors for one in (self.what, self.when, self.source))

    @property
    def shows_evidence(self) -> bool:
        return (
            self.is_yes
            or self.has_errors
            or any(str(one.value() or "") for one in (self.what, self.when, self.source))
        )


class SectionForm(PortalForm):
    """Saves whatever there is: what is missing is said before the decision, not in the way of coming back later."""

    marks_optional = False
    is_drawn_once = True  # the same questions for everybody, hundreds of them
    instrument: ClassVar[Instrument]
    parts: ClassVar[tuple[Section, ...]]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for part in self.parts:
            for item in part.items:
                name = f"{item.code}_{WHEN}"
                if trouble := _trouble_with(str(said.get(name) or "")):
                    self.add_error(name, trouble)
        return said

    def answers_of(self, part: Section) -> dict[str, Any]:
        """As the record keeps them: what is empty is not there."""
        said = self.cleaned_data
        found: dict[str, Any] = {}
        for item in part.items:
            names = [*(period.value for period in item.answered_in), WHICH, WHAT, WHEN, SOURCE, ASK]
            held = {name: said.get(f"{item.code}_{name}") for name in names}
            if kept := {name: value for name, value in held.items() if value}:
                found[item.code] = kept
        for question in part.questions:
            value = said.get(question.code)
            if value not in (None, "", []):
                found[question.code] = value.isoformat() if isinstance(value, date) else value
        return found

    def rows(self, part: Section) -> list[ItemRow]:
        return [self._row(item) for item in part.items if not item.retired]

    @cached_property
    def only_rows(self) -> list[ItemRow]:
        return self.rows(self.parts[0])

    def _row(self, item: Item) -> ItemRow:
        titles = self.instrument.periods
        several = len(item.answered_in) > 1
        return ItemRow(
            item=item,
            periods=[(titles[one] if several else "", self[f"{item.code}_{one.value}"]) for one in item.answered_in],
            which=self[f"{item.code}_{WHICH}"] if item.choices else None,
            what=self[f"{item.code}_{WHAT}"],
            when=self[f"{item.code}_{WHEN}"],
            source=self[f"{item.code}_{SOURCE}"],
            ask=self[f"{item.code}_{ASK}"] if item.who_could_know else None,
            is_from_record=bool(self.initial.get(f"{item.code}_{FROM}")),
            rank=self.instrument.band_rank(item.band),
        )

    def asked(self, part: Section) -> list[BoundField]:
        return [self[one.code] for one in part.questions]


def _trouble_with(typed: str) -> str:
    """Words are welcome; what reads as a date must be one, and not lie ahead."""
    match = A_DATE.fullmatch(typed.strip())
    if match is None:
        return ""
    try:
        day = read_date(*match.groups(), label="When")
    except Trouble as trouble:
        return trouble.message
    return "When must be today or in the past" if day and day > clock.today() else ""


_made: dict[tuple[str, str], type[SectionForm]] = {}


def form_for(instrument: Instrument, code: str) -> type[SectionForm]:
    """Of one section, or of all for an empty code; an edition never changes, so each is made once."""
    key = (instrument.digest, code)
    if key not in _made:
        _made[key] = _make(instrument, code)
    return _made[key]


def _make(instrument: Instrument, code: str) -> type[SectionForm]:
    parts = tuple(one for one in instrument.sections if not code or one.code == code)
    fields: dict[str, forms.Field] = {}
    for part in parts:
        for item in part.items:
            if not item.retired:
                fields |= dict(item_fields(instrument, item))
        fields |= {one.code: question_field(one) for one in part.questions}
    labels = {f"{item.code}_{WHEN}": "When" for part in parts for item in part.items}
    made = type(
        "SectionForm", (SectionForm,), {**fields, "instrument": instrument, "parts": parts, "error_labels": labels}
    )
    return made


def initial_from(instrument: Instrument, parts: Sequence[Section], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The record's answers, by field."""
    found: dict[str, Any] = {}
    for part in parts:
        for item in part.items:
            for name, value in (answers.get(item.code) or {}).items():
                found[f"{item.code}_{name}"] = value
        for question in part.questions:
            value = answers.get(question.code)
            is_day = question.type is QuestionType.DATE and value
            found[question.code] = date.fromisoformat(str(value)) if is_day else value
    return found
