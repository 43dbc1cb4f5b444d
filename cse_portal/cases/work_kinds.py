"""The kinds of work that come from who sees a case."""

from __future__ import annotations

from cse_portal.worklist.due_rules import DueRule
from cse_portal.worklist.kinds import Kind, add_kind

UNSEEN = add_kind("case_unseen", "Cases that nobody sees", order=30)
BEGUN = add_kind("case_begun", "Records begun", order=19)
ALLOCATION = add_kind("case_allocation", "Cases allocated", order=20)
TRANSFER = add_kind("case_transfer", "Transfers of cases", order=22)
EMERGENCY = add_kind("emergency", "Emergency access", order=32)
MERGES = add_kind("merges", "Records of one child", order=38)
MATCHES = add_kind("matches", "Records that may be of one child", order=37)
CHILD_FACTS = add_kind("child_facts", "What is missing about a child", order=40)
MEETING_WANTED = add_kind("meeting_wanted", "Multi-agency meetings to hold", order=36, rule=DueRule.MEETING_RECORDED)
STRATEGY_WANTED = add_kind(
    "strategy_wanted", "Further strategy meetings to hold", order=36, rule=DueRule.MEETING_RECORDED
)
MEETING_ACTIONS = add_kind("meeting_action", "Actions from meetings", order=38)
PLAN_REVIEWS = add_kind("plan_review", "Plans to review", order=39, rule=DueRule.SAFETY_PLAN_REVIEW)
MISSING_NOW = add_kind("missing_now", "Children missing now", order=15, rule=DueRule.MISSING_NOW)
MISSING_LOOKED_AFTER = add_kind(
    "missing_looked_after", "Looked-after children missing", order=16, rule=DueRule.MISSING_LOOKED_AFTER
)
INTERVIEWS = add_kind("return_interview", "Missing and interviews", order=17, rule=DueRule.RETURN_INTERVIEW)
SCREEN_AGAIN = add_kind("screen_again", "Screenings after missing episodes", order=34)
MISSING_ASSESSED = add_kind("missing_assessment", "Assessments after missing episodes", order=35)
DORMANT = add_kind("dormant_case", "Cases without an entry", order=21, rule=DueRule.DORMANT_CASE)
CRIME_REFERENCE = add_kind("crime_reference", "Crime references to record", order=33, rule=DueRule.CRIME_REFERENCE)
SAFETY_PLAN = add_kind("safety_plan", "Safety plans to agree", order=38, rule=DueRule.SAFETY_PLAN)
MID_POINT = add_kind("mid_point_check", "Mid-point checks of reviews", order=41, rule=DueRule.MID_POINT_CHECK)
TO_ADULTHOOD = add_kind("transition", "Moving to adult services", order=42, rule=DueRule.TRANSITION)
TURNING_18 = add_kind("turning_18", "Young people turning 18", order=43, rule=DueRule.ADULT)
VISITS = add_kind("out_of_borough_visit", "Visits out of borough", order=36, rule=DueRule.OUT_OF_BOROUGH_VISIT)

# What is answered as soon as the police have given a reference, and nobody's any more once the case is closed.
_by_reference: dict[str, Kind] = {CRIME_REFERENCE.code: CRIME_REFERENCE}


def add_answered_by_reference(kind: Kind) -> Kind:
    """Called when a room is loaded; the same kind twice changes nothing."""
    return _by_reference.setdefault(kind.code, kind)


def answered_by_reference() -> list[Kind]:
    return list(_by_reference.values())
