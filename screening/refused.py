"""What cannot be done as things stand, in words for whoever asked."""

from __future__ import annotations

from cse_portal.core.refusals import Refused


class ScreeningRefused(Refused):
    """As things stand; the sentence says what to do instead."""


CLOSED = "This case is closed. Open it again first; what you know stays in it."
BEGUN_ALREADY = "Your agency has begun this for the child already. Go on with that one, so that there are not two."
NOT_WHOLE = "Something is still missing. The list at the top of the page says what, and leads there."
NO_WORDS = "Nothing is written in your own words yet. Say what was seen or said, then decide."
NOBODY_TO_ASK = "Choose who is asked from the list."
NOT_OWN = "Nobody advises on their own screening. Ask somebody else."
RESTRICTED = "This case is restricted to named people. Ask a manager to name your adviser first."
ANSWERED = "This was answered already."
NOT_FOR_CHILDREN = "This edition is an invented example, and never filled in about a child. Choose another one."
NOT_IN_THE_PAST = (
    "An edition is put in force from today on, or from a later day. What was filled in before stays as it is."
)
HOLDS_ALREADY = "This edition is in force on that day already. Choose another edition, or another day."
NOT_SAFE = "A link must begin with https://. Enter it again."
SIGNED_OFF_FIRST = "An assessment is put before a manager, who signs it off. Use the page of its result."
GROWN_UP = (
    "This person was 18 or over when the case was opened, and a first screening is for children. "
    "Tell adult safeguarding: the danger does not end at 18. What you know stays in the case."
)
PARTS_OPEN = "Somebody you asked has not written their section yet. Wait for them, or take it back from them first."
NOT_YOURS_TO_SIGN = "Nobody signs off or countersigns what they wrote themselves, or a part of. Ask somebody else."
WHO_COUNTERSIGNS = "The score is lower than last time. Choose who countersigns it."
NOBODY_COUNTERSIGNS = (
    "The score is lower than last time, and nobody else here may countersign it. Ask the partnership manager to name "
    "a practice lead, or send it back."
)
WHAT_CHANGED = "The score is lower than last time. Say what changed."
SAY_WHY = "Say why."
NO_SECTIONS = "Choose at least one section."
NOT_THIS_PERSON = "Choose somebody from the list, who may write in a screening or an assessment."
PART_GIVEN = "This was answered already."
NO_REVIEW = "No review is due for this child just now."
LATER_DAY = "The new day must be later than the day on which the review is due."
NOT_AT_THIS_SCORE = "Only at a score of 1 may a manager say that no review is needed."
