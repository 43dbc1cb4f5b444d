"""The access matrix: who meets what of a case, and what they may do to it, as one table.

Written from the specification of the roles, and from nothing that it tests: no rule here asks the portal. A cell is
one person (a role, and how they stand at work), one case (by the person's relation to it), one thing about it, and one
page or deed. The rules below say of every cell whether the thing must be there or must be nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from cse_portal.agencies.roles import Role

Roles = frozenset[Role]
ALL: Roles = frozenset(Role)
NOBODY: Roles = frozenset()

# ── How each role comes to see cases ─────────────────────────────────────────────────────────────────────────────
# Figures, plans, people, trail or machine, and never a case, whatever they are granted:
NEVER_A_CASE: Roles = frozenset(
    {
        Role.LSCB_MANAGER,
        Role.INDEPENDENT_CHAIR,
        Role.ELECTED_MEMBER,
        Role.PREVENTION_LEAD,
        Role.STRATEGIC_GROUP_MEMBER,
        Role.INFORMATION_GOVERNANCE_LEAD,
        Role.SYSTEM_ADMINISTRATOR,
    }
)
BY_NAME: Roles = ALL - NEVER_A_CASE
BY_AGENCY: Roles = frozenset(
    {
        Role.SPOC,
        Role.CSC_TEAM_MANAGER,
        Role.MASH_OFFICER,
        Role.MASH_MANAGER,
        Role.POLICE_CSE_SPOC,
        Role.SUPPORT_WORKER,
        Role.LADO,
        Role.HEAD_OF_SERVICE,
    }
)
SERVICE: Roles = frozenset({Role.HEAD_OF_SERVICE})
OVER_ALL: Roles = frozenset({Role.SSPL})
BY_PANEL: Roles = frozenset({Role.MASE_CO_CHAIR, Role.MASE_COORDINATOR, Role.CSE_COORDINATOR})

READS_COVERT: Roles = frozenset({Role.POLICE_CSE_SPOC, Role.MASE_CO_CHAIR})
# To these a confidential address is there: they go to the child, or send somebody.
GOES_TO_CHILD: Roles = frozenset(
    {
        Role.SOCIAL_WORKER,
        Role.CSC_TEAM_MANAGER,
        Role.MASH_OFFICER,
        Role.MASH_MANAGER,
        Role.SSPL,
        Role.POLICE_CSE_SPOC,
        Role.HEAD_OF_SERVICE,
    }
)
RUNS_AN_AGENCY: Roles = frozenset(
    {Role.SPOC, Role.POLICE_CSE_SPOC, Role.CSC_TEAM_MANAGER, Role.MASH_MANAGER, Role.HEAD_OF_SERVICE}
)
CONTACTS: Roles = frozenset({Role.SPOC, Role.POLICE_CSE_SPOC})
# Of an emergency: governance and MASH review it, a head of service in their place.
REVIEWS: Roles = frozenset({Role.INFORMATION_GOVERNANCE_LEAD, Role.MASH_MANAGER, Role.HEAD_OF_SERVICE})
# Professionals; an auditor and a guest of the panel see what they were given, while it lasts.
OPENS_IN_EMERGENCY: Roles = BY_NAME - {Role.AUDITOR, Role.MASE_GUEST}
RESTRICTS: Roles = frozenset({Role.CSC_TEAM_MANAGER, Role.MASH_MANAGER, Role.SSPL, Role.HEAD_OF_SERVICE})
CLOSES: Roles = RESTRICTS
SHARES_OUT: Roles = RESTRICTS - {Role.MASH_MANAGER}
KEEPS: Roles = RESTRICTS | {Role.SOCIAL_WORKER, Role.MASH_OFFICER, Role.POLICE_CSE_SPOC}
GIVES: Roles = RESTRICTS | {Role.SOCIAL_WORKER}


# ── How a person stands at work ──────────────────────────────────────────────────────────────────────────────────
class Standing(StrEnum):
    AT_WORK = "at work, in the post that the case knows them by"
    NEWCOMER = "at work beside them in the same role, and named on nothing"
    OTHER_HAT = "at work, wearing their other hat: a practitioner elsewhere"
    IN_HEALTH = "at work, in an agency of health, and named like the others"
    SUSPENDED = "suspended"
    LEAVER = "left yesterday"
    LOCKED = "locked, since nobody used the account"
    SWITCHED_OFF = "switched off"
    STRANGER = "not signed in"


# A role of each way of seeing stands for all: by name, by agency, below it, over all, by panel, covert; and those
# who keep the trail, the people and the machine, and see none.
EACH_WAY: tuple[Role, ...] = (
    Role.SOCIAL_WORKER,
    Role.SPOC,
    Role.POLICE_CSE_SPOC,
    Role.HEAD_OF_SERVICE,
    Role.SSPL,
    Role.MASE_CO_CHAIR,
    Role.INFORMATION_GOVERNANCE_LEAD,
    Role.SYSTEM_ADMINISTRATOR,
)
# These decide who sees a case, or keep people, beside them.
ALSO: tuple[Role, ...] = (Role.CSC_TEAM_MANAGER, Role.MASH_MANAGER, Role.PRACTITIONER, Role.LSCB_MANAGER)
LIVE: dict[Standing, tuple[Role, ...]] = {
    Standing.AT_WORK: tuple(Role),
    Standing.NEWCOMER: (*EACH_WAY, *ALSO),
    Standing.OTHER_HAT: EACH_WAY,
    Standing.IN_HEALTH: (Role.PRACTITIONER, Role.SPOC),
}
IN_THE_AGENCY = (Standing.AT_WORK, Standing.NEWCOMER)
# These see nothing, whatever their role.
NOT_AT_WORK = (Standing.SUSPENDED, Standing.LEAVER, Standing.LOCKED, Standing.SWITCHED_OFF)
THEIR_ROLES = (Role.SPOC, Role.SOCIAL_WORKER, Role.SSPL, Role.MASE_CO_CHAIR)


# ── How a case stands to the person ──────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Relation:
    """`named`: the roles that see the case by their name; `grouped`: those that see it for their role or agency."""

    name: str
    words: str
    named: Roles = NOBODY
    grouped: Roles = NOBODY
    is_read_only: bool = False  # to those who are named

    @property
    def seen_by(self) -> Roles:
        return self.named | self.grouped

    @property
    def writers(self) -> Roles:
        return self.grouped if self.is_read_only else self.seen_by


ITS_AGENCY = BY_AGENCY | OVER_ALL
RELATIONS: tuple[Relation, ...] = (
    Relation("leads", "their agency leads", grouped=ITS_AGENCY),
    Relation("agency", "opened to their agency", grouped=ITS_AGENCY),
    Relation("agency_ended", "was opened to their agency, and no longer is", grouped=OVER_ALL),
    Relation("below", "a team of their agency leads", grouped=SERVICE | OVER_ALL),
    Relation("above", "the agency that their own is a team of leads", grouped=OVER_ALL),
    Relation("named", "they are named on it", BY_NAME, OVER_ALL),
    Relation("expired", "they were named until yesterday", grouped=OVER_ALL),
    Relation("not_yet", "they are named from tomorrow", grouped=OVER_ALL),
    Relation("revoked", "their name was taken off it", grouped=OVER_ALL),
    Relation("audited", "it is in the sample of their audit", BY_NAME, OVER_ALL, is_read_only=True),
    Relation("panel", "it was referred to the panel", grouped=BY_PANEL | OVER_ALL),
    Relation("stands_in", "a colleague is named on it, for whom they stand in", BY_NAME, OVER_ALL),
    Relation("stood_in", "a colleague is named on it, for whom they stood in until today", grouped=OVER_ALL),
    Relation("restricted_named", "it is restricted, and they are named", BY_NAME),
    Relation("restricted", "their agency leads; it is restricted to somebody else"),
    Relation("restricted_stands_in", "restricted to a colleague, for whom they stand in"),
    Relation("restricted_after", "opened to agency and name, then restricted to somebody else"),
    Relation("lifted", "their agency leads; it was restricted to somebody else, and no longer is", grouped=ITS_AGENCY),
    Relation("other_hat", "they are named on it in their other hat", grouped=OVER_ALL),
    Relation("emergency", "they opened it in an emergency a moment ago", BY_NAME, OVER_ALL, is_read_only=True),
    Relation("emergency_over", "they opened it in an emergency, whose hour is over", grouped=OVER_ALL),
    Relation("emergency_beside", "a colleague opened it in an emergency, which was reviewed", grouped=OVER_ALL),
    Relation("emergency_elsewhere", "another agency opened it in an emergency", grouped=OVER_ALL),
    Relation("unseen", "everybody who saw it has left", grouped=OVER_ALL),
    Relation("none", "they have nothing to do with it", grouped=OVER_ALL),
    Relation("far", "it is another partnership's"),
)
IN_OTHER_HAT, IN_HEALTH = frozenset({"other_hat"}), frozenset({"named"})
RELATION = {relation.name: relation for relation in RELATIONS}


def sees(role: Role, relation: Relation, standing: Standing = Standing.AT_WORK) -> bool:
    if standing is Standing.AT_WORK:
        return role in relation.seen_by
    if standing is Standing.NEWCOMER:
        return role in relation.grouped
    if standing is Standing.IN_HEALTH:
        return relation.name in IN_HEALTH
    return standing is Standing.OTHER_HAT and relation.name in IN_OTHER_HAT


def writes(role: Role, relation: Relation, standing: Standing = Standing.AT_WORK) -> bool:
    if standing is Standing.AT_WORK:
        return role in relation.writers
    return sees(role, relation, standing)


# ── Who is told of a case that they do not see ───────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Told:
    """Of an emergency: who opened it, who answers for them, who reviews it. Of a case nobody sees: who may take it."""

    beside: Roles = NOBODY
    opened_by: Roles = NOBODY  # themselves, whatever hat they wear
    is_emergency: bool = True

    def reaches(self, role: Role, standing: Standing) -> bool:
        if standing in IN_THE_AGENCY and role in self.beside:
            return True
        return standing in (Standing.AT_WORK, Standing.OTHER_HAT) and role in self.opened_by


TOLD: dict[str, Told] = {
    "emergency": Told(REVIEWS | CONTACTS, opened_by=BY_NAME),
    "emergency_over": Told(REVIEWS | CONTACTS, opened_by=BY_NAME),
    "emergency_beside": Told(REVIEWS | CONTACTS),
    "emergency_elsewhere": Told(REVIEWS),
    "unseen": Told(frozenset({Role.MASH_MANAGER, Role.HEAD_OF_SERVICE}), is_emergency=False),
}
EMERGENCIES = tuple(RELATION[name] for name, told in TOLD.items() if told.is_emergency)


def told(role: Role, relation: Relation, standing: Standing) -> bool:
    return relation.name in TOLD and TOLD[relation.name].reaches(role, standing)


# ── What there is about a case ───────────────────────────────────────────────────────────────────────────────────
Rule = Callable[[Role, Relation, Standing], bool]  # of somebody who sees the case


def always(role: Role, relation: Relation, standing: Standing) -> bool:
    return True


def in_own_agency(role: Role, relation: Relation, standing: Standing) -> bool:
    return standing in IN_THE_AGENCY


def covert(role: Role, relation: Relation, standing: Standing) -> bool:
    """An emergency opens what is shared, never what police and co-chairs keep to themselves."""
    return standing in IN_THE_AGENCY and role in READS_COVERT and relation.name != "emergency"


def in_health(role: Role, relation: Relation, standing: Standing) -> bool:
    return standing is Standing.IN_HEALTH


def in_own_agency_or_health(role: Role, relation: Relation, standing: Standing) -> bool:
    return in_own_agency(role, relation, standing) or in_health(role, relation, standing)


def goes_to_child(role: Role, relation: Relation, standing: Standing) -> bool:
    """Of a confidential address: the role counts; in the other hat everybody is a practitioner."""
    return standing is not Standing.OTHER_HAT and role in GOES_TO_CHILD


def nobody(role: Role, relation: Relation, standing: Standing) -> bool:
    return False


@dataclass(frozen=True)
class Thing:
    """One field whose every value is planted with words that stand nowhere else; `fields` are what it covers."""

    name: str
    fields: tuple[str, ...]
    reads: Rule = always


@dataclass(frozen=True)
class Marked(Thing):
    """An entry: who wrote it, under which mark, and which agencies it names."""

    mark: str = "network"
    wrote: str = "elsewhere"
    names: str = ""


def entry(name: str, mark: str, wrote: str, reads: Rule, names: str = "") -> Marked:
    return Marked(name, ("cases.entry.words",), reads, mark, wrote, names)


GIVEN_NAMES = Thing("given names", ("cases.child.given_names",))
FAMILY_NAME = Thing("family name", ("cases.child.family_name",))
KNOWN_AS = Thing("known as", ("cases.child.known_as",))
BORN = Thing("date of birth", ("cases.child.born_on",))
KEYS = Thing("what the child is found under", ("cases.child.keys",))
REFERENCE = Thing("the case's reference", ("cases.case.ref",))
CHILD_REFERENCE = Thing("the child's reference", ("cases.child.ref",))
REVIEW = Thing("next review", ("cases.case.review_on", "cases.casegrant.sort_review"))
RESTRICTED_BECAUSE = Thing("why it is restricted", ("cases.case.restricted_because",))
STAGE_WORDS = Thing(
    "why it moved on, and what went on", tuple(f"cases.stagestep.{one}" for one in ("why", "goes_on", "goes_on_with"))
)
TEAM_WORDS = Thing(
    "why somebody has a part in it", tuple(f"cases.casemember.{one}" for one in ("why", "part_words", "ended_why"))
)
TRANSFER_WORDS = Thing(
    "why another agency was asked to lead it", ("cases.casetransfer.why", "cases.casetransfer.answer")
)
INVOLVED_WORDS = Thing(
    "why an agency is involved",
    tuple(f"cases.involvement.{one}" for one in ("purpose", "contact", "asked_words", "ended_why")),
)
SERVICE_WORDS = Thing(
    "who works with the child",
    tuple(f"cases.servicearound.{one}" for one in ("name", "service", "what_for", "phone", "ended_why")),
)
POLICE = Thing("a police reference", ("cases.policereference.reference",))
TRUSTS = Thing("whom the child trusts", ("cases.case.best_relationship",))
SEER = Thing("somebody who sees it", ("agencies.user.name",))
NOTE = Thing("why it was opened to them", ("cases.casegrant.note",))
EMERGENCY_WORDS = Thing("why it was opened in an emergency", ("cases.emergencyaccess.words",))
EMERGENCY_REVIEW = Thing("what the review of it said", ("cases.emergencyaccess.review_words",))
# In the trail: who sees the case reads why anybody looked at it.
LOOKED_BESIDE = Thing("why a colleague looked", ("audit.auditevent.reason",))
LOOKED_ELSEWHERE = Thing("why somebody elsewhere looked", ("audit.auditevent.reason",))
# Kept apart from the trail: the looker's own, until the week's list is made.
ANSWERED = Thing("what a colleague answered when asked why", ("cases.statedreason.words",), nobody)
SAID = Thing("what a colleague said, on the week's list", ("trail.weekline.said", "trail.weekline.answer"), nobody)
# Written by the person's own agency ("home"), or by another.
ENTRIES: tuple[Marked, ...] = (
    entry("shared, written by their agency", "network", "home", always),
    entry("shared, written elsewhere", "network", "elsewhere", always),
    entry("their own agency's only", "own_agency", "home", in_own_agency),
    entry("another agency's only", "own_agency", "elsewhere", nobody),
    entry("named agencies, theirs among them", "named_agencies", "elsewhere", in_own_agency, names="home"),
    entry("named agencies, not theirs", "named_agencies", "elsewhere", nobody, names="third"),
    entry("covert, written by their agency", "covert", "home", covert),
    entry("covert, written elsewhere", "covert", "elsewhere", covert),
    entry("health, written by their agency", "health", "home", in_own_agency_or_health),
    entry("health, written elsewhere", "health", "elsewhere", in_health),
)


@dataclass(frozen=True)
class Known(Thing):
    """A row about the child: its table, and what it says beside its canary, which is in the first of the fields."""

    model: str = ""
    more: tuple[tuple[str, object], ...] = ()

    @property
    def field(self) -> str:
        return self.fields[0].rpartition(".")[2]


def known(model: str, name: str, *fields: str, place: bool = False, **more: object) -> Known:
    reads = goes_to_child if place else always
    also = {"is_confidential": True, **more} if place else more
    return Known(name, tuple(f"cases.{model}.{one}" for one in fields), reads, model, tuple(also.items()))


KNOWN: tuple[Known, ...] = (
    known("childname", "another name of the child", "name", kind="alias"),
    known("identifier", "a number of the child", "value", kind="police"),
    known("address", "a confidential address", "lines", place=True, kind="home"),
    known("phone", "a confidential phone", "number", place=True, kind="child"),
    known("schooling", "a confidential school", "place", place=True, status="on_roll"),
    known("placement", "a confidential placement", "carer", place=True, kind="foster"),
    known("healthcontact", "the child's GP", "name", kind="gp"),
    known("carestatus", "the child's status", "note", kind="cin"),
    known("knownelsewhere", "another borough that knew the child", "authority"),
    known("relation", "somebody around the child", "name", kind="mother"),
)
BROUGHT = tuple(replace(one, name=f"brought: {one.name}", fields=("cases.contribution.words",)) for one in ENTRIES)
LEARNT = tuple(replace(one, name=f"learnt: {one.name}", fields=("cases.learnt.words",)) for one in ENTRIES)
PAPERS = tuple(replace(one, name=f"document: {one.name}", fields=("cases.document.title",)) for one in ENTRIES)
AROUND = tuple(replace(one, name=f"network: {one.name}", fields=("network.item.label",)) for one in ENTRIES)
ADDED = tuple(replace(one, name=f"added: {one.name}", fields=("cases.entrypart.words",)) for one in ENTRIES)
GATHERED = "meeting.purpose invitee.who decision.words agreedaction.what minutes.words plan.worries planrow.what"
GATHERED += " missingepisode.circumstances interviewstep.why followup.words schoolabsence.reason"
MEETING, INVITEE, DECISION, ACTION, MINUTES, PLAN, PLAN_ROW, *OF_MISSING = (
    Thing(f"{field} of a meeting or a plan", (f"cases.{field}",)) for field in GATHERED.split()
)
OF_PLANS, OF_MEETINGS = (PLAN, PLAN_ROW), (MEETING, INVITEE, DECISION, ACTION, MINUTES, *BROUGHT)
QUESTION = Thing("who could know what is missing", ("cases.question.who_could_know",))
NAMES, LOOKED = (GIVEN_NAMES, FAMILY_NAME, KNOWN_AS), (LOOKED_BESIDE, LOOKED_ELSEWHERE)
THINGS: tuple[Thing, ...] = (
    *(*NAMES, BORN, REFERENCE, CHILD_REFERENCE),
    *(KEYS, REVIEW, STAGE_WORDS, TEAM_WORDS, TRANSFER_WORDS, INVOLVED_WORDS, SERVICE_WORDS, POLICE, TRUSTS),
    *(RESTRICTED_BECAUSE, SEER, NOTE, EMERGENCY_WORDS, EMERGENCY_REVIEW, *LOOKED, ANSWERED, SAID),
    *(*ENTRIES, *ADDED, *KNOWN, QUESTION),
    *(*OF_MEETINGS, *OF_PLANS, *OF_MISSING, *LEARNT, *PAPERS, *AROUND),
)
# A reference may stand in an address or a header; everything else about a child stands in a page's body, or nowhere.
ADDRESSABLE = frozenset({REFERENCE, CHILD_REFERENCE})
OF_EMERGENCIES = (REFERENCE, CHILD_REFERENCE, EMERGENCY_WORDS, EMERGENCY_REVIEW)


def reads(thing: Thing, role: Role, relation: Relation, standing: Standing = Standing.AT_WORK) -> bool:
    return sees(role, relation, standing) and thing.reads(role, relation, standing)


def meets(thing: Thing, role: Role, relation: Relation, standing: Standing = Standing.AT_WORK) -> bool:
    """Reads it, or is told of it without seeing the case."""
    if reads(thing, role, relation, standing):
        return True
    if not told(role, relation, standing):
        return False
    return thing is REFERENCE or (TOLD[relation.name].is_emergency and thing in OF_EMERGENCIES)


# ── Everybody ────────────────────────────────────────────────────────────────────────────────────────────────────
def at_work() -> list[tuple[Standing, Role]]:
    return [(standing, role) for standing, roles in LIVE.items() for role in roles]


def people() -> Iterator[tuple[Standing, Role | None]]:
    yield from at_work()
    yield from ((standing, role) for standing in NOT_AT_WORK for role in THEIR_ROLES)
    yield Standing.STRANGER, None
