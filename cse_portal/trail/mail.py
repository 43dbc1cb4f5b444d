"""News that something waits in the portal about looking: no name, no case, no agency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse

from cse_portal.agencies.models import User
from cse_portal.notices.actions import post_news
from cse_portal.notices.news_kinds import News, add_news

NEWS: Mapping[str, News] = {
    "week": add_news("trail_week", "Who looked last week: a list waits for you", template="trail/email/week.txt"),
    "asked": add_news("trail_asked", "A question about your work waits for you", template="trail/email/asked.txt"),
    "alarm": add_news(
        "trail_alarm", "An alarm about looking waits for you", template="trail/email/alarm.txt", is_urgent=True
    ),
}


def tell(people: Iterable[User], about: str) -> int:
    """How many were told; their work holds the same."""
    return post_news(news=NEWS[about], to=people, url=reverse("home"))
