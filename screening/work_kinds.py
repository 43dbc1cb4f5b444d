"""The kinds of work that come from the tools."""

from __future__ import annotations

from cse_portal.worklist.due_rules import DueRule
from cse_portal.worklist.kinds import add_kind

UNFINISHED = add_kind("screening_begun", "Screenings to finish", order=23, rule=DueRule.AGREED)
ADVICE = add_kind("screening_advice", "Screenings to advise on", order=21, rule=DueRule.SCREENING_ADVISED)
WHAT_NEXT = add_kind("screening_next", "What follows a screening", order=22, rule=DueRule.AGREED)
AGAIN = add_kind("screening_again", "Screenings to repeat", order=35, rule=DueRule.AGREED)
PART = add_kind("screening_part", "Sections of assessments to write", order=21, rule=DueRule.AGREED)
SIGN_OFF = add_kind("screening_sign_off", "Assessments to sign off", order=20, rule=DueRule.AGREED)
COUNTERSIGN = add_kind("screening_countersign", "Lower scores to countersign", order=20, rule=DueRule.AGREED)
REVIEW_TASK, REVIEW_BUTTON = "Assess the child again: three-monthly review", "Start the review"
REVIEW = add_kind("assessment_review", "Three-monthly reviews", order=24, rule=DueRule.ASSESSMENT_REVIEW)
