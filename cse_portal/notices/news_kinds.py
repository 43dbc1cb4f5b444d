"""What the portal tells people beside the work that is due: each room adds its own kinds in a line."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.worklist.ladders import How


@dataclass(frozen=True)
class News:
    """Its title is the subject of an e-mail, its template the words: neither names a child, a case or an agency."""

    code: str
    title: str
    template: str = ""
    how: How = How.AT_ONCE
    is_urgent: bool = False  # also at night, and nobody may switch it off


_news: dict[str, News] = {}


def add_news(code: str, title: str, *, template: str = "", how: How = How.AT_ONCE, is_urgent: bool = False) -> News:
    """Called when a room is loaded; the same code twice must say the same thing."""
    news = News(code, title, template, how, is_urgent)
    if _news.setdefault(code, news) != news:
        raise ValueError(f"News {code} is already called {_news[code].title}")
    return news


def news_of(code: str) -> News | None:
    return _news.get(code)


def all_news() -> list[News]:
    return sorted(_news.values(), key=lambda one: one.title)
