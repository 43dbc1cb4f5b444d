"""Who may give which role, and where: one table beside that of what each role may do."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from cse_portal.agencies.roles import Role

# Roles that see no further than their own agency, or what is given to them by name.
OF_AN_AGENCY = frozenset(
    {
        Role.PRACTITIONER,
        Role.SAFEGUARDING_ADVISER,
        Role.SPOC,
        Role.SOCIAL_WORKER,
        Role.CSC_TEAM_MANAGER,
        Role.SUPPORT_WORKER,
        Role.LADO,
        Role.PREVENTION_LEAD,
    }
)
# All others see children, figures or accounts of the whole partnership.
OF_THE_PARTNERSHIP = frozenset(Role) - OF_AN_AGENCY

# Only the police say who sees what is for the police alone.
MAY_GIVE: Mapping[Role, frozenset[Role]] = {
    Role.SPOC: OF_AN_AGENCY,
    Role.POLICE_CSE_SPOC: frozenset(
        {Role.PRACTITIONER, Role.SAFEGUARDING_ADVISER, Role.PREVENTION_LEAD, Role.POLICE_CSE_SPOC}
    ),
    Role.LSCB_MANAGER: OF_THE_PARTNERSHIP | {Role.SPOC},
}


class Reach(StrEnum):
    """Whose people somebody keeps."""

    OWN_AGENCY = "own agency"
    WHOLE_PARTNERSHIP = "whole partnership"


REACH: Mapping[Role, Reach] = {
    Role.SPOC: Reach.OWN_AGENCY,
    Role.POLICE_CSE_SPOC: Reach.OWN_AGENCY,
    Role.LSCB_MANAGER: Reach.WHOLE_PARTNERSHIP,
}
# Roles that answer for an agency's people: the last of them does not go without a successor.
POINTS_OF_CONTACT = frozenset(role for role, reach in REACH.items() if reach == Reach.OWN_AGENCY)


def may_give(holds: frozenset[Role], role: Role) -> bool:
    """`holds` are the giver's roles as far as they reach the agency in question."""
    return any(role in MAY_GIVE.get(held, frozenset()) for held in holds)


def roles_to_give(holds: frozenset[Role]) -> list[Role]:
    return [role for role in Role if may_give(holds, role)]
