"""The directory, and one agency as whoever looks it up sees it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from cse_portal.agencies import agreed, charge, directory, reach
from cse_portal.agencies.agency_types import KINDS, AgencyType, Group
from cse_portal.agencies.models import (
    Agency,
    AgencyQuerySet,
    Membership,
    Partnership,
    PledgeSignature,
    TermsOfUse,
    User,
)
from cse_portal.ui.paging import Leaf, query_of, read_number

AGENCIES_A_PAGE = 40
GROUP_ORDER = {group: number for number, group in enumerate(Group)}
NOT_SAID = "Type not said yet"


@dataclass(frozen=True)
class Wanted:
    """What the directory was asked for; `group` is a group's name in small letters."""

    words: str = ""
    group: str = ""
    closed: bool = False

    @property
    def is_narrow(self) -> bool:
        return bool(self.words or self.group)


@dataclass(frozen=True)
class Entry:
    agency: Agency
    speak_for_it: list[Membership]


@dataclass(frozen=True)
class EntryGroup:
    title: str
    entries: list[Entry]


@dataclass(frozen=True)
class DirectoryPage:
    wanted: Wanted
    groups: list[EntryGroup]
    leaf: Leaf[Entry]
    partnerships: list[Partnership]
    partnership: Partnership
    closed: int
    may_add: bool


def directory_page(person: User, wanted: Wanted, partnership: Partnership, asked: str) -> DirectoryPage:
    every = directory.agencies_for(person).serving([partnership.pk])
    found = _asked_for(every, wanted)
    places = sorted(found.values_list("kind", "name", "pk"), key=lambda place: (_order(place[0]), place[1].casefold()))
    number = read_number(asked, total=len(places), size=AGENCIES_A_PAGE)
    here = [pk for _, _, pk in places[(number - 1) * AGENCIES_A_PAGE : number * AGENCIES_A_PAGE]]
    loaded = Agency.objects.select_related("parent").in_bulk(here)
    speak = directory.speakers(loaded.values())
    entries = [Entry(loaded[pk], speak.get(pk, [])) for pk in here]
    return DirectoryPage(
        wanted=wanted,
        groups=[
            EntryGroup(title, list(rows)) for title, rows in groupby(entries, lambda row: group_of(row.agency.kind))
        ],
        leaf=Leaf(entries, number, len(places), AGENCIES_A_PAGE, _query(wanted, partnership)),
        partnerships=directory.partnerships(person),
        partnership=partnership,
        closed=every.filter(closed_on__isnull=False).count(),
        may_add=charge.keeps_partnership(person, partnership.pk),
    )


def _asked_for(agencies: AgencyQuerySet, wanted: Wanted) -> AgencyQuerySet:
    found = agencies.called(wanted.words)
    found = found.filter(closed_on__isnull=False) if wanted.closed else found.open()
    if wanted.group:
        found = found.filter(
            kind__in=[code for code, kind in KINDS.items() if kind.group.name.lower() == wanted.group]
        )
    return found


def _order(kind: str) -> int:
    return GROUP_ORDER[KINDS[AgencyType(kind)].group] if kind else len(GROUP_ORDER)


def group_of(kind: str) -> str:
    return KINDS[AgencyType(kind)].group.value if kind else NOT_SAID


def _query(wanted: Wanted, partnership: Partnership) -> str:
    return query_of(
        q=wanted.words, group=wanted.group, closed="yes" if wanted.closed else "", partnership=partnership.ref
    )


@dataclass(frozen=True)
class AgencyPage:
    """What everyone sees, and what this person may do about it."""

    agency: Agency
    speak_for_it: list[Membership]
    leads: list[Membership]
    teams: list[Agency]
    serves: list[str]
    signature: PledgeSignature | None
    terms: TermsOfUse | None
    is_own: bool
    may_keep: bool
    may_keep_details: bool
    may_keep_people: bool


def agency_page(person: User, agency: Agency) -> AgencyPage:
    return AgencyPage(
        agency=agency,
        speak_for_it=directory.speakers([agency]).get(agency.pk, []),
        leads=list(directory.leads_in(agency)),
        teams=list(agency.teams.open().order_by("name")),
        serves=list(directory.serves_beside(agency)),
        signature=agreed.signature_of(agency, agreed.pledge_to_sign(agency)),
        terms=agreed.terms_in_force(agency),
        is_own=charge.works_in(person, agency),
        may_keep=charge.keeps_agency(person, agency),
        may_keep_details=charge.keeps_partnership(person, agency.partnership_id),
        may_keep_people=bool(reach.roles_for(person, agency)),
    )
