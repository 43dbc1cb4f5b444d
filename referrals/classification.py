"""How private each field is of referrals, of checks, and of what teams took on."""

from __future__ import annotations

from cse_portal.core.classification import RECORD, Classes, Privacy, with_histories

OPEN, PERSONAL, CASE = Privacy.OPEN, Privacy.PERSONAL, Privacy.CASE_SENSITIVE

STORED: Classes = {
    "referrals.referral": RECORD
    | dict.fromkeys(("partnership", "channel", "source", "consent", "basis", "received_at", "is_read_back"), OPEN)
    | dict.fromkeys(("made_by", "raised_by", "raised_by_phone"), PERSONAL)
    | dict.fromkeys(("agency", "consent_words", "who_knows"), CASE),
    "referrals.referredchild": RECORD
    | dict.fromkeys(("status", "rating", "received_at", "decide_by", "taken_at", "proposed_at", "decided_at"), OPEN)
    | dict.fromkeys(("told_on", "read_at", "tells_police"), OPEN)
    | dict.fromkeys(("taken_by", "proposed_by", "decided_by", "told_by", "read_by", "childs_words"), PERSONAL)
    | dict.fromkeys(("referral", "case", "agency", "mash", "tool", "worry", "urgency", "circumstances"), CASE)
    | dict.fromkeys(("handling", "named_agencies", "withdrawn_because", "outcome", "because", "feedback"), CASE)
    | dict.fromkeys(("team", "to_borough", "sent_back_because", "told_words"), CASE),
    "referrals.ratingsaid": RECORD | {"rating": OPEN, "said_by": PERSONAL, "referred": CASE, "because": CASE},
    "referrals.clockpause": RECORD
    | dict.fromkeys(("begins_at", "ends_at"), OPEN)
    | {"said_by": PERSONAL, "referred": CASE, "because": CASE},
    "referrals.askedcheck": RECORD
    | dict.fromkeys(("basis", "asked_at", "due_at", "state", "ended_at"), OPEN)
    | dict.fromkeys(("asked_by", "delegate"), PERSONAL)
    | dict.fromkeys(("referred", "case", "mash", "agency", "question", "withdrawn_because"), CASE),
    "referrals.checkanswer": RECORD
    | {"known": OPEN, "given_by": PERSONAL, "told_by": PERSONAL}
    | dict.fromkeys(("asked", "case", "mash", "agency", "knows", "missing", "strengths", "unknown"), CASE)
    | dict.fromkeys(("handling", "named_agencies"), CASE),
    "referrals.consultation": RECORD
    | {"given_at": OPEN}
    | dict.fromkeys(("asked_by", "asked_by_phone", "given_by"), PERSONAL)
    | dict.fromkeys(("mash", "case", "agency", "about", "advice", "agreed"), CASE),
    "referrals.enquiry": RECORD
    | dict.fromkeys(("kind", "begun_on", "due_on", "ended_on", "finding"), OPEN)
    | dict.fromkeys(("begun_by", "ended_by", "lead_professional"), PERSONAL)
    | dict.fromkeys(("case", "referred", "team", "words"), CASE),
}
WRITTEN_ONCE = {"referrals.ratingsaid", "referrals.checkanswer", "referrals.consultation"}
FIELDS: Classes = with_histories(STORED, {name: set[str]() for name in STORED if name not in WRITTEN_ONCE})
