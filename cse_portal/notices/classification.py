"""How private each field of what people are told is."""

from __future__ import annotations

from cse_portal.core.classification import RECORD, Classes, Privacy

OPEN, PERSONAL, SENSITIVE = Privacy.OPEN, Privacy.PERSONAL, Privacy.CASE_SENSITIVE
FIELDS: Classes = {
    "notices.notice": RECORD
    | {
        "recipient": PERSONAL,
        **dict.fromkeys(("item", "letter", "text", "reference", "url"), SENSITIVE),
        **dict.fromkeys(("step", "rung", "kind", "planned_at", "posted_at", "due_at", "is_urgent"), OPEN),
        **dict.fromkeys(("mail_after", "text_after", "kept_back", "read_at"), OPEN),
    },
    "notices.letter": RECORD
    | {
        "recipient": PERSONAL,
        **dict.fromkeys(("subject", "body"), SENSITIVE),
        **dict.fromkeys(
            ("channel", "state", "next_try_at", "tries", "error_kind", "ended_at", "ask_at", "asks"), OPEN
        ),
    },
    "notices.preference": RECORD | {"person": PERSONAL, "kind": OPEN, "how": OPEN, "channel": OPEN},
    "notices.reaching": RECORD
    | {
        **dict.fromkeys(("person", "mobile", "code_digest"), PERSONAL),
        **dict.fromkeys(("quiet_from", "quiet_until", "confirmed_at", "refused_at"), OPEN),
        **dict.fromkeys(("code_sent_at", "code_tries"), OPEN),
    },
    "notices.calendarfeed": RECORD
    | {
        **dict.fromkeys(("person", "digest", "stamp"), PERSONAL),
        **dict.fromkeys(("made_at", "ended_at", "fetches", "fetched_at"), OPEN),
    },
    "notices.servicetrouble": RECORD | dict.fromkeys(("name", "ail", "since", "ended_at"), OPEN),
    "notices.mailtrouble": RECORD
    | {"person": PERSONAL, **dict.fromkeys(("since", "last_at", "refused", "ended_at"), OPEN)},
}
