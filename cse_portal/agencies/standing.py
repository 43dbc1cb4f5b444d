"""How a person stands in an agency, and when an account that nobody uses is locked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cse_portal.core.refusals import Refused

WARNED_BEFORE_LOCK = timedelta(days=14)
LEAVES_SOON = timedelta(days=30)


class Standing(StrEnum):
    """From shut out to at work."""

    SWITCHED_OFF = "switched_off"
    ENDED = "ended"
    SUSPENDED = "suspended"
    LOCKED = "locked"
    NOT_BEGUN = "not_begun"
    LEAVING = "leaving"
    LOCKS_SOON = "locks_soon"
    ACTIVE = "active"


TITLES: dict[Standing, str] = {
    Standing.SWITCHED_OFF: "Switched off",
    Standing.ENDED: "Access ended",
    Standing.SUSPENDED: "Suspended",
    Standing.LOCKED: "Locked: not used",
    Standing.NOT_BEGUN: "Not begun",
    Standing.LEAVING: "Leaving",
    Standing.LOCKS_SOON: "Locks soon",
    Standing.ACTIVE: "Active",
}


class NotAllowedNow(Refused):
    """What somebody's standing does not allow as things stand."""


@dataclass(frozen=True)
class Post:
    """One membership, as far as its standing goes."""

    starts_on: date
    ends_on: date | None
    is_stopped: bool = False
    is_suspended: bool = False

    def is_over(self, on: date) -> bool:
        if self.ends_on is None:
            return False
        return self.ends_on < on or (self.is_stopped and (self.ends_on == on or self.starts_on > on))

    def is_live(self, on: date) -> bool:
        return self.starts_on <= on and not self.is_over(on) and not self.is_suspended


@dataclass(frozen=True)
class Account:
    """What is known of a person's use of the portal, as days."""

    joined_on: date
    signed_in_on: date | None = None
    let_back_in_on: date | None = None
    is_locked: bool = False
    is_switched_off: bool = False

    @property
    def last_use(self) -> date:
        return max(day for day in (self.joined_on, self.signed_in_on, self.let_back_in_on) if day)

    def locks_on(self, unused: timedelta) -> date:
        return self.last_use + unused


def of_post(post: Post, account: Account, *, on: date, unused: timedelta) -> Standing:
    if account.is_switched_off:
        return Standing.SWITCHED_OFF
    if post.is_over(on):
        return Standing.ENDED
    if post.is_suspended:
        return Standing.SUSPENDED
    if account.is_locked:
        return Standing.LOCKED
    if post.starts_on > on:
        return Standing.NOT_BEGUN
    if account.locks_on(unused) - WARNED_BEFORE_LOCK <= on:
        return Standing.LOCKS_SOON
    return Standing.LEAVING if post.ends_on and post.ends_on - LEAVES_SOON <= on else Standing.ACTIVE


def of_person(posts: list[Post], account: Account, *, on: date, unused: timedelta) -> Standing:
    """The best that any of their posts gives: one suspended hat beside a live one leaves the person at work."""
    order = list(Standing)
    return max((of_post(post, account, on=on, unused=unused) for post in posts), key=order.index)
