"""What stands beside a child's name on every page of a case: each room adds its own flags in one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cse_portal.cases import ages, child_lists, child_queries, missing_queries
from cse_portal.cases.models import Case
from cse_portal.cases.workflow import Stage
from cse_portal.core import clock
from cse_portal.ui.dates import in_words


@dataclass(frozen=True)
class Flag:
    """Words, and how loud: missing (red), strong (black) or, empty, like any other."""

    words: str
    tone: str = ""


Rule = Callable[[Case, date], list[Flag]]


@dataclass(frozen=True)
class Kept:
    code: str
    rule: Rule
    order: int


_flags: dict[str, Kept] = {}
_in_order: list[Rule] = []


def add_flag(code: str, rule: Rule, *, order: int) -> None:
    """Called from a room's `ready()`; the same code twice changes nothing. A lower order stands first."""
    _flags[code] = Kept(code, rule, order)
    _in_order[:] = [one.rule for one in sorted(_flags.values(), key=lambda one: (one.order, one.code))]


def flags_of(case: Case, *, on: date | None = None) -> list[Flag]:
    day = on or clock.today()
    return [flag for rule in _in_order for flag in rule(case, day)]


def restricted(case: Case, on: date) -> list[Flag]:
    return [Flag("Restricted", "strong")] if case.is_restricted else []


def closed(case: Case, on: date) -> list[Flag]:
    return [Flag("Closed")] if case.get_stage() is Stage.CLOSED else []


def under_13(case: Case, on: date) -> list[Flag]:
    return [Flag("Under 13", "strong")] if ages.is_under_13(case.child.born_on, on) else []


def turning_18(case: Case, on: date) -> list[Flag]:
    """From 17 years and 6 months; afterwards it is said that they are grown up, since harm does not end at 18."""
    born = case.child.born_on
    if born is None:
        return []
    if ages.is_turning_18(born, on):
        return [Flag(f"Turns 18 on {in_words(ages.turns_18_on(born))}")]
    return [Flag("18 or over")] if ages.is_adult(born, on) else []


def police(case: Case, on: date) -> list[Flag]:
    known = case.has_police_reference if hasattr(case, "has_police_reference") else bool(case.police_references.all())
    return [Flag("Police reference recorded")] if known else []


def missing(case: Case, on: date) -> list[Flag]:
    """Now, and too often of late: for a list both were asked for many at once."""
    standing = case.missing if hasattr(case, "missing") else missing_queries.standing_of([case.pk], on).get(case.pk)
    if standing is None:
        return []
    now = [Flag("Missing now", "missing")] if standing.is_now else []
    return [*now, Flag(standing.many, "strong")] if standing.many else now


CARE = {
    "cp": "Child protection plan",
    "cin": "Child in need",
    "lac": "Looked after",
    "leaver": "Care leaver",
    child_lists.OUT_OF_BOROUGH: "Out of borough",
}


def care(case: Case, on: date) -> list[Flag]:
    """Of what the child’s record says today, as far as the reader may see it."""
    standing = child_queries.care_of(case.child)
    return [Flag(words) for kind, words in CARE.items() if kind in standing]


add_flag("restricted", restricted, order=10)
add_flag("closed", closed, order=15)
add_flag("missing", missing, order=5)
add_flag("under_13", under_13, order=20)
add_flag("care", care, order=30)
add_flag("turning_18", turning_18, order=60)
add_flag("police", police, order=50)
