"""How private each field of the audit trail is."""

from __future__ import annotations

from cse_portal.core.classification import Classes, Privacy

FIELDS: Classes = {
    "audit.auditevent": {
        "id": Privacy.OPEN,
        "at": Privacy.OPEN,
        "tx": Privacy.OPEN,
        "sort": Privacy.OPEN,
        "kind": Privacy.OPEN,
        "actor_kind": Privacy.OPEN,
        "actor_id": Privacy.PERSONAL,
        "actor_ref": Privacy.PERSONAL,
        "hat_ref": Privacy.PERSONAL,
        "hat_role": Privacy.OPEN,
        "hat_agency_ref": Privacy.OPEN,
        "hat_agency": Privacy.OPEN,
        "purpose": Privacy.OPEN,
        "object_kind": Privacy.OPEN,
        "object_ref": Privacy.CASE_SENSITIVE,
        "case_ref": Privacy.CASE_SENSITIVE,
        "child_ref": Privacy.CASE_SENSITIVE,
        "detail": Privacy.CASE_SENSITIVE,
        "reason": Privacy.CASE_SENSITIVE,
        "request_id": Privacy.OPEN,
        "ip": Privacy.PERSONAL,
        "session_ref": Privacy.PERSONAL,
    },
    "audit.auditseal": {
        "event": Privacy.OPEN,
        "chain": Privacy.CASE_SENSITIVE,
        "seq": Privacy.OPEN,
        "prev": Privacy.OPEN,
        "hash": Privacy.OPEN,
        "canonical": Privacy.CASE_SENSITIVE,
    },
    "audit.audithead": {
        "chain": Privacy.CASE_SENSITIVE,
        "seq": Privacy.OPEN,
        "prev": Privacy.OPEN,
        "hash": Privacy.OPEN,
        "tx": Privacy.OPEN,
    },
    "audit.auditanchor": dict.fromkeys(
        (
            *("number", "day", "taken_at", "horizon", "chains"),
            *("entries", "moved", "previous", "digest", "file_name"),
        ),
        Privacy.OPEN,
    ),
    "audit.auditcheck": dict.fromkeys(
        (
            *("id", "started_at", "finished_at", "is_whole", "with_anchors"),
            *("entries", "chains", "broken"),
        ),
        Privacy.OPEN,
    )
    | {"findings": Privacy.CASE_SENSITIVE},
}
