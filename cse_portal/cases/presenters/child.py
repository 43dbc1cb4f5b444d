"""The child's record as pages show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.cases import child_lists as lists
from cse_portal.cases import child_queries as queries
from cse_portal.cases.child_lists import Born
from cse_portal.cases.completeness import Meter, meter
from cse_portal.cases.fact_kinds import KINDS, FactKind
from cse_portal.cases.models import Case, Child, Fact
from cse_portal.core import clock
from cse_portal.ui.dates import in_words

NOT_YET, NOT_WRITTEN = "Not yet known", "Nothing is written yet"
Rows = list[tuple[str, str]]


@dataclass(frozen=True)
class FactLine:
    words: str
    about: str  # what kind, since when, who said so
    note: str
    marks: tuple[str, ...]
    change: str


@dataclass(frozen=True)
class Section:
    """All that is known of one kind."""

    code: str
    title: str
    add: str
    add_url: str
    none: str
    current: list[FactLine]
    past: list[FactLine]


@dataclass(frozen=True)
class Part:
    """One of the short forms about the child, and what it says now."""

    title: str
    rows: Rows
    change_url: str


@dataclass(frozen=True)
class ChildPage:
    parts: list[Part]
    sections: list[Section]
    meter: Meter
    may_keep: bool
    hides_places: bool
    merged_from: list[tuple[str, str]]  # reference and name of each record that became part of this one


def child_page(person: User, case: Case) -> ChildPage:
    child = case.child
    known = queries.known_facts(child)
    return ChildPage(
        parts=_parts(case),
        sections=[_section(kind, case) for kind in KINDS],
        meter=meter(known, queries.asked_of(child), on=clock.today()),
        may_keep=access.decides(person, case, Permission.KEEP_RECORD),
        hides_places=not access.reader(person).places,
        merged_from=[(one.ref, one.name) for one in child.merged_from.order_by("pk")],
    )


def _parts(case: Case) -> list[Part]:
    urls = ("cases:child_identity", "cases:child_background", "cases:child_needs")
    made = zip(rows_of(case.child), urls, strict=True)
    return [Part(title, rows, reverse(url, kwargs={"ref": case.ref})) for (title, rows), url in made]


def rows_of(child: Child) -> list[tuple[str, Rows]]:
    """What the record says of the child itself, part by part."""
    return [("Name and age", _identity(child)), ("Background", _background(child)), ("Needs", _needs(child))]


def _identity(child: Child) -> Rows:
    born = in_words(child.born_on) if child.born_on else NOT_YET
    how = {Born.ESTIMATED: " (an estimate)", Born.UNBORN: " (when the baby is due)"}.get(Born(child.born_is), "")
    return [
        ("Legal name", child.name),
        ("Known as", child.known_as or "The same"),
        ("Due" if child.born_is == Born.UNBORN else "Born", f"{born}{how}"),
        ("Age", child.age),
        ("Reference", child.ref),
    ]


def _background(child: Child) -> Rows:
    interpreter = child.interpreter_language or child.get_needs_interpreter_display() or NOT_YET
    return [
        ("Sex", child.get_sex_display() or NOT_YET),
        *([("Gender", child.gender)] if child.gender else []),
        ("Ethnicity", child.get_ethnicity_display() or NOT_YET),
        ("Nationality", child.nationality or NOT_YET),
        ("First language", child.language or NOT_YET),
        ("Interpreter", interpreter),
        ("Religion", child.get_religion_display() or NOT_YET),
    ]


def _needs(child: Child) -> Rows:
    disabilities = ", ".join(lists.DISABILITY.get(code, code) for code in child.disabilities)
    return [
        ("Disability", disabilities or NOT_YET),
        ("Special educational needs", child.get_sen_display() or NOT_YET),
        ("What helps", child.what_helps or NOT_WRITTEN),
    ]


def _section(kind: FactKind, case: Case) -> Section:
    facts = queries.facts_of(case.child, kind.model)
    return Section(
        code=kind.code,
        title=kind.title,
        add=kind.add,
        add_url=reverse(f"cases:add_{kind.code}", kwargs={"ref": case.ref}),
        none=kind.none,
        current=[_line(kind, fact) for fact in facts.current],
        past=[_line(kind, fact) for fact in facts.past],
    )


def _line(kind: FactKind, fact: Any) -> FactLine:
    return FactLine(
        words=kind.words(fact),
        about=about(fact),
        note=fact.note,
        marks=tuple(_marks(fact)),
        change=reverse(f"cases:change_{kind.code}", kwargs={"ref": fact.ref}),
    )


def about(fact: Fact) -> str:
    """“Home, since 3 May 2025, from Fernhill Academy.”"""
    kind = _kind_of(fact)
    said = [*([kind] if kind else []), *_days(fact.since, fact.until)]
    if fact.told_by:
        said.append(f"from {fact.told_by.name}")
    return ", ".join(said)


def _kind_of(fact: Any) -> str:
    """Where the line itself does not say it."""
    shown = {"address": "get_kind_display", "childname": "get_kind_display", "schooling": "get_status_display"}
    name = shown.get(fact._meta.model_name)
    return str(getattr(fact, name)()) if name else ""


def _days(since: date | None, until: date | None) -> list[str]:
    since_words = [f"since {in_words(since)}"] if since else []
    return [*since_words, *([f"until {in_words(until)}"] if until else [])]


def _marks(fact: Any) -> Iterable[str]:
    if getattr(fact, "is_confidential", False):
        yield "Confidential"
    if getattr(fact, "is_out_of_borough", False):
        yield f"Out of borough: {fact.host_authority}"
    if getattr(fact, "is_safe", "") in ("no", "arranged"):
        yield {"no": "Do not use", "arranged": "Only as arranged"}[fact.is_safe]
    if getattr(fact, "attendance", None) is not None:
        yield f"Attendance {fact.attendance} per cent"
    yield from _marks_of_a_person(fact)


# What a person around the child is marked with, by what was answered.
MARKS: Mapping[str, Mapping[Any, str]] = {
    "has_parental": {"yes": "Parental responsibility"},
    "lives_with_child": {"yes": "Lives with the child", "part": "Lives with the child part of the time"},
    "has_died": {True: "Has died"},
    "closeness": {"close": "Close to the child", "strained": "Strained", "none": "No contact"},
    "may_be_told": {"no": "Must not be told", "some": "May be told some things"},
}


def _marks_of_a_person(fact: Any) -> Iterable[str]:
    answered = ((words, getattr(fact, name, None)) for name, words in MARKS.items())
    return (words[answer] for words, answer in answered if answer in words)
