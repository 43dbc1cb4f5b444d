"""Support for a young person who harms others, as far as somebody reads of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection

from cse_portal.agencies.models import Membership, User
from cse_portal.core import clock, wall
from cse_portal.network.models import HarmSupport, Item

WITH = ("item__merged_into", "agency", "recorded_by", "struck_by")


def of_item(person: User, item: Item) -> list[HarmSupport]:
    found = HarmSupport.objects.visible_to(person).filter(item__in=[item.pk, item.kept_id])
    return list(found.select_related(*WITH))


def by_ref(person: User, ref: str) -> HarmSupport | None:
    return HarmSupport.objects.visible_to(person).filter(ref=ref).select_related(*WITH).first()


def sees_support(person: User, ref: str) -> bool:
    return HarmSupport.objects.visible_to(person).filter(ref=ref).exists()


def whose_support(ref: str) -> HarmSupport | None:
    """For the trail alone."""
    with wall.as_system("say in the trail which record was refused"):
        return HarmSupport.objects.filter(ref=ref).first()


def named_on(support: HarmSupport) -> list[Membership]:
    return list(
        Membership.objects.filter(pk__in=support.named).select_related("user", "agency").order_by("user__name")
    )


def by_addresses(addresses: Iterable[str]) -> dict[str, Membership]:
    """Live posts by the e-mail address of whoever holds them, the first of several."""
    wanted = [one.lower() for one in addresses]
    found = Membership.objects.live().filter(user__email__in=wanted).select_related("user", "agency")
    return {one.user.email.lower(): one for one in reversed(list(found.order_by("starts_on", "pk")))}


def is_near(item: Item, post: Membership) -> bool:
    """Whether somebody in that post may read of the person at all."""
    with connection.cursor() as cursor:
        now = clock.now()
        who: list[Any] = [item.pk, post.user_id, post.pk, now, now]
        cursor.execute("select portal.near_item(%s, portal.network_asked(%s, %s, %s), %s)", who)
        return bool(cursor.fetchone()[0])
