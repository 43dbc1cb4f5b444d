"""The kinds of work that come from referrals."""

from __future__ import annotations

from cse_portal.cases.work_kinds import add_answered_by_reference
from cse_portal.worklist.due_rules import DueRule
from cse_portal.worklist.kinds import add_kind

ACKNOWLEDGE = add_kind("referral_new", "Referrals to take", order=10, rule=DueRule.MASH_ACKNOWLEDGES)
DECIDE = add_kind("referral_decide", "Referrals to decide", order=11, rule=DueRule.MASH_DECIDES)
APPROVE = add_kind("referral_approve", "Decisions to approve", order=10, rule=DueRule.MASH_DECIDES)
CHECK_RED = add_kind("check_red", "Checks to answer, red", order=9, rule=DueRule.CHECK_RED)
CHECK_AMBER = add_kind("check_amber", "Checks to answer, amber", order=12, rule=DueRule.CHECK_AMBER)
CHECK_GREEN = add_kind("check_green", "Checks to answer, green", order=13, rule=DueRule.CHECK_GREEN)
CHECKS = {"red": CHECK_RED, "amber": CHECK_AMBER, "green": CHECK_GREEN}
TELL = add_kind("referral_tell", "Whoever referred to ring", order=14, rule=DueRule.FEEDBACK)
FEEDBACK_UNREAD = add_kind("referral_feedback", "What MASH decided", order=18, rule=DueRule.FEEDBACK_UNREAD)
EARLY_HELP = add_kind("early_help", "Early help assessments", order=26, rule=DueRule.EARLY_HELP)
SINGLE_ASSESSMENT = add_kind(
    "single_assessment", "Section 17 and 47 assessments", order=25, rule=DueRule.SINGLE_ASSESSMENT
)
TELL_BOROUGH = add_kind("referral_transfer", "Referrals to hand to another borough", order=16, rule=DueRule.AGREED)
SUSPICION = add_answered_by_reference(
    add_kind("suspicion_told", "Suspicions that police were told of", order=33, rule=DueRule.CRIME_REFERENCE)
)
