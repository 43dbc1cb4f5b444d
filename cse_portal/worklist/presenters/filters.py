"""The filter of My work: read from the address, written into addresses, and shown as chips that can be taken off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from cse_portal.core.references import tidy
from cse_portal.worklist.kinds import all_kinds, is_kind, label_of
from cse_portal.worklist.queries import NOBODY, PUT_OFF, Counts, Filter
from cse_portal.worklist.urgency import HEADINGS

URGENCIES: dict[str, str] = {**{str(level): title for level, title in HEADINGS.items()}, PUT_OFF: "Put off"}


@dataclass(frozen=True)
class Choice:
    code: str
    label: str
    is_chosen: bool
    number: int = 0


@dataclass(frozen=True)
class Chip:
    words: str
    url: str


def read_filter(query: QueryDict) -> Filter:
    who = query.get("who", "")
    return Filter(
        whose="agency" if query.get("whose") == "agency" else "mine",
        kinds=frozenset(code for code in query.getlist("kind") if is_kind(code)),
        urgencies=frozenset(code for code in query.getlist("urgency") if code in URGENCIES),
        who=NOBODY if who == NOBODY else tidy(who[:40]),
        case_ref=tidy(query.get("case", "")[:40]),
        is_newest_first=query.get("sort") == "newest",
        shows_later=query.get("later") == "yes",
    )


def query_of(wanted: Filter) -> str:
    said: dict[str, str | list[str]] = {
        "whose": wanted.whose,
        "kind": sorted(wanted.kinds),
        "urgency": [code for code in URGENCIES if code in wanted.urgencies],
        "who": wanted.who,
        "case": wanted.case_ref,
        "sort": "newest" if wanted.is_newest_first else "",
        "later": "yes" if wanted.shows_later else "",
    }
    return urlencode({name: value for name, value in said.items() if value}, doseq=True)


def chips_of(wanted: Filter, members: Sequence[Choice]) -> list[Chip]:
    """Each leads to the same list without it."""
    found = [Chip(label_of(code), _without(wanted, kinds=wanted.kinds - {code})) for code in sorted(wanted.kinds)]
    found += [
        Chip(title, _without(wanted, urgencies=wanted.urgencies - {code}))
        for code, title in URGENCIES.items()
        if code in wanted.urgencies
    ]
    if wanted.who:
        named = next((one.label for one in members if one.is_chosen), "Somebody with nothing open")
        found.append(Chip(named, _without(wanted, who="")))
    if wanted.case_ref:
        found.append(Chip(f"Case {wanted.case_ref}", _without(wanted, case_ref="")))
    return found


def kinds_to_choose(counts: Counts, wanted: Filter) -> list[Choice]:
    """No choice leads to an empty list; one that was made stays, so that it can be taken back."""
    return [
        Choice(kind.code, kind.label, kind.code in wanted.kinds, counts.by_kind.get(kind.code, 0))
        for kind in all_kinds()
        if counts.by_kind.get(kind.code) or kind.code in wanted.kinds
    ]


def urgencies_to_choose(wanted: Filter) -> list[Choice]:
    return [Choice(code, title, code in wanted.urgencies) for code, title in URGENCIES.items()]


def people_to_choose(people: Sequence[tuple[str, str]], wanted: Filter) -> list[Choice]:
    named = [Choice(ref, name, ref == wanted.who) for ref, name in people]
    return [Choice(NOBODY, "Nobody yet", wanted.who == NOBODY), *named]


def _without(wanted: Filter, **changes: object) -> str:
    return f"?{query_of(replace(wanted, **changes))}"  # type: ignore[arg-type]
