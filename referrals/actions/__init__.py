"""Everything that changes a referral, a check, or what a team took on."""

from referrals.actions.checking import Answer, answer_check, ask_agencies, delegate_check, withdraw_check
from referrals.actions.consulting import keep_consultation
from referrals.actions.deciding import (
    Decision,
    decide_referral,
    note_read,
    note_told,
    propose_decision,
    send_back_decision,
)
from referrals.actions.enquiring import end_enquiry
from referrals.actions.referring import About, Form, refer_children, withdraw_referral
from referrals.actions.triage import hand_over_referral, pause_clock, rate_referral, resume_clock, take_referral

__all__ = [
    "About",
    "Answer",
    "Decision",
    "Form",
    "answer_check",
    "ask_agencies",
    "decide_referral",
    "delegate_check",
    "end_enquiry",
    "hand_over_referral",
    "keep_consultation",
    "note_read",
    "note_told",
    "pause_clock",
    "propose_decision",
    "rate_referral",
    "refer_children",
    "resume_clock",
    "send_back_decision",
    "take_referral",
    "withdraw_check",
    "withdraw_referral",
]
