"""How private each field of the work that is due is."""

from __future__ import annotations

from cse_portal.core.classification import RECORD, Classes, Privacy

FIELDS: Classes = {
    "worklist.dueitem": RECORD
    | {
        "kind": Privacy.OPEN,
        "task": Privacy.CASE_SENSITIVE,
        "detail": Privacy.CASE_SENSITIVE,
        "button": Privacy.OPEN,
        "url": Privacy.CASE_SENSITIVE,
        "person": Privacy.PERSONAL,
        "closed_by": Privacy.PERSONAL,
        "agency": Privacy.OPEN,
        "role": Privacy.OPEN,
        "source_ref": Privacy.CASE_SENSITIVE,
        **dict.fromkeys(("opened_at", "due_at", "critical_at", "closed_at"), Privacy.OPEN),
        **dict.fromkeys(("next_step_at", "step_failures", "set_aside_at", "given_at"), Privacy.OPEN),
        "case_ref": Privacy.CASE_SENSITIVE,
        "opened_by": Privacy.PERSONAL,
        "first_person": Privacy.PERSONAL,
    },
    "worklist.snooze": RECORD
    | {
        "item": Privacy.CASE_SENSITIVE,
        "reason": Privacy.CASE_SENSITIVE,
        **dict.fromkeys(("person", "ended_by"), Privacy.PERSONAL),
        **dict.fromkeys(("until_on", "made_at", "ended_at"), Privacy.OPEN),
    },
    "worklist.passedon": RECORD
    | {
        **dict.fromkeys(("item", "reason"), Privacy.CASE_SENSITIVE),
        **dict.fromkeys(("of", "to", "by"), Privacy.PERSONAL),
        "made_at": Privacy.OPEN,
    },
}
