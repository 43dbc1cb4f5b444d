"""Test data with a status, made through the portal's actions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from cse_portal.agencies import access
from cse_portal.agencies.acting import as_hat
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.core import clock
from cse_portal.core.acting import Acting, acts
from cse_portal.core.actor import System
from cse_portal.worklist.actions import open_item
from cse_portal.worklist.models import DueItem

TEST = System("set up a test")


def agency_of(user: User) -> Agency:
    return Agency.objects.get(memberships__user=user)


@contextmanager
def in_post(user: User) -> Iterator[None]:
    """What is recorded inside names the person's post, as in one of their requests."""
    hat = as_hat(Membership.objects.select_related("agency").get(user=user))
    with access.acting_for(user), acts(Acting(person_id=user.pk, hat=hat, ip="203.0.113.9")):
        yield


def due_item(user: User | None = None, *, agency: Agency | None = None, due_in: timedelta, **words: Any) -> DueItem:
    """Due this long from now; addressed to the person, else to the agency or the role named."""
    if agency is None:
        assert user is not None
        agency = agency_of(user)
    due_at: datetime = clock.now() + due_in
    defaults = {"kind": "people", "task": "Confirm who works in your team", "button": "Confirm", "url": "/"}
    return open_item(person=user, agency=agency, due_at=due_at, **{**defaults, **words}, by=TEST)
