"""How far each role's sight of the trail goes: one table, read by every page and every export."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from cse_portal.agencies.roles import Role


class TrailReach(StrEnum):
    PARTNERSHIP = "everything in the partnership"
    OWN_PEOPLE = "what the agency’s own people did in its posts"


REACH: Mapping[Role, TrailReach] = {
    Role.INFORMATION_GOVERNANCE_LEAD: TrailReach.PARTNERSHIP,
    Role.SPOC: TrailReach.OWN_PEOPLE,
    Role.POLICE_CSE_SPOC: TrailReach.OWN_PEOPLE,
}
# What governance does about people is not read by those whom it may be about.
KEPT_FROM_CONTACTS = ("alarm.", "canary.")
