"""What happened, as lines of the chronology with their handling marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Entry

MARKS: Mapping[Handling, str] = {
    Handling.NETWORK: "shared",
    Handling.OWN_AGENCY: "own",
    Handling.NAMED_AGENCIES: "named",
    Handling.COVERT: "police",
    Handling.HEALTH: "health",
}


@dataclass(frozen=True)
class Line:
    happened_on: date
    words: str
    who: str
    mark: str
    handling: str


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    return [
        Line(
            one.happened_on,
            one.words,
            f"{one.agency}, {one.written_by.name}",
            MARKS[Handling(one.handling)],
            one.get_handling_display(),
        )
        for one in entries
    ]
