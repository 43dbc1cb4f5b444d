"""What cannot be done as things stand, in words for whoever asked."""

from __future__ import annotations

from cse_portal.core.refusals import Refused


class ReferralRefused(Refused):
    """As things stand; the sentence says what to do instead."""


NO_MASH = "No MASH is kept in this partnership yet. Ring the number at the top of the page."
TAKEN_BY = "{name} has it already. Take it over only after you have spoken."
NOT_YOURS = "Somebody else at MASH has this referral. Take it over first, so that nobody works on it twice."
RATE_FIRST = "Rate the referral first: the rating says how soon agencies answer."
NOT_OWN_REFERRAL = "Nobody decides about their own referral. Ask another manager."
NOT_OWN_PROPOSAL = "Nobody approves their own decision. Ask another manager."
TEAM = "Choose the team that takes it on."
SAY_WHY = "Say why."
LATER = "Choose a later time, and not more than five days ahead."
NOT_PAUSED = "The clock is running."
RATED_SO = "It is rated so already."
ASKED_ALREADY = "This agency was asked already."
NO_AGENCIES = "Choose at least one agency."
CHECK_OVER = "This check was answered, or is not needed any more."
NOT_IN_AGENCY = "Choose somebody who works in your agency."
PUT_RIGHT = "Choose a screening of this child."
NOT_DECIDED = "MASH has not decided yet."
WITHDRAW_LATE = "MASH has decided about it already. Ring MASH if something has changed."
ENDED = "This was ended already."
NO_POLICE = (
    "No police team for exploitation is kept in this partnership yet. Ring the police, and leave the box empty."
)
