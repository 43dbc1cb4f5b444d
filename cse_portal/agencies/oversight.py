"""Who looks into how the portal is used: the information governance lead; where there is none, the next in line.

A MASH manager knows of every case and is told of emergencies, a head of service decides for a service. Whoever keeps
the partnership's people names a new lead, and reads nothing about children meanwhile.
"""

from __future__ import annotations

from cse_portal.agencies.giving import MAY_GIVE
from cse_portal.agencies.roles import Role

LEAD = Role.INFORMATION_GOVERNANCE_LEAD
IN_LINE = (LEAD, Role.MASH_MANAGER, Role.HEAD_OF_SERVICE)
MAY_NAME_ONE = frozenset(role for role, gives in MAY_GIVE.items() if LEAD in gives)


def ahead_of(role: Role) -> tuple[Role, ...]:
    """Whoever holds one of these comes first."""
    return IN_LINE[: IN_LINE.index(role)]
