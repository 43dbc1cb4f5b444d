"""Each piece of news has its own words, which lead into the portal and name nobody."""

from __future__ import annotations

import pytest
from django.conf import settings

from cse_portal.core import clock
from cse_portal.notices.models import Notice
from cse_portal.notices.news_kinds import News, all_news
from cse_portal.notices.wording import words_of


def of(news: News) -> Notice:
    return Notice(kind=news.code, url="/", reference="", planned_at=clock.now(), posted_at=clock.now())


@pytest.mark.parametrize("news", all_news(), ids=lambda news: news.code)
def test_news_alone_in_a_letter_is_told_in_its_rooms_words(news: News) -> None:
    subject, body = words_of([of(news)])
    assert subject == f"{news.title} in the CSE Portal"
    assert settings.PORTAL_URL in body
    assert "{" not in body


def test_news_beside_other_news_is_a_line(settings: object) -> None:
    first, second, *_ = all_news()
    subject, body = words_of([of(first), of(second)])
    assert subject == "CSE Portal: 2 things wait for you"
    assert first.title in body
    assert second.title in body
