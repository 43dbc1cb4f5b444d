"""Who looks across the whole network: whoever and whatever stands around a case they may not see themselves."""

from __future__ import annotations

from cse_portal.agencies.roles import Role
from tests.access.matrix import AROUND, LIVE, RELATION, Relation, Roles, Standing, Thing

LOOKS_ACROSS: Roles = frozenset(
    {Role.SSPL, Role.MASE_CO_CHAIR, Role.MASE_COORDINATOR, Role.CSE_COORDINATOR, Role.POLICE_CSE_SPOC}
)
# Of a restricted case nothing is there for anybody else; another partnership's network is its own.
NOTHING_OF: frozenset[str] = frozenset({"far"}) | {name for name in RELATION if name.startswith("restricted")}


def looks_across(thing: Thing, role: Role, relation: Relation, standing: Standing) -> bool:
    if thing not in AROUND or role not in LOOKS_ACROSS or relation.name in NOTHING_OF:
        return False
    if role not in LIVE.get(standing, ()):
        return False
    return thing.reads(role, RELATION["leads"], standing)  # by mark, however the case is seen
