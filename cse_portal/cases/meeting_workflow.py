"""The way of a meeting from planned to minuted, and who moves it on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from cse_portal.core.refusals import Refused


class MeetingStatus(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    APPROVED = "approved"
    CANCELLED = "cancelled"


class MeetingStep(StrEnum):
    HOLD = "hold"
    CANCEL = "cancel"
    APPROVE = "approve"


TITLES: Mapping[MeetingStatus, str] = {
    MeetingStatus.PLANNED: "Planned",
    MeetingStatus.HELD: "Held",
    MeetingStatus.APPROVED: "Minutes approved",
    MeetingStatus.CANCELLED: "Cancelled",
}

TRANSITIONS: Mapping[tuple[MeetingStatus, MeetingStep], MeetingStatus] = {
    (MeetingStatus.PLANNED, MeetingStep.HOLD): MeetingStatus.HELD,
    (MeetingStatus.PLANNED, MeetingStep.CANCEL): MeetingStatus.CANCELLED,
    (MeetingStatus.HELD, MeetingStep.APPROVE): MeetingStatus.APPROVED,
}

OWNER_OF: Mapping[MeetingStatus, str] = {
    MeetingStatus.PLANNED: "whoever called it",
    MeetingStatus.HELD: "the chair",
    MeetingStatus.APPROVED: "nobody",
    MeetingStatus.CANCELLED: "nobody",
}

RECORDED = frozenset({MeetingStatus.HELD, MeetingStatus.APPROVED})
# Once the minutes are approved, nothing about the meeting changes: what comes later is added beside it.
OPEN = frozenset({MeetingStatus.PLANNED, MeetingStatus.HELD})


class Attendance(StrEnum):
    ASKED = "asked"
    CAME = "came"
    APOLOGIES = "apologies"
    REPORT = "report"
    ABSENT = "absent"
    NOT_ASKED = "not_asked"


ATTENDANCE: Mapping[Attendance, str] = {
    Attendance.ASKED: "Invited",
    Attendance.CAME: "Came",
    Attendance.APOLOGIES: "Sent apologies",
    Attendance.REPORT: "Sent a report instead",
    Attendance.ABSENT: "Did not come",
    Attendance.NOT_ASKED: "No longer invited",
}


class Outcome(StrEnum):
    OPEN = ""
    DONE = "done"
    NOT_DONE = "not_done"


OUTCOMES: Mapping[Outcome, str] = {
    Outcome.OPEN: "To be done",
    Outcome.DONE: "Done",
    Outcome.NOT_DONE: "Not done",
}

REFUSALS: Mapping[MeetingStep, str] = {
    MeetingStep.HOLD: "This meeting was recorded as held or cancelled already.",
    MeetingStep.CANCEL: "Only a meeting that is still planned can be cancelled.",
    MeetingStep.APPROVE: "Only the minutes of a meeting that was held, and is not approved yet, can be approved.",
}


class MeetingRefused(Refused):
    """The meeting has moved on."""


def after(status: MeetingStatus, step: MeetingStep) -> MeetingStatus:
    try:
        return TRANSITIONS[status, step]
    except KeyError:
        raise MeetingRefused(REFUSALS[step]) from None


LEAST_AGENCIES = 2
TOOK_PART = frozenset({Attendance.CAME, Attendance.REPORT})


def is_multi_agency(attendance: Iterable[tuple[object, str]]) -> bool:
    """Of pairs of an agency and its attendance: two of them came, or reported instead."""
    return len({who for who, came in attendance if came in TOOK_PART}) >= LEAST_AGENCIES


def require_open(status: MeetingStatus) -> None:
    if status not in OPEN:
        raise MeetingRefused("This meeting is closed: nothing about it can be changed any more.")


def require_recorded(status: MeetingStatus) -> None:
    """Decisions, minutes and attendance are of a meeting that took place."""
    if status is not MeetingStatus.HELD:
        raise MeetingRefused("First record that the meeting was held; after its minutes are approved, add to them.")
