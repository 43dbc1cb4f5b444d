"""The forms of this room, by which a draft finds its way back."""

from __future__ import annotations

from cse_portal.agencies.roles import Permission
from cse_portal.desk.form_kinds import add_form

REFERS, TRIAGE, MANAGER = Permission.REFER, Permission.TRIAGE, Permission.DECIDE_REFERRALS
REFER = add_form("referrals.refer", "A referral to MASH", permission=REFERS, edit="referrals:refer")
DECIDE = add_form("referrals.decide", "A decision at MASH", permission=TRIAGE, edit="referrals:triage")
TAKE = add_form("referrals.take", "A referral taken", permission=TRIAGE, edit="referrals:take")
HAND_OVER = add_form("referrals.hand_over", "A referral handed over", permission=TRIAGE, edit="referrals:hand_over")
RATE = add_form("referrals.rate", "A referral rated", permission=TRIAGE, edit="referrals:rate")
PAUSE = add_form("referrals.pause", "A clock stopped", permission=TRIAGE, edit="referrals:pause")
RESUME = add_form("referrals.resume", "A clock started again", permission=TRIAGE, edit="referrals:resume")
ASK = add_form("referrals.ask", "Agencies asked", permission=TRIAGE, edit="referrals:ask")
SEND_BACK = add_form("referrals.send_back", "A decision sent back", permission=MANAGER, edit="referrals:send_back")
TOLD = add_form("referrals.told", "Whoever referred was told", permission=TRIAGE, edit="referrals:told")
READ = add_form("referrals.read", "Feedback read", permission=REFERS, edit="referrals:read")
WITHDRAW = add_form("referrals.withdraw", "A referral withdrawn", permission=REFERS, edit="referrals:withdraw")
CONSULTATION = add_form(
    "referrals.consultation", "Advice without a referral", permission=TRIAGE, begin="referrals:add_consultation"
)
ANSWERS = Permission.ANSWER_CHECKS
CHECK = add_form("referrals.check", "An answer to MASH", permission=ANSWERS, edit="referrals:check")
GIVE = add_form("referrals.give", "A check given to a colleague", permission=ANSWERS, edit="referrals:give_check")
NOT_NEEDED = add_form("referrals.not_needed", "A check not needed", permission=TRIAGE, edit="referrals:withdraw_check")
END = add_form(
    "referrals.end_enquiry",
    "What came of an assessment",
    permission=Permission.KEEP_MEETINGS,
    edit="referrals:end_enquiry",
)
OF_A_CASE = (REFER,)
OF_A_REFERRAL = (DECIDE, TAKE, HAND_OVER, RATE, PAUSE, RESUME, ASK, SEND_BACK, TOLD, READ, WITHDRAW)
OF_A_CHECK = (CHECK, GIVE, NOT_NEEDED)
