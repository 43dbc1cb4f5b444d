"""The forms of this room, by which a draft finds its way back."""

from __future__ import annotations

from cse_portal.agencies.roles import Permission
from cse_portal.desk.form_kinds import add_form

GIVE = add_form("cases.give", "Giving access to a case", permission=Permission.GIVE_ACCESS, edit="cases:give")
END = add_form("cases.end", "Ending access to a case", permission=Permission.GIVE_ACCESS, edit="cases:end_access")
RESTRICT = add_form(
    "cases.restrict", "Restricting a case", permission=Permission.RESTRICT_CASES, edit="cases:restrict"
)
LIFT = add_form(
    "cases.lift", "Lifting a restriction", permission=Permission.RESTRICT_CASES, edit="cases:lift_restriction"
)
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
ABOUT_A_CASE = (
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
