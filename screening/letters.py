"""News of the tools: never about which child."""

from __future__ import annotations

from cse_portal.notices.news_kinds import add_news

ADVICE_GIVEN = add_news(
    "screening_advice_given", "Advice on a screening was given", template="screening/email/advice_given.txt"
)
PART_ANSWERED = add_news(
    "assessment_part_given", "A section you asked for was answered", template="screening/email/part_given.txt"
)
