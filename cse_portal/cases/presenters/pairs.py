"""Two records that may be of one child, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.cases import pair_queries as queries
from cse_portal.cases.alike import AGAINST, Why, in_words
from cse_portal.cases.fact_kinds import KINDS
from cse_portal.cases.models import Case, Child, LikelyPair
from cse_portal.cases.pairing import Step
from cse_portal.cases.presenters.child import NOT_WRITTEN, NOT_YET, about, rows_of
from cse_portal.cases.presenters.merges import Since, added_since
from cse_portal.ui.dates import in_words as day_in_words

Lines = list[tuple[str, str]]  # what stands there, and what is said about it
NOTHING: Lines = [("Nothing on record", "")]
CASES = "Cases that you see"
ALWAYS_TWO = frozenset({"Reference", CASES})
UNSAID = frozenset({NOT_YET, NOT_WRITTEN, "—"})
DIFFERS, IN_ONE = "differs", "one"


@dataclass(frozen=True)
class Row:
    """One thing as both records have it."""

    title: str
    first: Lines
    second: Lines
    mark: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Grounds:
    """Why the portal suggests it, and what speaks against it."""

    agree: list[str]
    differ: list[str]


@dataclass(frozen=True)
class Does:
    """What this person may do with the pair as it stands."""

    title: str
    url: str
    is_first: bool = False


@dataclass(frozen=True)
class PairPage:
    first: Child
    second: Child
    grounds: Grounds
    sections: list[Section]
    deeds: list[Does]
    may_look_again: bool
    may_take_back: bool
    since: list[Since]


def pair_page(person: User, pair: LikelyPair, cases: Sequence[Case]) -> PairPage:
    return PairPage(
        first=pair.first,
        second=pair.second,
        grounds=grounds(pair),
        sections=sections_of(pair, cases),
        deeds=_deeds(person, pair),
        may_look_again=pair.may(Step.LOOK_AGAIN) and access.can(person, Permission.MERGE_CHILDREN),
        may_take_back=pair.may(Step.TURN_DOWN) and pair.proposed_by_id == person.pk,
        since=added_since(pair, queries.merged_at(pair)),
    )


def grounds(pair: LikelyPair) -> Grounds:
    against = {why.value for why in AGAINST}
    whys = [why for why in pair.whys if why in set(Why)]
    return Grounds(
        in_words(why for why in whys if why not in against), in_words(why for why in whys if why in against)
    )


def _deeds(person: User, pair: LikelyPair) -> list[Does]:
    """Links to what this person may say; whoever proposed it waits for somebody else."""
    may_propose = access.can(person, Permission.MERGE_CHILDREN)
    may_confirm = access.can(person, Permission.CONFIRM_MERGES) and pair.proposed_by_id != person.pk
    ways = (
        (Step.PROPOSE, "Propose to merge", "propose_merge", may_propose),
        (Step.CONFIRM, "Read what will happen, and decide", "confirm_merge", may_confirm),
        (Step.SET_ASIDE, "Not the same person", "not_the_same", may_propose),
        (Step.PROPOSE_APART, "Propose to take apart", "propose_apart", may_propose),
        (Step.CONFIRM_APART, "Read what will happen, and decide", "confirm_apart", may_confirm),
    )
    possible = [(title, name) for step, title, name, may in ways if may and pair.may(step)]
    return [
        Does(title, reverse(f"cases:{name}", kwargs={"ref": pair.ref}), number == 0)
        for number, (title, name) in enumerate(possible)
    ]


def sections_of(pair: LikelyPair, cases: Sequence[Case]) -> list[Section]:
    itself = [
        Section(title, _rows(dict(first), dict(second)))
        for (title, first), (_, second) in zip(rows_of(pair.first), rows_of(pair.second), strict=True)
    ]
    return [*itself, Section("What is known", _facts(pair)), Section("Cases", [_cases(pair, cases)])]


def _rows(first: dict[str, str], second: dict[str, str]) -> list[Row]:
    titles = dict.fromkeys((*first, *second))
    return [_row(title, [(first.get(title, "—"), "")], [(second.get(title, "—"), "")]) for title in titles]


def _row(title: str, first: Lines, second: Lines) -> Row:
    return Row(title, first or NOTHING, second or NOTHING, _mark(title, first, second))


def _mark(title: str, first: Lines, second: Lines) -> str:
    """What two records of one child must differ in says nothing; nor is it against them that one says less."""
    both = [{said for said, _ in lines} - UNSAID for lines in (first, second)]
    if title in ALWAYS_TWO or both[0] == both[1]:
        return ""
    return DIFFERS if both[0] and both[1] else IN_ONE


def _facts(pair: LikelyPair) -> list[Row]:
    both = [pair.first_id, pair.second_id]
    rows = []
    for kind in KINDS:
        found = queries.facts_of_both(both, kind.model)
        sides = [[_line(kind.words(one), one) for one in found[number]] for number in both]
        rows.append(_row(kind.title, *sides))
    return rows


def _line(words: str, fact: Any) -> tuple[str, str]:
    said = about(fact)
    return words, f"{said}, no longer" if fact.is_past else said


def _cases(pair: LikelyPair, cases: Sequence[Case]) -> Row:
    sides = [[_case(case) for case in cases if case.child_id == one] for one in (pair.first_id, pair.second_id)]
    return _row(CASES, *sides)


def _case(case: Case) -> tuple[str, str]:
    closed = f", closed {day_in_words(case.closed_on)}" if case.closed_on else ", open"
    restricted = ", restricted" if case.is_restricted else ""
    return f"Case {case.ref}", f"led by {case.lead_agency}, since {day_in_words(case.opened_on)}{closed}{restricted}"


@dataclass(frozen=True)
class PairLine:
    """In the list."""

    pair: LikelyPair
    names: str
    born: str
    grounds: Grounds


def pair_line(pair: LikelyPair) -> PairLine:
    days = [day_in_words(one.born_on) if one.born_on else "not yet known" for one in (pair.first, pair.second)]
    born = days[0] if days[0] == days[1] else f"{days[0]}, and {days[1]}"
    return PairLine(pair, f"{pair.first.name} and {pair.second.name}", born, grounds(pair))
