"""What the portal's database roles may do with the audit trail; the hardening after each migration applies it."""

from __future__ import annotations

from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE

# What record() says. Everything else in an event is the database's own to say.
CONTENT_COLUMNS: tuple[str, ...] = (
    *("sort", "kind", "actor_kind", "actor_id", "actor_ref"),
    *("hat_ref", "hat_role", "hat_agency_ref", "hat_agency", "purpose"),
    *("object_kind", "object_ref", "case_ref", "child_ref", "detail", "reason"),
    *("request_id", "ip", "session_ref"),
)

_ROLES = f"{APP_ROLE}, {SYSTEM_ROLE}"
# Nobody who writes the trail may change it; anchors and checks are added, never altered.
SQL = (
    f"revoke insert, update, delete on audit_auditevent, audit_auditseal, audit_audithead from {_ROLES}",
    f"grant insert ({', '.join(CONTENT_COLUMNS)}) on audit_auditevent to {_ROLES}",
    f"revoke update, delete on audit_auditanchor, audit_auditcheck from {_ROLES}",
)
