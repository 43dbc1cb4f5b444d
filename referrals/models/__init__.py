"""Referrals to MASH, child by child; the checks that agencies answer; what teams take on after a decision."""

from referrals.models.checks import AskedCheck, CheckAnswer
from referrals.models.consultations import Consultation
from referrals.models.enquiries import Enquiry
from referrals.models.referral import ClockPause, RatingSaid, Referral, ReferredChild

__all__ = [
    "AskedCheck",
    "CheckAnswer",
    "ClockPause",
    "Consultation",
    "Enquiry",
    "RatingSaid",
    "Referral",
    "ReferredChild",
]
