"""The borough of Larkmere: which agencies there are, who works in each, and how it grows with its size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, product

from cse_portal.agencies.roles import Role
from cse_portal.demo.cast import AGENCIES

DEFAULT_SIZE = 300
DEFAULT_SEED = 1
CHILDREN_TO_A_SCHOOL = 1_000


@dataclass(frozen=True)
class Staffing:
    """One agency, and how many people of each role work in it beside the named cast."""

    name: str
    people: tuple[tuple[Role, int], ...]


def _of(name: str, people: dict[Role, int]) -> Staffing:
    return Staffing(name, tuple(people.items()))


def _ordinary(name: str, practitioners: int = 2) -> Staffing:
    return _of(name, {Role.SPOC: 1, Role.PRACTITIONER: practitioners})


# Where the named cast works, with their colleagues.
CAST_AGENCIES: tuple[Staffing, ...] = (
    _of(AGENCIES["school"], {Role.SAFEGUARDING_ADVISER: 1, Role.PRACTITIONER: 3}),
    _of(AGENCIES["mash"], {Role.SPOC: 1, Role.MASH_OFFICER: 3, Role.MASH_MANAGER: 2, Role.SSPL: 1}),
    _of(AGENCIES["csc"], {Role.SPOC: 1, Role.SOCIAL_WORKER: 6, Role.CSC_TEAM_MANAGER: 1}),
    _of(AGENCIES["police"], {Role.POLICE_CSE_SPOC: 1, Role.MASE_MEMBER: 1, Role.PRACTITIONER: 2}),
    _of(
        AGENCIES["board"],
        {
            Role.MASE_COORDINATOR: 1,
            Role.CSE_COORDINATOR: 1,
            Role.INDEPENDENT_CHAIR: 1,
            Role.AUDITOR: 2,
            Role.STRATEGIC_GROUP_MEMBER: 2,
        },
    ),
    _of(AGENCIES["council"], {Role.SYSTEM_ADMINISTRATOR: 1, Role.ELECTED_MEMBER: 2, Role.HEAD_OF_SERVICE: 1}),
)

OTHER_AGENCIES: tuple[Staffing, ...] = (
    _of("Children’s social care, front door", {Role.SPOC: 1, Role.SOCIAL_WORKER: 3, Role.CSC_TEAM_MANAGER: 1}),
    _of(
        "Children’s social care, child protection",
        {Role.SPOC: 1, Role.SOCIAL_WORKER: 3, Role.CSC_TEAM_MANAGER: 1, Role.IRO: 2},
    ),
    _of(
        "Children’s social care, looked-after children",
        {
            Role.SPOC: 1,
            Role.SOCIAL_WORKER: 3,
            Role.CSC_TEAM_MANAGER: 1,
            Role.HEAD_OF_SERVICE: 1,
            Role.MASE_CO_CHAIR: 1,
        },
    ),
    _of("Children’s social care, leaving care", {Role.SPOC: 1, Role.SOCIAL_WORKER: 2, Role.CSC_TEAM_MANAGER: 1}),
    _ordinary("Larkmere Council, family support", 3),
    _ordinary("Larkmere police, missing persons desk"),
    _ordinary("Quillhaven Hospital, emergency department", 3),
    _ordinary("Quillhaven Hospital, children’s ward"),
    _ordinary("Larkmere Community Health"),
    _ordinary("Larkmere child and adolescent mental health service"),
    _ordinary("Hollowmarsh Road Surgery"),
    _ordinary("Wrenbeck Sexual Health Clinic"),
    _ordinary("Emberfold Sexual Assault Referral Centre"),
    _ordinary("Larkmere midwifery and health visiting"),
    _ordinary("Saltmarrow Sixth Form College"),
    _ordinary("Candlecroft Pupil Referral Unit"),
    _ordinary("Thistledene Special School"),
    _ordinary("Pinnockshaw House School (independent)"),
    _of("Larkmere education welfare", {Role.LADO: 1, Role.PRACTITIONER: 2}),
    _of("Larkmere youth service", {Role.SPOC: 1, Role.PREVENTION_LEAD: 1, Role.PRACTITIONER: 2}),
    _ordinary("Larkmere youth offending service"),
    _ordinary("Larkmere probation"),
    _ordinary("Larkmere housing options"),
    _ordinary("Lantern Street Hostel"),
    _ordinary("Rowanmere Refuge"),
    _ordinary("Orchard Bank children’s home"),
    _ordinary("Harbour Gate Fostering"),
    _ordinary("Tidewater drug and alcohol service"),
    _ordinary("Larkmere gangs and serious violence team"),
    _of("Willowbridge women and girls’ service", {Role.SPOC: 1, Role.SUPPORT_WORKER: 3}),
    _of("Footbridge return home interviews", {Role.SPOC: 1, Role.SUPPORT_WORKER: 2}),
    _ordinary("Larkmere fire station"),
    _of("Larkmere community safety", {Role.SPOC: 1, Role.PREVENTION_LEAD: 1}),
    _ordinary("Larkmere licensing", 1),
    _ordinary("Larkmere interfaith forum"),
    _of("Larkmere adult social care", {Role.SPOC: 1, Role.LADO: 1, Role.PRACTITIONER: 1}),
    _of("Brackwater Council, children’s services", {Role.MASE_GUEST: 2}),
    _of("Larkmere Council, members’ office", {Role.ELECTED_MEMBER: 2}),
    _of("Independent scrutiny", {Role.INDEPENDENT_CHAIR: 1, Role.AUDITOR: 1}),
    _ordinary("Quillhaven Hospital", 1),
)

_STEMS = (
    *("Tarnwick", "Quillhaven", "Hollowmarsh", "Thistledene", "Emberfold", "Wrenbeck", "Candlecroft"),
    *("Saltmarrow", "Pinnockshaw", "Rowanmere", "Lantern Hill", "Gullsferry", "Oxenlea", "Marlpit"),
)
_SITES = ("", "North ", "South ", "East ", "West ", "Upper ", "Lower ", "Old ", "New ", "Great ", "Little ")
_SCHOOLS = ("Primary School", "Academy", "Girls’ School", "Community School", "Nursery School", "Free School")


def agencies_for(size: int) -> list[Staffing]:
    """Every agency of a borough with this many children, those of the named cast first."""
    more = size // CHILDREN_TO_A_SCHOOL
    return [*CAST_AGENCIES, *OTHER_AGENCIES, *_first(more, _schools()), *_first(more, _surgeries()), *_teams(more)]


def _first(number: int, agencies: Iterator[Staffing]) -> Iterator[Staffing]:
    return (agency for _, agency in zip(range(number), agencies, strict=False))


def _schools() -> Iterator[Staffing]:
    return (_ordinary(f"{site}{stem} {kind}", 4) for site, kind, stem in product(_SITES, _SCHOOLS, _STEMS))


def _surgeries() -> Iterator[Staffing]:
    kinds = ("Surgery", "Health Centre", "Medical Practice", "Family Doctors")
    return (_ordinary(f"{site}{stem} {kind}") for kind, site, stem in product(kinds, _SITES, _STEMS))


def _teams(number: int) -> Iterator[Staffing]:
    """Social workers come in teams of eight, each for four thousand children more."""
    points = zip(range(1, number // 4 + 1), cycle(("North", "South", "West", "Central")), strict=False)
    for count, point in points:
        people = {Role.SOCIAL_WORKER: 8, Role.CSC_TEAM_MANAGER: 1}
        yield _of(f"Children’s social care, {point} team {(count + 3) // 4}", people)
