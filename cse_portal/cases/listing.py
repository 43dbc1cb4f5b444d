"""What somebody asks the list of cases to show: which cases, in which order, with which columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from cse_portal.cases.ages import years_before

OLDEST = 25
NOBODY = "nobody"


class Whose(StrEnum):
    ALL = ""
    MINE = "mine"
    AGENCY = "agency"


WHOSE: Mapping[Whose, str] = {
    Whose.ALL: "All that I see",
    Whose.MINE: "Mine: I have a part in them",
    Whose.AGENCY: "My agency’s: it leads them",
}
SCORES: Mapping[str, str] = {
    "3": "3, serious",
    "2": "2, medium",
    "1": "1, low",
    "0": "0, none found",
    "none": "Not yet assessed",
}


class Review(StrEnum):
    ANY = ""
    LATE = "late"
    WEEK = "week"
    FOUR_WEEKS = "four_weeks"
    NONE = "none"


REVIEWS: Mapping[Review, str] = {
    Review.ANY: "Any",
    Review.LATE: "Late",
    Review.WEEK: "Late or due within 7 days",
    Review.FOUR_WEEKS: "Late or due within 28 days",
    Review.NONE: "No review is set",
}
DUE_WITHIN: Mapping[Review, int] = {Review.LATE: 0, Review.WEEK: 8, Review.FOUR_WEEKS: 29}
FLAGS: Mapping[str, str] = {
    "unallocated": "Nobody is allocated",
    "under_13": "Under 13",
    "turning_18": "Turns 18 within 6 months",
    "adult": "18 or over",
    "lac": "Looked after",
    "cp": "Child protection plan",
    "out_of_borough": "Placed out of borough",
    "police": "Police reference recorded",
    "restricted": "Restricted",
}


@dataclass(frozen=True)
class Column:
    title: str
    order: str = ""  # by which its heading sorts, if it does


COLUMNS: Mapping[str, Column] = {
    "score": Column("Score", "urgency"),
    "stage": Column("Stage"),
    "review": Column("Next review", "review"),
    "agency": Column("Lead agency"),
    "worker": Column("Worker"),
    "flags": Column("Flags"),
    "age": Column("Age", "age"),
    "school": Column("School"),
    "opened": Column("Opened", "opened"),
    "reference": Column("Case"),
}
SHOWN_AT_FIRST = ("score", "stage", "review", "worker", "flags")
ORDERS = ("urgency", "name", "age", "review", "opened")


@dataclass(frozen=True)
class Wanted:
    """As somebody said it on the page; `stages` and the rest by their codes, people and agencies by reference."""

    whose: Whose = Whose.ALL
    scores: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    review: Review = Review.ANY
    agency: str = ""
    worker: str = ""
    flags: tuple[str, ...] = ()
    school: str = ""
    area: str = ""
    age_from: int | None = None
    age_to: int | None = None
    order: str = "urgency"
    is_reversed: bool = False
    columns: tuple[str, ...] = SHOWN_AT_FIRST

    @property
    def is_narrowed(self) -> bool:
        return bool(self._narrowing())

    @property
    def sort(self) -> str:
        return f"-{self.order}" if self.is_reversed else self.order

    @property
    def is_plain(self) -> bool:
        """Everything, the most urgent first."""
        return not self.is_narrowed and self.sort == "urgency"

    def _narrowing(self) -> dict[str, Any]:
        said: dict[str, Any] = {
            "whose": self.whose.value,
            "score": list(self.scores),
            "stage": list(self.stages),
            "review": self.review.value,
            "agency": self.agency,
            "worker": self.worker,
            "flag": list(self.flags),
            "school": self.school,
            "area": self.area,
            "age_from": self.age_from,
            "age_to": self.age_to,
        }
        return {name: value for name, value in said.items() if value not in ("", None, [])}

    @property
    def query(self) -> str:
        """As an address carries it, always in the same way."""
        said = self._narrowing()
        if self.sort != "urgency":
            said["sort"] = self.sort
        if self.columns != SHOWN_AT_FIRST:
            said["column"] = list(self.columns)
        return urlencode(said, doseq=True)


def stored(wanted: Wanted) -> dict[str, Any]:
    """For work that is done later."""
    return {one.name: getattr(wanted, one.name) for one in fields(wanted)}


def restored(said: Mapping[str, Any]) -> Wanted:
    """After JSON, which knows no tuples."""
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    values |= {"whose": Whose(values["whose"]), "review": Review(values["review"])}
    return Wanted(**values)


def read_sort(said: str) -> tuple[str, bool]:
    """Anything odd is the most urgent first."""
    order, is_reversed = said.removeprefix("-"), said.startswith("-")
    return (order, is_reversed) if order in ORDERS else ("urgency", False)


def in_order(chosen: Iterable[str], all_of_them: Iterable[str]) -> tuple[str, ...]:
    held = set(chosen)
    return tuple(one for one in all_of_them if one in held)


def conditions(wanted: Wanted, on: date) -> dict[str, Any]:
    """What of it needs nobody to be looked up, as narrowing.py words it."""
    said: dict[str, Any] = {f"flag_{code}": True for code in wanted.flags}
    if wanted.scores:
        said["score"] = list(wanted.scores)
    if wanted.stages:
        said["stage"] = list(wanted.stages)
    if wanted.review in DUE_WITHIN:
        said["review_before"] = (on + timedelta(days=DUE_WITHIN[wanted.review])).isoformat()
    if wanted.review is Review.NONE:
        said["no_review"] = True
    if wanted.area:
        said["area"] = wanted.area
    if wanted.age_from is not None:
        said["born_until"] = years_before(on, wanted.age_from).isoformat()
    if wanted.age_to is not None:
        said["born_after"] = years_before(on, wanted.age_to + 1).isoformat()
    return said
