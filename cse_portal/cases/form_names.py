"""The forms of this room, by which a draft finds its way back."""

from __future__ import annotations

from cse_portal.agencies.roles import Permission
from cse_portal.desk.form_kinds import FormKind, add_form

GIVE = add_form("cases.give", "Giving access to a case", permission=Permission.GIVE_ACCESS, edit="cases:give")
END = add_form("cases.end", "Ending access to a case", permission=Permission.GIVE_ACCESS, edit="cases:end_access")
RESTRICT = add_form(
    "cases.restrict", "Restricting a case", permission=Permission.RESTRICT_CASES, edit="cases:restrict"
)
LIFT = add_form(
    "cases.lift", "Lifting a restriction", permission=Permission.RESTRICT_CASES, edit="cases:lift_restriction"
)
LOOK_FIRST = add_form(
    "cases.look_first", "Whom a record is about", permission=Permission.BEGIN_RECORD, begin="cases:begin"
)
BEGIN = add_form("cases.begin", "Beginning a record", permission=Permission.BEGIN_RECORD, edit="cases:begin_found")
MERGE, CONFIRM = Permission.MERGE_CHILDREN, Permission.CONFIRM_MERGES
NOT_THE_SAME = add_form(
    "cases.not_the_same", "Two records, of two children", permission=MERGE, edit="cases:not_the_same"
)
PROPOSE_MERGE = add_form("cases.propose_merge", "Proposing a merge", permission=MERGE, edit="cases:propose_merge")
CONFIRM_MERGE = add_form("cases.confirm_merge", "Deciding a merge", permission=CONFIRM, edit="cases:confirm_merge")
PROPOSE_APART = add_form("cases.propose_apart", "Taking a merge apart", permission=MERGE, edit="cases:propose_apart")
CONFIRM_APART = add_form(
    "cases.confirm_apart", "Deciding to take a merge apart", permission=CONFIRM, edit="cases:confirm_apart"
)
ABOUT_A_PAIR = (NOT_THE_SAME, PROPOSE_MERGE, CONFIRM_MERGE, PROPOSE_APART, CONFIRM_APART)
CLOSE = add_form("cases.close", "Closing a case", permission=Permission.CLOSE_CASES, edit="cases:close")
REOPEN = add_form("cases.reopen", "Reopening a case", permission=Permission.CLOSE_CASES, edit="cases:reopen")
SHARES = Permission.ALLOCATE_CASES
ALLOCATE = add_form("cases.allocate", "Allocating a case", permission=SHARES, edit="cases:allocate")
HAND_OVER = add_form("cases.hand_over", "Handing a case over", permission=SHARES, edit="cases:hand_over")
ADD_MEMBER = add_form("cases.add_member", "A part in a case", permission=SHARES, edit="cases:member_add")
END_MEMBER = add_form("cases.end_member", "Ending a part in a case", permission=SHARES, edit="cases:member_end")
ASK_TO_LEAD = add_form(
    "cases.ask_to_lead", "Asking another agency to lead", permission=SHARES, edit="cases:ask_to_lead"
)
WITHDRAW = add_form("cases.withdraw", "Withdrawing a request", permission=SHARES, edit="cases:withdraw_transfer")
ANSWER = add_form(
    "cases.answer_transfer", "Answering whether to lead a case", permission=SHARES, edit="cases:transfer"
)
ALLOCATE_MANY = add_form(
    "cases.allocate_many", "Allocating many cases", permission=SHARES, begin="cases:allocate_many"
)
LIST_CSV = add_form(
    "cases.list_csv", "A spreadsheet of cases", permission=Permission.EXPORT_LISTS, begin="cases:list_csv"
)
KEEP_VIEW = add_form(
    "cases.keep_view", "A view of the list of cases", permission=Permission.SEE_CASES, begin="cases:view_keep"
)
KEEPS = Permission.KEEP_CASES
INVOLVE = add_form("cases.involve", "Involving an agency", permission=KEEPS, edit="cases:involve")
END_INVOLVEMENT = add_form(
    "cases.end_involvement", "Ending an agency’s part", permission=KEEPS, edit="cases:involvement_end"
)
ADD_SERVICE = add_form("cases.add_service", "Who works with a child", permission=KEEPS, edit="cases:service_add")
END_SERVICE = add_form(
    "cases.end_service", "Who no longer works with a child", permission=KEEPS, edit="cases:service_end"
)
ADD_POLICE = add_form("cases.add_police", "A police reference", permission=KEEPS, edit="cases:police_add")
CHANGE_POLICE = add_form("cases.change_police", "A police reference, changed", permission=KEEPS, edit="cases:police")
EXPLOITATION = add_form("cases.facts", "What is known of the exploitation", permission=KEEPS, edit="cases:facts")
KEEP = Permission.KEEP_RECORD
IDENTITY = add_form("cases.child_identity", "A child’s name and age", permission=KEEP, edit="cases:child_identity")
BACKGROUND = add_form("cases.child_background", "A child’s background", permission=KEEP, edit="cases:child_background")
NEEDS = add_form("cases.child_needs", "A child’s needs", permission=KEEP, edit="cases:child_needs")
ASK = add_form("cases.child_ask", "What is missing about a child", permission=KEEP, edit="cases:child_ask")
FACTS: dict[str, str] = {
    "name": "Another name of a child",
    "number": "A child’s number",
    "address": "A child’s address",
    "phone": "A child’s phone or account",
    "relation": "Somebody around a child",
    "school": "A child’s education",
    "health": "A child’s health service",
    "status": "A child’s status",
    "placement": "A child’s placement",
    "elsewhere": "Another borough that knew a child",
}


