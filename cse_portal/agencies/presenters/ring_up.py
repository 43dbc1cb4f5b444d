"""Whom to ring when a child needs help now: from each partnership's settings, and who is there at this moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cse_portal.agencies import access, directory
from cse_portal.agencies.models import Partnership
from cse_portal.agencies.office_hours import LONDON
from cse_portal.agencies.partnership_settings import office_hours_of
from cse_portal.core import clock


@dataclass(frozen=True)
class RingUp:
    """The numbers of one partnership."""

    partnership: Partnership
    is_open: bool
    opens_at: datetime | None  # when it is closed


def whom_to_ring(person: Any) -> list[RingUp]:
    """The partnership of the hat worn comes first; a stranger may need any of them."""
    held = access.memberships(person)
    ids = directory.partnership_ids(person) if held else None
    found = Partnership.objects.order_by("name", "pk").prefetch_related("office_days")
    hat = access.hat_of(person) or (held[0] if held else None)
    first = hat.agency.partnership_id if hat else None
    return [_ring_up(one) for one in _in_order(found if ids is None else found.filter(pk__in=ids), first)]


def _in_order(partnerships: Iterable[Partnership], first: int | None) -> list[Partnership]:
    return sorted(partnerships, key=lambda one: one.pk != first)


def _ring_up(partnership: Partnership) -> RingUp:
    hours, now = office_hours_of(partnership), clock.now()
    opens = None if hours.is_open(now) else hours.next_opening(now)
    return RingUp(partnership, hours.is_open(now), opens and opens.astimezone(LONDON))
