"""How private each field of drafts, sent forms and background work is."""

from __future__ import annotations

from cse_portal.core.classification import RECORD, Classes, Privacy

OPEN, PERSONAL, CASE = Privacy.OPEN, Privacy.PERSONAL, Privacy.CASE_SENSITIVE

FIELDS: Classes = {
    "desk.draft": RECORD
    | {"owner": PERSONAL, "about_ref": CASE, "fields": CASE, "first_words": CASE, "opened": CASE}
    | dict.fromkeys(("kind", "page", "sending", "turn", "saved_at", "expires_at", "closed_at", "ending"), OPEN),
    "desk.submission": RECORD
    | {"user": PERSONAL, "digest": CASE, "outcome": CASE}
    | dict.fromkeys(("token", "page", "turn"), OPEN),
    "desk.backgroundjob": RECORD
    | {"owner": PERSONAL, "hat": PERSONAL, "title": CASE, "parameters": CASE, "file": OPEN, "file_name": CASE}
    | dict.fromkeys(("kind", "status", "done", "total", "message", "failure", "attempts", "attempt_token"), OPEN)
    | dict.fromkeys(("content_type", "size", "sha256"), OPEN)
    | dict.fromkeys(("requested_at", "hand_over_at", "started_at", "heartbeat_at", "finished_at"), OPEN)
    | dict.fromkeys(("cancel_requested_at", "removed_at", "expires_at"), OPEN),
    "desk.wordingcount": RECORD | dict.fromkeys(("on", "phrase", "number"), OPEN),
}
