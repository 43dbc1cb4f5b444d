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
ABOUT_A_CASE = (GIVE, END, RESTRICT, LIFT, IDENTITY, BACKGROUND, NEEDS, ASK, *ADD_FACT.values())
EMERGENCY = add_form(
    "cases.emergency", "Emergency access", permission=Permission.OPEN_IN_EMERGENCY, begin="cases:open_in_emergency"
)
REVIEW_EMERGENCY = add_form(
    "cases.review_emergency",
    "Review of an emergency access",
    permission=Permission.REVIEW_EMERGENCIES,
    edit="cases:emergency",
)
