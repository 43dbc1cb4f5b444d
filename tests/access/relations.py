"""The access matrix: who meets what of a case, and what they may do to it, as one table.

Written from the specification of the roles, and from nothing that it tests: no rule here asks the portal. A cell is
one person (a role, and how they stand at work), one case (by the person's relation to it), one thing about it, and one
page or deed. The rules below say of every cell whether the thing must be there or must be nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
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
