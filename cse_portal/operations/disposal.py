"""The way of a disposal list from draft to done: two people, one after the other, and never by itself."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class ListStatus(StrEnum):
    DRAFTED = "drafted"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    CARRIED_OUT = "carried_out"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    REVIEW = "review"
    APPROVE = "approve"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    CARRY_OUT = "carry_out"


class Owner(StrEnum):
    """Whose turn it is."""

    FIRST_LEAD = "first information governance lead"
    SECOND_LEAD = "second information governance lead"
    PORTAL = "the portal"
    NOBODY = "nobody"


class Decision(StrEnum):
    UNDECIDED = "undecided"
    KEEP = "keep"
    DISPOSE = "dispose"


TITLES: Mapping[ListStatus, str] = {
    ListStatus.DRAFTED: "Waits for a first review",
    ListStatus.REVIEWED: "Waits for a second person",
    ListStatus.APPROVED: "Approved, being carried out",
    ListStatus.CARRIED_OUT: "Carried out",
    ListStatus.REJECTED: "Rejected",
    ListStatus.WITHDRAWN: "Withdrawn",
}

TRANSITIONS: Mapping[tuple[ListStatus, Step], ListStatus] = {
    (ListStatus.DRAFTED, Step.REVIEW): ListStatus.REVIEWED,
    (ListStatus.DRAFTED, Step.WITHDRAW): ListStatus.WITHDRAWN,
    (ListStatus.REVIEWED, Step.APPROVE): ListStatus.APPROVED,
    (ListStatus.REVIEWED, Step.REJECT): ListStatus.REJECTED,
    (ListStatus.REVIEWED, Step.WITHDRAW): ListStatus.WITHDRAWN,
    (ListStatus.APPROVED, Step.CARRY_OUT): ListStatus.CARRIED_OUT,
    (ListStatus.APPROVED, Step.WITHDRAW): ListStatus.WITHDRAWN,
}

OWNER_OF: Mapping[ListStatus, Owner] = {
    ListStatus.DRAFTED: Owner.FIRST_LEAD,
    ListStatus.REVIEWED: Owner.SECOND_LEAD,
    ListStatus.APPROVED: Owner.PORTAL,
    ListStatus.CARRIED_OUT: Owner.NOBODY,
    ListStatus.REJECTED: Owner.NOBODY,
    ListStatus.WITHDRAWN: Owner.NOBODY,
}

OPEN = frozenset(status for status, owner in OWNER_OF.items() if owner is not Owner.NOBODY)


class NotAllowedNow(Exception):
    """The list has moved on, or this person may not take this step."""


def after(status: ListStatus, step: Step) -> ListStatus:
    try:
        return TRANSITIONS[status, step]
    except KeyError:
        raise NotAllowedNow(f"A list that is {status.replace('_', ' ')} cannot be {step}ed") from None


def require_second_person(first: int | None, second: int) -> None:
    if first == second:
        raise NotAllowedNow("A second, different person must approve")
