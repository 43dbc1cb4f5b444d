"""The hats a person holds today, the one they wear, and what reading in it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, BooleanField, DateField, QuerySet
from django.db.models.expressions import RawSQL

from cse_portal.agencies.agency_types import HEALTH
from cse_portal.agencies.models import Membership
from cse_portal.agencies.sight import READS_COVERT, READS_PLACES
from cse_portal.core import clock
from cse_portal.core.prepared import Given, Prepared, Slot

# What `Delegation.objects.live()` says, in the database's own words: every request asks, and putting that queryset
# together took longer than all else that a request pays. The function is called only for whoever was ever named.
STANDS_IN = (
    "exists (select from agencies_delegation d where d.delegate_id = agencies_membership.id and d.ended_at is null)"
    " and exists (select from portal.stands_in_for(agencies_membership.id, %s))"
)


@dataclass(frozen=True)
class Reader:
    """What the marks on parts of a case ask of whoever sees the case; the database says the same by itself."""

    agencies: frozenset[int]
    covert: bool
    health: bool
    places: bool = False  # confidential addresses and the like


def _held() -> QuerySet[Membership]:
    live = Membership.objects.live(Given("today", DateField())).filter(user=Given("user", BigIntegerField()))
    stands_in = RawSQL(STANDS_IN, [Slot("now")], BooleanField())  # noqa: S611 - our own words
    return live.select_related("agency__partnership").annotate(stands_in=stands_in).order_by("starts_on", "pk")


HELD = Prepared(_held)


def memberships(user: Any) -> list[Membership]:
    """The person's live memberships, read once a request."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return []
    if not hasattr(user, "_live_memberships"):
        user._live_memberships = HELD(user=user.pk, today=clock.today(), now=clock.now())
    held: list[Membership] = user._live_memberships
    return held


def hat_of(user: Any) -> Membership | None:
    """The membership in which the person acts now; nobody wears one that is not theirs or not live."""
    return getattr(user, "worn", None)


def wear(user: Any, number: int | None) -> Membership | None:
    """Puts on the hat of that number, else the first one the person holds."""
    held = memberships(user)
    user.worn = next((one for one in held if one.pk == number), held[0] if held else None)
    return hat_of(user)


def worn_id(user: Any) -> int | None:
    hat = hat_of(user)
    return hat.pk if hat else None


def acting_in(user: Any) -> list[Membership]:
    """The hat worn; all hats where none was chosen, as in a job that works for the person."""
    hat = hat_of(user)
    return [hat] if hat else memberships(user)


def reader(user: Any) -> Reader:
    hats = acting_in(user)
    return Reader(
        agencies=frozenset(hat.agency_id for hat in hats),
        covert=any(hat.get_role() in READS_COVERT for hat in hats),
        health=any(hat.agency.kind in HEALTH for hat in hats),
        places=any(hat.get_role() in READS_PLACES for hat in hats),
    )
