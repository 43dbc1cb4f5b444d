"""Rules as an edition writes them: one table a rule, one named condition inside another."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from screening.instruments import conditions as when
from screening.instruments.answers import ChildFact
from screening.instruments.checking import Table
from screening.instruments.conditions import AllOf, AnyOf, AtLeast, Choose, Condition, NoneOf, When
from screening.instruments.shape import Mark, Rule

PART = re.compile(r"(\d+)/(\d+)")
NEVER = AnyOf(())  # stands where a condition could not be read


def rules_of(top: Table, name: str) -> tuple[Rule, ...]:
    return tuple(_rule(table) for table in top.tables(name, called="rule"))


def _rule(table: Table) -> Rule:
    name = table.text("rule", longest=3)
    found = re.fullmatch(r"(\d+)([a-z]?)", name)
    if name and not found:
        table.wrong("rule", "must be a number, with a letter where a rule has several ways: 3 or 3a")
    number, clause = (int(found[1]), found[2]) if found else (0, "")
    rule = Rule(
        number=number,
        clause=clause,
        sentence=table.text("sentence"),
        when=_condition(table.take("when", needed=True), table, f"{table.place}, when"),
        gives=table.text("gives", needed=False) or None,
        marks=frozenset(table.some_of("marks", Mark)),
        otherwise=table.flag("otherwise"),
    )
    if not rule.gives and not rule.marks:
        table.wrong("gives", "is missing: a rule gives a result, or marks something")
    return rule


def _condition(raw: Any, table: Table, place: str) -> Condition:
    here = Table(raw, place, table.findings)
    if len(here.raw) != 1:
        here.wrong("", f"must be one condition, of: {', '.join(KINDS)}")
        return NEVER
    (name,) = here.raw
    if name not in KINDS:
        here.wrong(str(name), f"is none of: {', '.join(KINDS)}")
        return NEVER
    return KINDS[name](here, name)


def _inside(here: Table, name: str) -> Table:
    return Table(here.take(name), f"{here.place} {name}", here.findings)


def _choose(table: Table) -> Choose:
    items = table.texts("items")
    if items and table.has("of"):
        table.wrong("of", "stands beside items: one of the two is enough")
    return Choose(
        of=table.text("of", needed=False) or when.INDICATORS,
        bands=table.texts("bands"),
        period=table.one_of("period", When) or When.NOW,
        items=items,
    )


def _any(here: Table, name: str) -> Condition:
    inside = _inside(here, name)
    made = AtLeast(1, _choose(inside))
    inside.done()
    return made


def _at_least(here: Table, name: str) -> Condition:
    inside = _inside(here, name)
    made = AtLeast(inside.number("count", least=1), _choose(inside), inside.number("letters", least=1, otherwise=1))
    inside.done()
    return made


def _none(here: Table, name: str) -> Condition:
    inside = _inside(here, name)
    made = NoneOf(_choose(inside))
    inside.done()
    return made


ANSWERED = frozenset(ChildFact) - {ChildFact.AGE, ChildFact.CRIME_LEVEL}


def _child(here: Table, name: str) -> Condition:
    facts = here.some_of(name, ChildFact)
    if not facts or not ANSWERED.issuperset(facts):
        here.wrong(name, f"must be some of: {', '.join(sorted(ANSWERED))}")
    return when.ChildIs(facts)


def _not_known(here: Table, name: str) -> Condition:
    inside = _inside(here, name)
    part = PART.fullmatch(inside.text("more_than"))
    if part is None or not int(part[1]) < int(part[2]):
        inside.wrong("more_than", "must be a part of the whole: 1/3")
    made = when.NotKnown(inside.text("of"), *((int(part[1]), int(part[2])) if part else (1, 1)))
    inside.done()
    return made


def _several(here: Table, name: str) -> Condition:
    raw = here.take(name)
    if not isinstance(raw, list) or len(raw) < 2:
        here.wrong(name, "must be a list of two conditions or more")
        return NEVER
    parts = tuple(_condition(part, here, f"{here.place} {name} {number}") for number, part in enumerate(raw, start=1))
    return AllOf(parts) if name == "all_of" else AnyOf(parts)


KINDS: Mapping[str, Callable[[Table, str], Condition]] = {
    "any": _any,
    "at_least": _at_least,
    "none": _none,
    "child": _child,
    "younger_than": lambda here, name: when.Younger(here.number(name, least=1)),
    "crime_level": lambda here, name: when.CrimeReport(here.number(name, least=1)),
    "not_known": _not_known,
    "all_of": _several,
    "any_of": _several,
}