def _fact_forms(deed: str, words: str) -> dict[str, FormKind]:
    return {
        code: add_form(f"cases.{deed}_{code}", f"{label}, {words}", permission=KEEP, edit=f"cases:{deed}_{code}")
        for code, label in FACTS.items()
    }


ADD_FACT, CHANGE_FACT = _fact_forms("add", "new"), _fact_forms("change", "changed")
WITHDRAW_FACT = _fact_forms("withdraw", "never right")
MEETINGS = Permission.KEEP_MEETINGS
CALL = add_form("cases.call_meeting", "A new meeting", permission=MEETINGS, edit="cases:call_meeting")
NO_MEETING = add_form("cases.no_meeting", "Why there is no meeting", permission=MEETINGS, edit="cases:no_meeting")


def _meeting_form(code: str, label: str, permission: Permission = MEETINGS) -> FormKind:
    return add_form(f"cases.{code}", label, permission=permission, edit=f"cases:{code}")


CHANGE_MEETING = _meeting_form("change_meeting", "A meeting, changed")
CANCEL_MEETING = _meeting_form("cancel_meeting", "A meeting that is cancelled")
INVITE = _meeting_form("invite", "Inviting somebody to a meeting")
HOLD = _meeting_form("hold_meeting", "A meeting that was held")
CONTRIBUTE = _meeting_form("contribute", "What an agency brings to a meeting", KEEP)
DECIDE = _meeting_form("decide", "A decision of a meeting")
AGREE_ACTION = _meeting_form("agree_action", "An action from a meeting")
MINUTES = _meeting_form("write_minutes", "Minutes of a meeting")
APPROVE = _meeting_form("approve_minutes", "Approving the minutes of a meeting", KEEP)
PLAN_FROM_MEETING = _meeting_form("plan_from_meeting", "A plan that a meeting made")
ADD_TO_MINUTES = _meeting_form("add_to_minutes", "What is added to the minutes of a meeting")
ABOUT_A_MEETING = (
    PLAN_FROM_MEETING,
    MINUTES,
    APPROVE,
    ADD_TO_MINUTES,
    CHANGE_MEETING,
    CANCEL_MEETING,
    INVITE,
    HOLD,
    CONTRIBUTE,
    DECIDE,
    AGREE_ACTION,
)
CHANGE_CONTRIBUTION = _meeting_form("change_contribution", "What an agency brought to a meeting", KEEP)
WEIGH = _meeting_form("weigh", "How an objection was weighed")
CHANGE_DECISION = _meeting_form("change_decision", "A decision of a meeting, changed")
SETTLE_ACTION = _meeting_form("settle_action", "What became of an action", KEEP)
ADD_DOCUMENT = _meeting_form("add_document", "A new document", KEEP)
CHANGE_DOCUMENT = _meeting_form("change_document", "A document, put right", KEEP)
NEW_DOCUMENT_VERSION = _meeting_form("new_document_version", "A new version of a document", KEEP)
WITHDRAW_DOCUMENT = _meeting_form("withdraw_document", "A document that is withdrawn", KEEP)
ABOUT_A_DOCUMENT = (CHANGE_DOCUMENT, NEW_DOCUMENT_VERSION, WITHDRAW_DOCUMENT)
ADD_PHOTO = _meeting_form("add_photo", "A photo of a child", KEEP)
TAKE_BACK_PHOTO = _meeting_form("take_back_photo", "Consent to a photo, taken back", KEEP)
ADULT_MOVE = _meeting_form("adult_move", "Moving to adult services")
ADD_PLAN = _meeting_form("add_plan", "A new plan")
CHANGE_PLAN = _meeting_form("change_plan", "A plan, changed")
ADD_ROW = _meeting_form("add_plan_row", "A new row of a plan")
AGREE_PLAN = _meeting_form("agree_plan", "Agreeing a plan")
END_PLAN = _meeting_form("end_plan", "Ending a plan")
ABOUT_A_PLAN = (CHANGE_PLAN, ADD_ROW, AGREE_PLAN, END_PLAN)
CHANGE_ROW = _meeting_form("change_plan_row", "A row of a plan, changed")
TAKE_OUT_ROW = _meeting_form("take_out_plan_row", "A row that is taken out of a plan")
REPORT_MISSING = _meeting_form("report_missing", "A child who is missing", KEEP)
CHANGE_MISSING = _meeting_form("change_missing", "A missing episode, put right", KEEP)
RECORD_RETURN = _meeting_form("record_return", "A missing child’s return", KEEP)
STRIKE_MISSING = _meeting_form("strike_missing", "A missing episode recorded in error", KEEP)
INTERVIEW_STEP = _meeting_form("interview_step", "Offering a return home interview", KEEP)
RECORD_INTERVIEW = _meeting_form("record_interview", "A return home interview", KEEP)
ADD_LEARNT = _meeting_form("add_learnt", "What was learnt of a missing episode", KEEP)
FOLLOW_UP = _meeting_form("follow_up", "What was done after a missing episode", KEEP)
MISSING_CSV = add_form(
    "cases.missing_csv",
    "A spreadsheet of missing episodes",
    permission=Permission.EXPORT_LISTS,
    begin="cases:missing_csv",
)
UNSCREENED_CSV = add_form(
    "cases.unscreened_csv",
    "A spreadsheet of children without a screening in date",
    permission=Permission.EXPORT_LISTS,
    begin="cases:unscreened_csv",
)
STRIKE_ABSENCE = _meeting_form("strike_absence", "An absence recorded in error", KEEP)
STRIKE_LEARNT = _meeting_form("strike_learnt", "What was learnt, struck through", KEEP)
ABOUT_AN_EPISODE = (
    *(CHANGE_MISSING, RECORD_RETURN, STRIKE_MISSING),
    *(INTERVIEW_STEP, RECORD_INTERVIEW, ADD_LEARNT, FOLLOW_UP),
)
WRITE_ENTRY = _meeting_form("write_entry", "An entry of a chronology", KEEP)
WRITE_FOR_SEVERAL = _meeting_form("write_for_several", "An entry for several children", KEEP)
CORRECT_ENTRY = _meeting_form("correct_entry", "An entry put right", KEEP)
STRIKE_ENTRY = _meeting_form("strike_entry", "An entry struck through", KEEP)
ADD_PART = _meeting_form("add_part", "What is added to an entry", KEEP)
STRIKE_PART = _meeting_form("strike_part", "What was added, struck through", KEEP)
BEGIN_THREAD = _meeting_form("begin_thread", "A new conversation about a case", KEEP)
REPLY = add_form("cases.reply", "A message about a case", permission=KEEP, edit="cases:thread")
STRIKE_MESSAGE = _meeting_form("strike_message", "A message struck through", KEEP)
UNMARK_MESSAGE = _meeting_form("unmark_message", "A message that is significant no longer", KEEP)
ABOUT_A_MESSAGE = (STRIKE_MESSAGE, UNMARK_MESSAGE)
ABOUT_AN_ENTRY = (CORRECT_ENTRY, STRIKE_ENTRY, ADD_PART)
ABOUT_A_CASE = (
    *(WRITE_ENTRY, WRITE_FOR_SEVERAL, BEGIN_THREAD),
    *(CALL, NO_MEETING, ADD_PLAN, ADULT_MOVE, REPORT_MISSING, ADD_DOCUMENT, ADD_PHOTO, TAKE_BACK_PHOTO),
    *(INVOLVE, END_INVOLVEMENT, ADD_SERVICE, END_SERVICE, ADD_POLICE, EXPLOITATION),
    *(IDENTITY, BACKGROUND, NEEDS, ASK, *ADD_FACT.values()),
    *(GIVE, END, RESTRICT, LIFT, CLOSE, REOPEN),
    *(ALLOCATE, HAND_OVER, ADD_MEMBER, END_MEMBER, ASK_TO_LEAD, WITHDRAW),
)
EMERGENCY = add_form(
    "cases.emergency", "Emergency access", permission=Permission.OPEN_IN_EMERGENCY, begin="cases:open_in_emergency"
)
REVIEW_EMERGENCY = add_form(
    "cases.review_emergency",
    "Review of an emergency access",
    permission=Permission.REVIEW_EMERGENCIES,
    edit="cases:emergency",
)
