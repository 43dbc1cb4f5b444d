"""How private each field of invitations, of work that changed hands and of access reviews is."""

from __future__ import annotations

from cse_portal.core.classification import RECORD, Classes, Privacy

OPEN, PERSONAL = Privacy.OPEN, Privacy.PERSONAL

FIELDS: Classes = {
    "people.invitation": RECORD
    | dict.fromkeys(("agency", "role", "starts_on", "ends_on", "sent_at", "expires_at", "is_mailed"), OPEN)
    | dict.fromkeys(("accepted_at", "withdrawn_at"), OPEN)
    | dict.fromkeys(("name", "email", "key_digest", "invited_by", "membership", "withdrawn_by"), PERSONAL),
    "people.handedover": RECORD
    | {"kind": OPEN, "key": Privacy.CASE_SENSITIVE, "at": OPEN, "returned_at": OPEN}
    | dict.fromkeys(("membership", "to", "by"), PERSONAL),
    "people.accessreview": RECORD
    | dict.fromkeys(("agency", "quarter_on", "due_on", "opened_at", "signed_at"), OPEN)
    | dict.fromkeys(("signed_by", "signed_name", "signed_role", "note"), PERSONAL),
    "people.reviewline": RECORD
    | dict.fromkeys(("review", "decision", "decided_at", "outcome"), OPEN)
    | dict.fromkeys(("membership", "decided_by", "person_name", "role_title", "last_seen_on"), PERSONAL),
}
