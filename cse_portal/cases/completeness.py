"""Which facts a child's record should hold, which are missing, and who is to find them out by when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Wanted(StrEnum):
    """The facts without which somebody looks for a child in the wrong place, or speaks to them in the wrong way."""

    BORN = "born"
    SEX = "sex"
    ETHNICITY = "ethnicity"
    LANGUAGE = "language"
    INTERPRETER = "interpreter"
    RELIGION = "religion"
    DISABILITY = "disability"
    SEN = "sen"
    ADDRESS = "address"
    PHONE = "phone"
    SCHOOL = "school"
    GP = "gp"
    NHS = "nhs"
    UPN = "upn"
    SOCIAL_CARE = "social_care"
    PARENTAL = "parental"
    HOUSEHOLD = "household"


@dataclass(frozen=True)
class About:
    """How a fact is called, and who often knows it."""

    title: str
    who_knows: str


ABOUT: Mapping[Wanted, About] = {
    Wanted.BORN: About("Date of birth", "Parents, school, GP"),
    Wanted.SEX: About("Sex", "The child, parents"),
    Wanted.ETHNICITY: About("Ethnicity", "The child, parents, school"),
    Wanted.LANGUAGE: About("First language", "The child, parents, school"),
    Wanted.INTERPRETER: About("Whether an interpreter is needed", "The child, parents, school"),
    Wanted.RELIGION: About("Religion", "The child, parents"),
    Wanted.DISABILITY: About("Disability", "Parents, GP, school"),
    Wanted.SEN: About("Special educational needs", "School"),
    Wanted.ADDRESS: About("Where the child lives", "The child, parents, social care"),
    Wanted.PHONE: About("How to reach the child", "The child, parents"),
    Wanted.SCHOOL: About("School or college", "Education welfare, parents"),
    Wanted.GP: About("GP practice", "Parents, health"),
    Wanted.NHS: About("NHS number", "Health, GP"),
    Wanted.UPN: About("Unique pupil number", "School"),
    Wanted.SOCIAL_CARE: About("Social care number", "Social care"),
    Wanted.PARENTAL: About("Who holds parental responsibility", "Parents, social care"),
    Wanted.HOUSEHOLD: About("Who lives in the home", "The child, parents, housing"),
}
TITLES: dict[str, str] = {one.value: about.title for one, about in ABOUT.items()}


@dataclass(frozen=True)
class Asked:
    """Somebody is to find a fact out."""

    fact: str
    who: str
    by: date


@dataclass(frozen=True)
class Gap:
    fact: Wanted
    title: str
    who_knows: str
    asked: Asked | None
    is_late: bool


@dataclass(frozen=True)
class Meter:
    known: int
    gaps: tuple[Gap, ...]

    @property
    def of(self) -> int:
        return self.known + len(self.gaps)

    @property
    def percent(self) -> int:
        return round(100 * self.known / self.of)


def meter(known: Collection[Wanted], asked: Iterable[Asked], *, on: date) -> Meter:
    """In the order of the table, which is the order in which they are needed."""
    by_fact = {one.fact: one for one in asked}
    gaps = tuple(_gap(fact, by_fact.get(fact), on) for fact in Wanted if fact not in known)
    return Meter(len(Wanted) - len(gaps), gaps)


def _gap(fact: Wanted, asked: Asked | None, on: date) -> Gap:
    about = ABOUT[fact]
    return Gap(fact, about.title, about.who_knows, asked, asked is not None and asked.by < on)
