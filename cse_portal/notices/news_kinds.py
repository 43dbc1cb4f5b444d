"""What the portal tells people beside the work that is due: each room adds its own kinds in a line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cse_portal.worklist.ladders import How


class ByText(StrEnum):
    """Whether it comes as a text message, too, to whoever gave a mobile number."""

    NO = "no"
    WISHED = "wished"  # unless they switch it off
    ALWAYS = "always"


@dataclass(frozen=True)
class News:
    """Its title is the subject of an e-mail, its template the words: neither names a child, a case or an agency."""

    code: str
    title: str
    template: str = ""
    how: How = How.AT_ONCE
    is_urgent: bool = False  # also at night, and nobody may switch it off
    by_text: ByText = ByText.NO


_news: dict[str, News] = {}


def add_news(
    code: str, title: str, *, template: str = "", how: How = How.AT_ONCE, is_urgent: bool = False,
    by_text: ByText = ByText.NO,
) -> News:  # fmt: skip
    """Called when a room is loaded; the same code twice must say the same thing."""
    news = News(code, title, template, how, is_urgent, by_text)
    if _news.setdefault(code, news) != news:
        raise ValueError(f"News {code} is already called {_news[code].title}")
    return news


def news_of(code: str) -> News | None:
    return _news.get(code)


def all_news() -> list[News]:
    return sorted(_news.values(), key=lambda one: one.title)


# MASH posts it in the deed that rates a referral: post_news(news=RED_REFERRAL, to=…, url=…, reference=…).
RED_REFERRAL = add_news(
    "red_referral",
    "A referral rated red waits for MASH",
    template="notices/email/red_referral.txt",
    is_urgent=True,
    by_text=ByText.WISHED,
)
SERVICE_TROUBLE = add_news(
    "service_trouble", "Background work is in trouble", template="notices/email/service_trouble.txt", is_urgent=True
)
SERVICE_WELL = add_news(
    "service_well", "Background work that was in trouble is well again", template="notices/email/service_well.txt"
)
