"""How private each field of the service's own records is."""

from __future__ import annotations

from cse_portal.core.classification import RECORD, Classes, Privacy, with_histories

STORED: Classes = {
    "operations.serviceheartbeat": dict.fromkeys(("id", "name", "at", "detail"), Privacy.OPEN),
    "operations.jobrun": dict.fromkeys(
        ("id", "name", "started_at", "finished_at", "outcome", "count", "error_kind"), Privacy.OPEN
    ),
    "operations.backuprun": RECORD
    | dict.fromkeys(("kind", "started_at", "finished_at", "verified_at", "file_name", "size", "sha256"), Privacy.OPEN)
    | dict.fromkeys(("tables", "rows", "documents", "failure"), Privacy.OPEN),
    "operations.retentionsetting": RECORD
    | {"class_code": Privacy.OPEN, "years": Privacy.OPEN, "reason": Privacy.OPEN, "set_by": Privacy.PERSONAL}
    | {"set_at": Privacy.OPEN},
    "operations.legalhold": RECORD
    | dict.fromkeys(("scope", "class_code", "object_kind", "placed_at", "lifted_at"), Privacy.OPEN)
    | dict.fromkeys(("object_ref", "authority", "reason", "lift_reason"), Privacy.CASE_SENSITIVE)
    | dict.fromkeys(("placed_by", "lifted_by"), Privacy.PERSONAL),
    "operations.disposallist": RECORD
    | dict.fromkeys(("on", "status", "drafted_at", "reviewed_at", "approved_at", "ended_at"), Privacy.OPEN)
    | dict.fromkeys(("carried_out_at", "certificate", "failed_at", "failed_with"), Privacy.OPEN)
    | dict.fromkeys(("drafted_by", "reviewed_by", "approved_by", "ended_by"), Privacy.PERSONAL)
    | {"end_reason": Privacy.CASE_SENSITIVE},
    "operations.disposalline": RECORD
    | dict.fromkeys(("list", "class_code", "object_kind", "due_on", "decision", "outcome", "digest"), Privacy.OPEN)
    | dict.fromkeys(("object_ref", "reason"), Privacy.CASE_SENSITIVE),
}

FIELDS: Classes = with_histories(
    STORED,
    {
        "operations.retentionsetting": set(),
        "operations.legalhold": set(),
        "operations.disposallist": set(),
        "operations.disposalline": set(),
    },
)
