"""News of referrals: never about which child."""

from __future__ import annotations

from cse_portal.notices.news_kinds import add_news

RECEIVED = add_news("referral_received", "MASH has your referral", template="referrals/email/received.txt")
DECIDED = add_news("referral_decided", "MASH has decided about a referral", template="referrals/email/decided.txt")
CHECK_ASKED = add_news("check_asked", "MASH asks what your agency knows", template="referrals/email/check_asked.txt")
CHECK_ANSWERED = add_news(
    "check_answered", "An agency has answered MASH", template="referrals/email/check_answered.txt"
)
SENT_BACK = add_news("referral_sent_back", "A decision was sent back to you", template="referrals/email/sent_back.txt")
