"""How private each field of the audit trail is."""

from __future__ import annotations

from cse_portal.core.classification import Classes, Privacy

# pghistory's view of several histories in one query; nothing is stored for it.
EVENTS = dict.fromkeys(
    (
        *("pgh_slug", "pgh_model", "pgh_id", "pgh_created_at", "pgh_label"),
        *("pgh_context_id", "pgh_obj_model", "pgh_obj_id"),
    ),
    Privacy.OPEN,
) | dict.fromkeys(("pgh_data", "pgh_diff", "pgh_context"), Privacy.CASE_SENSITIVE)

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
    # pghistory's own: the table stays empty, since each line of a history carries its own context
    "pghistory.context": dict.fromkeys(("id", "created_at", "updated_at", "metadata"), Privacy.OPEN),
    "pghistory.events": EVENTS,
    "pghistory.middlewareevents": EVENTS | {"user": Privacy.PERSONAL, "url": Privacy.CASE_SENSITIVE},
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
