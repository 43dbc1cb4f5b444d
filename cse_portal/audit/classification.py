"""How private each field of the audit trail is."""

from __future__ import annotations

from cse_portal.core.classification import Classes, Privacy

FIELDS: Classes = {
    "audit.auditevent": {
        "id": Privacy.OPEN,
        "at": Privacy.OPEN,
        "actor_kind": Privacy.OPEN,
        "actor_id": Privacy.PERSONAL,
        "purpose": Privacy.OPEN,
        "kind": Privacy.OPEN,
        "object_kind": Privacy.OPEN,
        "object_ref": Privacy.CASE_SENSITIVE,
        "detail": Privacy.CASE_SENSITIVE,
        "reason": Privacy.CASE_SENSITIVE,
        "request_id": Privacy.OPEN,
    }
}
