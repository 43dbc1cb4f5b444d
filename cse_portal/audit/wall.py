"""What the portal's database roles may do with the audit trail; the hardening after each migration applies it."""

from __future__ import annotations

# What record() says. Everything else in an event is the database's own to say.
CONTENT_COLUMNS: tuple[str, ...] = (
    *("sort", "kind", "actor_kind", "actor_id", "actor_ref"),
    *("hat_ref", "hat_role", "hat_agency_ref", "hat_agency", "purpose"),
    *("object_kind", "object_ref", "case_ref", "child_ref", "detail", "reason"),
    *("request_id", "ip", "session_ref"),
)
