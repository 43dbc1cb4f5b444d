"""Who is told what, when, of work that is due: one table for every stage. The date that it is due never moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from cse_portal.agencies.timescales import RULES, Timescale, Unit
from cse_portal.core.working_days import LONDON, add_working_days, is_working_day, last_working_day


class Told(StrEnum):
    """One rung: where nobody stands on it, the next one up is told in its place."""

    WORKER = "worker"
    MANAGER = "manager"
    CONTACT = "contact"
    LEAD = "lead"
    BOARD = "board"


TOLD_TITLES: Mapping[Told, str] = {
    Told.WORKER: "whoever has to do it",
    Told.MANAGER: "managers in the agency",
    Told.CONTACT: "the agency’s single point of contact",
    Told.LEAD: "the specialist safeguarding practice lead",
    Told.BOARD: "the partnership’s list, by reference only",
}


class When(StrEnum):
    OPENED = "opened"
    BEFORE = "before"
    DUE = "due"
    AFTER = "after"


@dataclass(frozen=True)
class Step:
    """`by` says how long before or after; its amount is the partnership's own."""

    code: str
    when: When
    told: Told
    by: Timescale | None = None


@dataclass(frozen=True)
class Ladder:
    """Urgent ones tell at once, by day and night; the others in the day's one e-mail."""

    code: str
    steps: tuple[Step, ...]
    is_urgent: bool = False


@dataclass(frozen=True)
class Planned:
    step: Step
    at: datetime


BEFORE, DUE, AFTER = When.BEFORE, When.DUE, When.AFTER
OPENED = Step("opened", When.OPENED, Told.WORKER)
ON_THE_DAY = Step("due", DUE, Told.WORKER)
LATE = (
    Step("late", AFTER, Told.WORKER, Timescale.REMIND_LATE),
    Step("manager", AFTER, Told.MANAGER, Timescale.TELL_MANAGER),
    Step("late_again", AFTER, Told.WORKER, Timescale.REMIND_LATE_AGAIN),
    Step("contact", AFTER, Told.CONTACT, Timescale.TELL_CONTACT),
)
PASSED_ON = (
    Step("lead", AFTER, Told.LEAD, Timescale.TELL_LEAD),
    Step("board", AFTER, Told.BOARD, Timescale.TELL_BOARD),
)
IN_HOURS = (
    Step("due", DUE, Told.WORKER),
    Step("manager", DUE, Told.MANAGER),
    Step("contact", AFTER, Told.CONTACT, Timescale.HOURS_CONTACT),
    Step("lead", AFTER, Told.LEAD, Timescale.HOURS_LEAD),
    Step("board", AFTER, Told.BOARD, Timescale.HOURS_BOARD),
)

WORK = Ladder(
    "work", (OPENED, Step("again", BEFORE, Told.WORKER, Timescale.REMIND_SHORT), ON_THE_DAY, *LATE, *PASSED_ON)
)
# What nobody outside the agency may hear of: police intelligence, and an agency's own people.
OWN = Ladder("own", (OPENED, Step("again", BEFORE, Told.WORKER, Timescale.REMIND_SHORT), ON_THE_DAY, *LATE))
REVIEW = Ladder(
    "review",
    (
        OPENED,
        Step("first", BEFORE, Told.WORKER, Timescale.REMIND_FIRST),
        Step("again", BEFORE, Told.WORKER, Timescale.REMIND_AGAIN),
        ON_THE_DAY,
        *LATE,
        *PASSED_ON,
    ),
)
HOURS = Ladder(
    "hours",
    (
        OPENED,
        Step("first", BEFORE, Told.WORKER, Timescale.HOURS_FIRST),
        Step("again", BEFORE, Told.WORKER, Timescale.HOURS_AGAIN),
        *IN_HOURS,
    ),
    is_urgent=True,
)
QUICK = Ladder(
    "quick",
    (OPENED, Step("again", BEFORE, Told.WORKER, Timescale.QUICK_FIRST), *IN_HOURS),
    is_urgent=True,
)
LADDERS: Mapping[str, Ladder] = {one.code: one for one in (WORK, OWN, REVIEW, HOURS, QUICK)}

