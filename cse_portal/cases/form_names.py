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
ABOUT_A_CASE = (GIVE, END, RESTRICT, LIFT, CLOSE, REOPEN)
EMERGENCY = add_form(
    "cases.emergency", "Emergency access", permission=Permission.OPEN_IN_EMERGENCY, begin="cases:open_in_emergency"
)
REVIEW_EMERGENCY = add_form(
    "cases.review_emergency",
    "Review of an emergency access",
    permission=Permission.REVIEW_EMERGENCIES,
    edit="cases:emergency",
)
