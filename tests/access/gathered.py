"""The pages of meetings, plans and documents: what each shows, and what its address is about."""

from __future__ import annotations

from tests.access.matrix import (
    ACTION,
    ADULT_MOVE,
    AROUND,
    BROUGHT,
    DECISION,
    FAMILY_NAME,
    GIVEN_NAMES,
    INVITEE,
    LEARNT,
    MEETING,
    MESSAGES,
    MINUTES,
    OF_MISSING,
    OF_PLANS,
    PAPERS,
    PLAN,
    REFERENCE,
    Thing,
)

SHOWN = (GIVEN_NAMES, FAMILY_NAME, REFERENCE)
# Name, what it shows, and what its address is about: a meeting, a plan, or else the case.
READ: tuple[tuple[str, tuple[Thing, ...], str], ...] = (
    ("meetings", SHOWN, ""),
    ("plans", (*SHOWN, ADULT_MOVE), ""),
    ("meeting", (*SHOWN, MEETING, INVITEE, DECISION, ACTION, MINUTES, *BROUGHT), "meeting"),
    ("plan", (*SHOWN, *OF_PLANS), "plan"),
    ("plan_changes", SHOWN, "plan"),
    ("missing", (*SHOWN, OF_MISSING[-1]), ""),
    # while the child is missing there is no interview yet, and no step towards one is shown
    ("missing_episode", (*SHOWN, *OF_MISSING[:3:2], *LEARNT, *AROUND), "episode"),
    ("documents", (*SHOWN, *PAPERS), ""),
    ("messages", (*SHOWN, *MESSAGES), ""),
)
FORMS: tuple[tuple[str, tuple[Thing, ...], str], ...] = (
    *((name, (REFERENCE,), "") for name in ("call_meeting", "no_meeting", "add_plan")),
    *((name, (REFERENCE,), "meeting") for name in ("cancel_meeting", "invite", "decide", "agree_action")),
    *((name, (REFERENCE,), "meeting") for name in ("plan_from_meeting", "add_to_minutes")),
    ("adult_move", (REFERENCE, ADULT_MOVE), ""),
    ("change_meeting", (REFERENCE, MEETING), "meeting"),
    ("hold_meeting", (REFERENCE, INVITEE), "meeting"),
    ("write_minutes", (REFERENCE, MINUTES), "meeting"),
    *((name, (REFERENCE,), "plan") for name in ("add_plan_row", "agree_plan", "end_plan")),
    ("change_plan", (REFERENCE, PLAN), "plan"),
)
BY_KEEPERS: tuple[tuple[str, str], ...] = (
    *((name, "") for name in ("report_missing", "add_document", "begin_thread", "add_photo", "take_back_photo")),
    *((name, "episode") for name in ("change_missing", "record_return", "strike_missing", "interview_step")),
    *((name, "episode") for name in ("record_interview", "add_learnt", "follow_up")),
)
BY_THE_PART = (
    *("change_contribution", "weigh", "change_decision", "settle_action"),
    *("change_plan_row", "take_out_plan_row", "new_plan_version"),
)
BY_THE_DOCUMENT = (
    *("document", "document_version", "download_document"),
    *("change_document", "new_document_version", "withdraw_document"),
)
BY_THE_MESSAGE = ("thread", "thread_file", "message", "mark_message", "unmark_message", "strike_message")
ORDER_PAGES = (
    *("orders", "orders_csv", "order", "add_order", "change_order", "apply_for_order", "serve_order"),
    *("refuse_order", "renew_order", "end_order", "strike_order", "add_breach", "change_breach"),
    *("tell_lado", "submit_of_item", "submit_of_case", "change_submission", "strike_submission"),
    *("support", "add_support", "change_support", "strike_support"),
)
OF_PARTS = ("attendance", "attendance_check", "attendance_imported", "strike_absence", "strike_learnt")
UNSCREENED = ("unscreened", "unscreened_csv")
SCREENINGS = (
    *("of_case", "begin", "tool", "check", "all", "section", "result", "next", "ask", "advice", "set_aside"),
    *("documents", "here"),
    *("take_up", "home", "file", "blank", "assess", "review", "put_off", "not_needed", "ask_part", "part"),
    *("take_back_part", "propose", "sign_off", "send_back", "countersign", "compare"),
)
REFERRALS = (
    *("board", "board_news", "mine", "file", "of_case", "refer", "referral", "triage", "take", "hand_over", "rate"),
    *("pause", "resume", "ask", "send_back", "told", "read", "withdraw", "check", "give_check", "withdraw_check"),
    *("end_enquiry", "consultations", "consultation", "add_consultation"),
)
IN_STEPS: dict[str, str] = {
    **dict.fromkeys((f"referrals:{name}" for name in REFERRALS), "tests/integration/referrals asks them by mark"),
    **dict.fromkeys((f"screening:{name}" for name in SCREENINGS), "tests/integration/screening asks them by the tool"),
    **dict.fromkeys((f"cases:{name}" for name in BY_THE_PART), "test_meetings.py asks it by the part"),
    "cases:approve_minutes": "test_meetings.py asks it of the chair",
    **dict.fromkeys((f"cases:{name}" for name in OF_PARTS), "tests/integration/cases/test_attendance.py asks them"),
    **dict.fromkeys((f"cases:{name}" for name in UNSCREENED), "tests/integration/cases/test_unscreened.py asks them"),
    "cases:missing_csv": "tests/integration/cases/test_missing.py makes the file and reads it",
    **dict.fromkeys((f"cases:{name}" for name in BY_THE_DOCUMENT), "test_documents.py asks it by the document"),
    **dict.fromkeys((f"cases:{name}" for name in BY_THE_MESSAGE), "test_messages.py asks it by the message"),
    "cases:minutes_pdf": "test_files.py makes the file and reads it",
    "network:case_pdf": "test_files.py makes the file and reads it",
    "cases:likely_pairs": "test_pairs.py, with pairs of cases",
    "cases:likely_pair": "test_pairs.py asks it by the pair",
    "cases:not_the_same": "test_pairs.py asks it by the pair",
    "cases:look_again": "test_pairs.py asks it by the pair",
    **{
        f"cases:{name}": "test_pairs.py asks it by the pair"
        for name in ("propose_merge", "confirm_merge", "take_back_merge", "propose_apart", "confirm_apart")
    },
    **dict.fromkeys(
        (f"network:{name}" for name in ("items", "item", "add_item", "suggest", "add_to_item", "change_item")),
        "about no case: tests/integration/network asks who is near it",
    ),
    **dict.fromkeys(
        (f"network:{name}" for name in ORDER_PAGES),
        "tests/integration/network/test_orders.py asks it by the order and by whoever it is on",
    ),
    **dict.fromkeys(
        (f"network:{name}" for name in ("strike_item", "merge", "take_apart", "item_pdf", "places_map")),
        "about no case: tests/integration/network asks who is near it",
    ),
    **dict.fromkeys(
        (f"network:{name}" for name in ("link", "change_link", "strike_link", "alerts", "alert", "decide_alert")),
        "tests/integration/network asks it by the link and by the side that is told",
    ),
}
