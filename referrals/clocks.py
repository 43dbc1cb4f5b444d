"""The clocks of MASH: when a decision and an answer are due, with pauses and office hours. No framework here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from cse_portal.agencies.office_hours import OfficeHours
from cse_portal.agencies.timescales import Timescale
from cse_portal.worklist.due_rules import DueRule, due_for
from referrals.workflow import Rating

CHECKS: Mapping[Rating, DueRule] = {
    Rating.RED: DueRule.CHECK_RED,
    Rating.AMBER: DueRule.CHECK_AMBER,
    Rating.GREEN: DueRule.CHECK_GREEN,
}


@dataclass(frozen=True)
class Pause:
    """From when until when a clock stands still."""

    begins: datetime
    ends: datetime


def decide_by(
    received: datetime, pauses: Iterable[Pause], *, amounts: Mapping[Timescale, int], office: OfficeHours
) -> datetime:
    """What MASH has from receipt; each minute of MASH time that a clock stood still is given back, in MASH time."""
    due = due_for(DueRule.MASH_DECIDES, received, amounts=amounts, office=office)
    for pause in joined(pauses):
        if pause.begins < due:
            due = _given_back(due, open_time(pause.begins, pause.ends, office), office)
    return due


def answer_by(rating: Rating, asked: datetime, *, amounts: Mapping[Timescale, int], office: OfficeHours) -> datetime:
    """Red runs day and night; amber and green in MASH time."""
    return due_for(CHECKS[rating], asked, amounts=amounts, office=office)


def joined(pauses: Iterable[Pause]) -> list[Pause]:
    """In their order, and none of them counted twice where two overlap."""
    found: list[Pause] = []
    for one in sorted(pauses, key=lambda pause: (pause.begins, pause.ends)):
        if one.ends <= one.begins:
            continue
        if found and one.begins <= found[-1].ends:
            found[-1] = Pause(found[-1].begins, max(found[-1].ends, one.ends))
        else:
            found.append(one)
    return found


def open_time(begins: datetime, ends: datetime, office: OfficeHours) -> timedelta:
    """How much of a stretch somebody was there."""
    total = timedelta()
    for opens, closes in office.spans(begins):
        if opens >= ends:
            break
        total += min(closes, ends) - opens
    return total


def _given_back(due: datetime, length: timedelta, office: OfficeHours) -> datetime:
    return due if not length else office.after_open_time(due, length) or due + length
