"""News of who sees a case: in the inbox, and by e-mail without a word about the child; part of the deed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse

from cse_portal.agencies.models import User
from cse_portal.cases.letter_kinds import BY_TEXT, LANDS_ON_IT, LEADS_TO, TITLES, URGENT, Letter
from cse_portal.core.models import Record
from cse_portal.notices.actions import post_news
from cse_portal.notices.news_kinds import ByText, News, add_news

NEWS: Mapping[Letter, News] = {
    letter: add_news(
        f"case_{letter.value}",
        title,
        template=f"cases/email/{letter.value}.txt",
        is_urgent=letter in URGENT,
        by_text=ByText.ALWAYS if letter in BY_TEXT else ByText.NO,
    )
    for letter, title in TITLES.items()
}

OF_MESSAGES = [NEWS[letter].code for letter in sorted(LANDS_ON_IT)]


def tell(letter: Letter, people: Iterable[User], about: Record | None = None) -> None:
    """Each person once; who no longer sees what it is about is led to their own work."""
    page = LEADS_TO.get(letter)
    url = reverse(page, kwargs={"ref": about.ref}) if page and about is not None else reverse("home")
    if letter in LANDS_ON_IT and about is not None:
        url = f"{url}#{about.ref}"
    post_news(news=NEWS[letter], to=people, url=url, reference=about.ref if page and about is not None else "")
