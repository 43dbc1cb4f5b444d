"""What may stand between two: each kind of link says who may stand at its ends, and reads in both directions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cse_portal.network.item_kinds import ItemKind

CHILD = "child"
PERSON, PLACE, VEHICLE = ItemKind.PERSON.value, ItemKind.PLACE.value, ItemKind.VEHICLE.value
PHONE, ONLINE = ItemKind.PHONE.value, ItemKind.ONLINE.value
GROUP, BUSINESS = ItemKind.GROUP.value, ItemKind.BUSINESS.value
PEOPLE = frozenset({CHILD, PERSON})
SITES = frozenset({PLACE, BUSINESS})
CONTACTS = frozenset({PHONE, ONLINE})


class LinkKind(StrEnum):
    GROOMED_BY = "groomed_by"
    HARMED_BY = "harmed_by"
    CONTROLLED_BY = "controlled_by"
    CALLS_PARTNER = "calls_partner"
    FRIEND = "friend"
    RELATIVE = "relative"
    SEEN_WITH = "seen_with"
    MISSING_WITH = "missing_with"
    INTRODUCED = "introduced"
    RECRUITED = "recruited"
    WORKS_WITH = "works_with"
    SUSPECTED_OF = "suspected_of"
    IS_THIS_CHILD = "is_this_child"
    SEEN_AT = "seen_at"
    FOUND_AT = "found_at"
    TAKEN_TO = "taken_to"
    LIVES_AT = "lives_at"
    WORKS_AT = "works_at"
    RUNS = "runs"
    COLLECTED_BY = "collected_by"
    TRAVELLED_IN = "travelled_in"
    DRIVES = "drives"
    KEEPER_OF = "keeper_of"
    SEEN_NEAR = "seen_near"
    USES = "uses"
    MESSAGED_BY = "messaged_by"
    IN_CONTACT = "in_contact"
    MEMBER_OF = "member_of"
    MEETS_AT = "meets_at"
    STANDS_AT = "stands_at"
    SAME_OWNER = "same_owner"
    OTHER = "other"


@dataclass(frozen=True)
class Between:
    """From the one end to the other: `there` reads “Dez *uses* phone 418”, `back` “phone 418 *is used by* Dez”."""

    starts: frozenset[str]
    ends: frozenset[str]
    there: str
    back: str


ANYTHING = frozenset({CHILD, *(kind.value for kind in ItemKind)})
KINDS: Mapping[LinkKind, Between] = {
    LinkKind.GROOMED_BY: Between(frozenset({CHILD}), frozenset({PERSON, GROUP}), "was groomed by", "groomed"),
    LinkKind.HARMED_BY: Between(frozenset({CHILD}), frozenset({PERSON, GROUP}), "was harmed by", "harmed"),
    LinkKind.CONTROLLED_BY: Between(
        frozenset({CHILD, PERSON}), frozenset({PERSON, GROUP}), "is controlled by", "controls"
    ),
    LinkKind.CALLS_PARTNER: Between(
        frozenset({CHILD}), frozenset({PERSON}), "calls a partner", "is called a partner by"
    ),
    LinkKind.FRIEND: Between(PEOPLE, PEOPLE, "is a friend of", "is a friend of"),
    LinkKind.RELATIVE: Between(PEOPLE, PEOPLE, "is a relative of", "is a relative of"),
    LinkKind.SEEN_WITH: Between(PEOPLE, PEOPLE, "was seen with", "was seen with"),
    LinkKind.MISSING_WITH: Between(frozenset({CHILD}), PEOPLE, "was missing with", "was missing with"),
    LinkKind.INTRODUCED: Between(PEOPLE, PEOPLE, "introduced", "was introduced by"),
    LinkKind.RECRUITED: Between(PEOPLE | {GROUP}, PEOPLE, "recruited", "was recruited by"),
    LinkKind.WORKS_WITH: Between(frozenset({PERSON}), frozenset({PERSON}), "works with", "works with"),
    LinkKind.SUSPECTED_OF: Between(PEOPLE, frozenset({CHILD}), "is suspected of harming", "may be harmed by"),
    LinkKind.IS_THIS_CHILD: Between(
        frozenset({PERSON}), frozenset({CHILD}), "is the child in this record", "is also recorded as"
    ),
    LinkKind.SEEN_AT: Between(PEOPLE | {VEHICLE, GROUP}, SITES, "was seen at", "is where was seen"),
    LinkKind.FOUND_AT: Between(frozenset({CHILD}), SITES, "was found at", "is where was found"),
    LinkKind.TAKEN_TO: Between(frozenset({CHILD}), SITES, "was taken to", "is where was taken"),
    LinkKind.LIVES_AT: Between(PEOPLE, frozenset({PLACE}), "lives or stays at", "is home or shelter of"),
    LinkKind.WORKS_AT: Between(PEOPLE, SITES, "works at", "employs"),
    LinkKind.RUNS: Between(frozenset({PERSON, GROUP}), SITES, "runs or owns", "is run or owned by"),
    LinkKind.COLLECTED_BY: Between(frozenset({CHILD}), frozenset({VEHICLE, PERSON}), "was collected by", "collected"),
    LinkKind.TRAVELLED_IN: Between(PEOPLE, frozenset({VEHICLE}), "travelled in", "carried"),
    LinkKind.DRIVES: Between(PEOPLE, frozenset({VEHICLE}), "drives", "is driven by"),
    LinkKind.KEEPER_OF: Between(
        frozenset({PERSON, BUSINESS}), frozenset({VEHICLE}), "is keeper of", "has as its keeper"
    ),
    LinkKind.SEEN_NEAR: Between(PEOPLE | {VEHICLE, GROUP}, SITES, "was seen near", "is near where was seen"),
    LinkKind.USES: Between(PEOPLE | {GROUP, BUSINESS}, CONTACTS, "uses", "is used by"),
    LinkKind.MESSAGED_BY: Between(
        frozenset({CHILD}), CONTACTS | {PERSON}, "received messages from", "sent messages to"
    ),
    LinkKind.IN_CONTACT: Between(PEOPLE | CONTACTS, PEOPLE | CONTACTS, "is in contact with", "is in contact with"),
    LinkKind.MEMBER_OF: Between(PEOPLE, frozenset({GROUP}), "belongs to", "has as a member"),
    LinkKind.MEETS_AT: Between(frozenset({GROUP}), SITES, "meets at", "is where meets"),
    LinkKind.STANDS_AT: Between(frozenset({BUSINESS}), frozenset({PLACE}), "stands at", "is where stands"),
    LinkKind.SAME_OWNER: Between(SITES, SITES, "has the same owner as", "has the same owner as"),
    LinkKind.OTHER: Between(ANYTHING, ANYTHING, "is linked with", "is linked with"),
}


@dataclass(frozen=True)
class Choice:
    """A kind of link as somebody chooses it, seen from the one they came from."""

    kind: LinkKind
    is_forward: bool
    words: str

    @property
    def code(self) -> str:
        return self.kind.value if self.is_forward else f"{self.kind.value}:back"


def choices(here: str, there: str) -> list[Choice]:
    """Every link that may stand between the two; one that reads the same in both directions once."""
    found = []
    for kind, one in KINDS.items():
        if kind is LinkKind.OTHER:
            continue
        if here in one.starts and there in one.ends:
            found.append(Choice(kind, True, one.there))
        if there in one.starts and here in one.ends and (one.there != one.back or not _has(found, kind)):
            found.append(Choice(kind, False, one.back))
    return [*found, Choice(LinkKind.OTHER, True, KINDS[LinkKind.OTHER].there)]


def _has(found: Iterable[Choice], kind: LinkKind) -> bool:
    return any(one.kind is kind for one in found)


def choice(code: str) -> Choice:
    name, _, back = code.partition(":")
    kind = LinkKind(name)
    return Choice(kind, not back, KINDS[kind].back if back else KINDS[kind].there)


def allows(kind: LinkKind, start: str, end: str) -> bool:
    return start in KINDS[kind].starts and end in KINDS[kind].ends


def words(kind: LinkKind, *, is_forward: bool = True) -> str:
    return KINDS[kind].there if is_forward else KINDS[kind].back