Amounts = Mapping[Timescale, int]
_LENGTHS: Mapping[Unit, timedelta] = {Unit.HOURS: timedelta(hours=1), Unit.MINUTES: timedelta(minutes=1)}


def planned(ladder: Ladder, *, due_at: datetime, opened_at: datetime, amounts: Amounts) -> list[Planned]:
    """Each step in the order of its time. Of what is late already when it is put down, everybody hears at once;
    reminders whose day has passed by then are not made up for.
    """
    found = [Planned(step, _at(ladder, step, due_at, opened_at, amounts)) for step in ladder.steps]
    met = (
        replace(one, at=max(one.at, opened_at)) if one.step.when in (DUE, AFTER) else one
        for one in found
        if one.at >= opened_at or one.step.when is not BEFORE
    )
    return sorted(met, key=lambda one: one.at)


def _at(ladder: Ladder, step: Step, due_at: datetime, opened_at: datetime, amounts: Amounts) -> datetime:
    if step.when is When.OPENED:
        return opened_at
    if step.when is DUE and ladder.is_urgent:
        return due_at
    if step.by is not None and RULES[step.by].unit in _LENGTHS:
        length = amounts[step.by] * _LENGTHS[RULES[step.by].unit]
        return due_at - length if step.when is BEFORE else due_at + length
    morning = morning_of(_day_of(step, due_at.astimezone(LONDON).date(), amounts), amounts)
    return morning if step.when is AFTER else min(morning, due_at)


def _day_of(step: Step, due_on: date, amounts: Amounts) -> date:
    """Whoever reads it is at work: what comes before or on the day comes early rather than late."""
    if step.by is None:
        return last_working_day(due_on)
    amount = amounts[step.by]
    if step.when is AFTER:
        return add_working_days(due_on, amount)
    if RULES[step.by].unit is Unit.WORKING_DAYS:
        return add_working_days(due_on, -amount)
    return last_working_day(due_on - timedelta(days=amount))


def morning_of(day: date, amounts: Amounts) -> datetime:
    return datetime.combine(day, time(amounts[Timescale.DIGEST_AT]), tzinfo=LONDON)


class How(StrEnum):
    """How somebody wants to hear by e-mail of one kind of work; the portal itself always shows it."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NOT = "not"


def mail_after(now: datetime, how: How, *, is_urgent: bool, is_new: bool, amounts: Amounts) -> datetime | None:
    """When an e-mail may go. What is urgent knows no night; all else rests, and goes on working days or when awake.

    What is merely new waits for the day's e-mail; what was planned for this morning is sent as soon as it is there.
    """
    if is_urgent:
        return now
    if how is How.NOT:
        return None
    here = now.astimezone(LONDON)
    if how is How.AT_ONCE:
        return _when_awake(now, here, amounts)
    today = morning_of(here.date(), amounts)
    is_at_work = is_working_day(here.date()) and here.hour < amounts[Timescale.QUIET_FROM]
    if is_at_work and (here < today or not is_new):
        return max(now, today)
    return morning_of(add_working_days(here.date(), 1), amounts)


def resting(amounts: Amounts, quiet_from: int | None, quiet_until: int | None) -> Amounts:
    """The partnership’s hours with somebody’s own inside them: they rest longer than it does, never less."""
    if quiet_from is None or quiet_until is None:
        return amounts
    wakes = max(amounts[Timescale.QUIET_UNTIL], quiet_until)
    own = {
        Timescale.QUIET_FROM: min(amounts[Timescale.QUIET_FROM], quiet_from),
        Timescale.QUIET_UNTIL: wakes,
        Timescale.DIGEST_AT: max(amounts[Timescale.DIGEST_AT], wakes),
    }
    return {**amounts, **own}


def _when_awake(now: datetime, here: datetime, amounts: Amounts) -> datetime:
    wakes = time(amounts[Timescale.QUIET_UNTIL])
    if here.hour >= amounts[Timescale.QUIET_FROM]:
        return datetime.combine(here.date() + timedelta(days=1), wakes, tzinfo=LONDON)
    return max(now, datetime.combine(here.date(), wakes, tzinfo=LONDON))
