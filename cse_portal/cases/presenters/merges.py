"""What a merge of two records asks and does, and what taking it apart would leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cse_portal.cases import child_lists as lists
from cse_portal.cases import pair_queries as queries
from cse_portal.cases.fact_kinds import KINDS, words_of
from cse_portal.cases.keys import bare
from cse_portal.cases.merging import PARTS, SIDES, TITLES, clashing, differing, offered, values_of
from cse_portal.cases.models import Case, Child, Fact, LikelyPair
from cse_portal.cases.presenters.child import NOT_YET
from cse_portal.ui.dates import in_words

Asks = list[tuple[str, str, list[tuple[str, str]]]]


def values_asked(pair: LikelyPair) -> Asks:
    """Each part in which they differ, and what each of the two says."""
    two = list(zip(SIDES, (pair.first, pair.second), strict=True))
    parts = differing(pair.first, pair.second)
    return [(part, TITLES[part], [(side, said(one, part)) for side, one in two]) for part in parts]


def cases_asked(cases: Sequence[Case]) -> Asks:
    """Each partnership in which both have an open case; named by a letter and a number, as a form’s field is."""
    by_ref = {case.ref: case for case in cases}
    found = []
    for clash in clashing(queries.open_cases(cases)):
        place = by_ref[clash[0].ref].partnership
        found.append((str(place.pk), place.short_name, [(one.ref, _case(by_ref[one.ref])) for one in clash]))
    return found


def _case(case: Case) -> str:
    return f"Case {case.ref}, led by {case.lead_agency}, since {in_words(case.opened_on)}"


def offered_values(pair: LikelyPair) -> dict[str, str]:
    return {part: offered(pair.first, pair.second, part) for part in differing(pair.first, pair.second)}


def said(child: Child, part: str) -> str:
    """As a person reads it."""
    value = values_of(child, part)[0]
    if part == "born":
        return f"{in_words(value)}, {child.get_born_is_display().lower()}" if value else NOT_YET
    if part == "disabilities":
        return ", ".join(lists.DISABILITY.get(code, code) for code in value) or NOT_YET
    if part == "interpreter":
        return child.interpreter_language or child.get_needs_interpreter_display() or NOT_YET
    shown = getattr(child, f"get_{part}_display", None)
    return str(shown() if shown else value) or NOT_YET


@dataclass(frozen=True)
class Plan:
    """What happens when the second person confirms."""

    kept: Child
    dropped: Child
    values: list[tuple[str, str]]  # what stands on the record afterwards, where they differ
    moves: list[str]
    closes: list[str]
    numbers: list[str]


def plan_of(pair: LikelyPair, cases: Sequence[Case]) -> Plan:
    kept = pair.first if pair.kept_id == pair.first_id else pair.second
    dropped = pair.second if kept == pair.first else pair.first
    sides = dict(zip(SIDES, (pair.first, pair.second), strict=True))
    moves, numbers = _moved(kept, dropped)
    return Plan(
        kept=kept,
        dropped=dropped,
        values=[
            (TITLES[part], said(sides[pair.values_from[part]], part)) for part in PARTS if part in pair.values_from
        ],
        moves=[*moves, *(_case(case) for case in cases if case.child_id == dropped.pk)],
        closes=[_case(case) for case in cases if case.ref in pair.closes],
        numbers=numbers,
    )


def _moved(kept: Child, dropped: Child) -> tuple[list[str], list[str]]:
    """Every fact that goes over; and numbers of which the record keeps another as today’s."""
    moves, numbers = [], []
    for kind in KINDS:
        found = queries.facts_of_both([kept.pk, dropped.pk], kind.model)
        moves += [f"{kind.title}: {kind.words(one)}" for one in found[dropped.pk]]
        if kind.code == "number":
            now = {one.kind: bare(one.value) for one in found[kept.pk] if one.until is None}
            there = [one for one in found[dropped.pk] if one.until is None and one.kind in now]
            numbers = [kind.words(one) for one in there if bare(one.value) != now[one.kind]]
    return moves, numbers


@dataclass(frozen=True)
class Since:
    """Written after the merge: it stays with the record that was kept, for people to sort."""

    words: str
    on: Any


def added_since(pair: LikelyPair, at: Any) -> list[Since]:
    return (
        [Since(_written(one), one.created_at) for one in queries.added_since(pair, at, [kind.model for kind in KINDS])]
        if at
        else []
    )


def _written(one: Any) -> str:
    return words_of(one) if isinstance(one, Fact) else _case(one)
