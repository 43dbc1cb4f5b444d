"""Who is let in: nobody without a live membership, and whoever is not learns why and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings

from cse_portal.agencies import access, reach
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.standing import Standing, of_person
from cse_portal.core import clock


@dataclass(frozen=True)
class ShutOut:
    """Told only to somebody who has shown the right password, then or when they signed in."""

    why: Standing
    begins_on: date | None = None
    agency: Agency | None = None
    ask: list[User] = field(default_factory=list)


def why_shut_out(user: User) -> ShutOut | None:
    if access.memberships(user):
        return None
    held = list(Membership.objects.filter(user=user).select_related("agency__partnership").order_by("-starts_on"))
    current = [one for one in held if not one.is_over]
    agency = (current or held)[0].agency if held else None
    ask = [person for person in reach.whom_to_ask(agency) if person != user] if agency else []
    if not current:
        return ShutOut(Standing.ENDED, agency=agency, ask=ask)
    why = of_person(
        [one.post for one in current], user.account, on=clock.today(), unused=settings.UNUSED_ACCOUNT_LOCKS_AFTER
    )
    begins_on = min(one.starts_on for one in current) if why == Standing.NOT_BEGUN else None
    return ShutOut(why, begins_on, agency, ask)
