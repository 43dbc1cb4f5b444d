"""How each role comes to see cases: one table. A role not named here sees none, whatever it is granted."""

from __future__ import annotations

from enum import StrEnum

from cse_portal.agencies.roles import Role


class Sight(StrEnum):
    NAMED = "cases on which the person is named"
    AGENCY = "cases in which the person’s agency is involved"
    SERVICE = "cases in which an agency below the person’s is involved"
    CSE = "every case of the partnership"
    MASE = "every case referred to the panel"


# Ways of seeing that are a group's of its own; a person's name is none, and a service is its agencies' groups.
OF_A_GROUP = (Sight.AGENCY, Sight.CSE, Sight.MASE)

# How far below a hat's own number lies the one by which it is meant in person, and nobody who stands in for it.
IN_PERSON = 2**40

NAMED_ONLY = frozenset({Sight.NAMED})
AGENCY_TOO = frozenset({Sight.NAMED, Sight.AGENCY})

SEES: dict[Role, frozenset[Sight]] = {
    Role.PRACTITIONER: NAMED_ONLY,
    Role.SAFEGUARDING_ADVISER: NAMED_ONLY,
    Role.SPOC: AGENCY_TOO,
    Role.SOCIAL_WORKER: NAMED_ONLY,
    Role.CSC_TEAM_MANAGER: AGENCY_TOO,
    Role.MASH_OFFICER: AGENCY_TOO,
    Role.MASH_MANAGER: AGENCY_TOO,
    Role.SSPL: frozenset({Sight.NAMED, Sight.CSE}),
    Role.MASE_CO_CHAIR: frozenset({Sight.NAMED, Sight.MASE}),
    Role.MASE_MEMBER: NAMED_ONLY,
    Role.MASE_COORDINATOR: frozenset({Sight.NAMED, Sight.MASE}),
    Role.POLICE_CSE_SPOC: AGENCY_TOO,
    Role.LSCB_MANAGER: frozenset(),
    Role.IRO: NAMED_ONLY,
    Role.SUPPORT_WORKER: AGENCY_TOO,
    Role.LADO: AGENCY_TOO,
    Role.MASE_GUEST: NAMED_ONLY,
    Role.INDEPENDENT_CHAIR: frozenset(),
    Role.ELECTED_MEMBER: frozenset(),
    Role.HEAD_OF_SERVICE: AGENCY_TOO | {Sight.SERVICE},
    Role.CSE_COORDINATOR: frozenset({Sight.NAMED, Sight.MASE}),
    Role.PREVENTION_LEAD: frozenset(),
    Role.AUDITOR: NAMED_ONLY,
    Role.STRATEGIC_GROUP_MEMBER: frozenset(),
    Role.INFORMATION_GOVERNANCE_LEAD: frozenset(),
    Role.SYSTEM_ADMINISTRATOR: frozenset(),
}

# Who reads what police and MASE co-chairs keep to themselves.
READS_COVERT = frozenset({Role.POLICE_CSE_SPOC, Role.MASE_CO_CHAIR})
# Who goes to a child, or sends somebody: to others a confidential address, school or phone is not there.
READS_PLACES = frozenset(
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


def roles_with(sight: Sight) -> list[Role]:
    return [role for role, ways in SEES.items() if sight in ways]
