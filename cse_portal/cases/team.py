"""Who works a case: the parts people have in it, which roles can be allocated, and how a case changes its agency."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.cases.staying import WORKS_WITH_THE_CHILD
from cse_portal.core.working_days import LONDON, add_working_days

READ_WITHIN_WORKING_DAYS = 2
ANSWER_WITHIN_WORKING_DAYS = 5
SEES_IT_STILL_FOR_DAYS = 14  # after a transfer, so that nothing falls between two teams

# Who can carry a case day by day, and who shares cases out.
CARRIES_CASES = WORKS_WITH_THE_CHILD
SHARES_OUT = frozenset(role for role in Role if Permission.ALLOCATE_CASES in MAY[role])


class Part(StrEnum):
    ALLOCATED = "allocated"
    CO_WORKER = "co_worker"
    SUPERVISOR = "supervisor"
    OTHER = "other"


PARTS: Mapping[Part, str] = {
    Part.ALLOCATED: "Allocated worker",
    Part.CO_WORKER: "Co-worker",
    Part.SUPERVISOR: "Supervisor",
    Part.OTHER: "Another part",
}
# The allocated worker changes by allocating and handing over alone.
ADDED = (Part.CO_WORKER, Part.SUPERVISOR, Part.OTHER)


class TransferStatus(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


TRANSFERS: Mapping[TransferStatus, str] = {
    TransferStatus.ASKED: "Waits for an answer",
    TransferStatus.ACCEPTED: "Accepted",
    TransferStatus.DECLINED: "Declined",
    TransferStatus.WITHDRAWN: "Withdrawn",
}
TRANSITIONS: Mapping[TransferStatus, Mapping[str, TransferStatus]] = {
    TransferStatus.ASKED: {
        "accept": TransferStatus.ACCEPTED,
        "decline": TransferStatus.DECLINED,
        "withdraw": TransferStatus.WITHDRAWN,
    },
    TransferStatus.ACCEPTED: {},
    TransferStatus.DECLINED: {},
    TransferStatus.WITHDRAWN: {},
}
OWNER_OF: Mapping[TransferStatus, str] = {
    TransferStatus.ASKED: "a manager of the other agency; whoever asked may withdraw",
    TransferStatus.ACCEPTED: "nobody",
    TransferStatus.DECLINED: "nobody",
    TransferStatus.WITHDRAWN: "nobody",
}


def end_of(day: date | None) -> datetime | None:
    """The first moment after that day."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=LONDON) if day else None


def read_by(on: date) -> date:
    return add_working_days(on, READ_WITHIN_WORKING_DAYS)


def answer_by(on: date) -> date:
    return add_working_days(on, ANSWER_WITHIN_WORKING_DAYS)
