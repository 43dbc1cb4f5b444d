"""Who looks across the whole network: whoever and whatever stands around a case they may not see themselves."""

from __future__ import annotations

from cse_portal.agencies.roles import Role
from tests.access.matrix import AROUND, LADO, ORDERED, SUPPORT, Thing
from tests.access.relations import (
    IN_THE_AGENCY,
    LIVE,
    RELATION,
    Relation,
    Roles,
    Standing,
)

LOOKS_ACROSS: Roles = frozenset(
    {Role.SSPL, Role.MASE_CO_CHAIR, Role.MASE_COORDINATOR, Role.CSE_COORDINATOR, Role.POLICE_CSE_SPOC}
)
# Of a restricted case nothing is there for anybody else; another partnership's network is its own.
NOTHING_OF: frozenset[str] = frozenset({"far"}) | {name for name in RELATION if name.startswith("restricted")}
# What stands with an item goes with it; what is about the child alone goes with the case.
ACROSS: tuple[Thing, ...] = (*AROUND, *ORDERED, LADO, SUPPORT)


def looks_across(thing: Thing, role: Role, relation: Relation, standing: Standing) -> bool:
    if thing not in ACROSS or role not in LOOKS_ACROSS or relation.name in NOTHING_OF:
        return False
    if standing not in IN_THE_AGENCY or role not in LIVE[standing]:
        return False
    return thing.reads(role, RELATION["leads"], standing)  # by mark, however the case is seen
