"""News: told within the deed that makes it. What is not saved tells nobody; what is saved loses nobody."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from cse_portal.agencies.models import Membership, Partnership, User
from cse_portal.agencies.partnership_settings import timescales_of
from cse_portal.agencies.timescales import DEFAULTS
from cse_portal.core import clock, wall
from cse_portal.notices.models import Notice
from cse_portal.notices.news_kinds import ByText, News
from cse_portal.notices.passing import pass_on
from cse_portal.notices.queries import quiet_of, ways_of, without_texts
from cse_portal.worklist.ladders import Amounts, mail_after, resting

WRITES = "write to people that there is news for them"


@transaction.atomic
def post_news(*, news: News, to: Iterable[User], url: str, reference: str = "") -> int:
    """Each person once; whoever made the news is told by the page in front of them."""
    now = clock.now()
    people = sorted({person.pk for person in to})
    with wall.as_system(WRITES):
        amounts, ways = ({}, {}) if news.is_urgent else (_amounts_of(people), ways_of(people))
        no_texts = without_texts(people) if news.by_text is ByText.WISHED else set()
        made = [
            Notice(
                recipient_id=person,
                kind=news.code,
                reference=reference,
                url=url,
                planned_at=now,
                posted_at=now,
                is_urgent=news.is_urgent,
                mail_after=mail_after(
                    now,
                    ways.get((person, news.code), news.how),
                    is_urgent=news.is_urgent,
                    is_new=True,
                    amounts=amounts.get(person, DEFAULTS),
                ),
                text_after=None if news.by_text is ByText.NO or (person, news.code) in no_texts else now,
            )
            for person in people
        ]
        Notice.objects.bulk_create(made)
    if made:
        transaction.on_commit(pass_on, robust=True)
    return len(made)


def _amounts_of(people: Iterable[int]) -> dict[int, Amounts]:
    """By the partnership in which each of them works, and their own hours inside its hours."""
    held = Membership.objects.live().filter(user__in=list(people)).order_by("pk")
    by_person = dict(held.values_list("user", "agency__partnership"))
    there = {one.pk: timescales_of(one) for one in Partnership.objects.filter(pk__in=set(by_person.values()))}
    quiet = quiet_of(by_person)
    return {person: resting(there[number], *quiet.get(person, (None, None))) for person, number in by_person.items()}
