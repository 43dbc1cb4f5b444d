"""The mark of a planted record is met by nobody but the portal itself, for a purpose that it states."""

from __future__ import annotations

from cse_portal.core.hardening import behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE

POLICIES = behind_wall("trail_canary", read="false")
SQL = (f"revoke delete on trail_canary, trail_alarm, trail_finding, trail_trailsearch from {APP_ROLE}, {SYSTEM_ROLE}",)
