"""How private each field is of what people asked of the trail."""

from __future__ import annotations

from cse_portal.core.classification import RECORD, Classes, Privacy

OPEN, PERSONAL, CASE = Privacy.OPEN, Privacy.PERSONAL, Privacy.CASE_SENSITIVE

FIELDS: Classes = {
    "trail.alarm": RECORD
    | dict.fromkeys(("kind", "agency", "role", "is_for_governance", "day", "since", "until", "number"), OPEN)
    | {"person": PERSONAL, "case_ref": CASE, "closed_at": OPEN},
    "trail.finding": RECORD
    | {"alarm": OPEN, "found_by": PERSONAL, "found_at": OPEN, "outcome": PERSONAL, "words": CASE},
    "trail.canary": RECORD | {"case": CASE, "agency": OPEN, "planted_by": PERSONAL, "why": CASE, "retired_at": OPEN},
    "trail.trailsearch": RECORD
    | dict.fromkeys(("agency", "group", "since", "until"), OPEN)
    | {"membership": PERSONAL, "who": PERSONAL, "about": OPEN, "about_ref": CASE, "why": CASE},
    "trail.week": RECORD
    | dict.fromkeys(("agency", "monday", "due_on", "signed_at"), OPEN)
    | {"signed_by": PERSONAL, "signed_name": PERSONAL, "note": CASE},
    "trail.weekline": RECORD
    | dict.fromkeys(("week", "times", "last_at", "decision", "decided_at", "answered_at"), OPEN)
    | {"person": PERSONAL, "decided_by": PERSONAL, "case_ref": CASE, "said": CASE, "answer": CASE},
}
