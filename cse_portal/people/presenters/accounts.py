"""The technical state of accounts: who can sign in and how, nothing of what they work on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.reach import agencies_of_accounts
from cse_portal.agencies.standing import TITLES, Standing, of_person
from cse_portal.core import clock
from cse_portal.people.presenters.listing import TONES, seen_words
from cse_portal.people.queries import MOST_FOUND, PAGE


@dataclass(frozen=True)
class AccountRow:
    person: User
    standing: Standing
    seen: str
    has_second_step: bool

    @property
    def state(self) -> str:
        return TITLES[self.standing]

    @property
    def tone(self) -> str:
        return TONES[self.standing]


@dataclass(frozen=True)
class AccountsPage:
    rows: list[AccountRow]
    total: int
    is_search: bool
    previous_url: str
    next_url: str


def accounts_page(person: User, words: str, number: Any) -> AccountsPage:
    found = _accounts(person)
    if words:
        found = found.filter(Q(name__icontains=words) | Q(email__icontains=words))
        return AccountsPage([_row(one) for one in found[:MOST_FOUND]], found.count(), True, "", "")
    page = Paginator(found, PAGE).get_page(number)
    return AccountsPage(
        rows=[_row(one) for one in page.object_list],
        total=page.paginator.count,
        is_search=False,
        previous_url=f"?page={page.previous_page_number()}" if page.has_previous() else "",
        next_url=f"?page={page.next_page_number()}" if page.has_next() else "",
    )


def _accounts(person: User) -> QuerySet[User]:
    """Of everybody with a place, today or once, in the partnerships that the person serves."""
    served = Membership.objects.filter(agency__in=agencies_of_accounts(person), user=OuterRef("pk"))
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    second_step = Authenticator.objects.filter(user=OuterRef("pk"), type__in=kinds)
    people = User.objects.filter(Exists(served)).annotate(has_second_step=Exists(second_step))
    return people.prefetch_related("memberships").order_by("name", "pk")


def _row(one: User) -> AccountRow:
    posts = [held.post for held in one.memberships.all()]
    standing = of_person(posts, one.account, on=clock.today(), unused=settings.UNUSED_ACCOUNT_LOCKS_AFTER)
    return AccountRow(one, standing, seen_words(one), one.has_second_step)  # type: ignore[attr-defined]
