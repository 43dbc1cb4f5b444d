"""Missing episodes: what there is to choose from, which times can be, how long they lasted, and what they set off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from cse_portal.core.refusals import Refused
from cse_portal.core.working_days import LONDON
from cse_portal.ui.dates import in_words, time_in_words

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HOURS_UP_TO = 2 * DAY  # longer than that, days are said too


class Kind(StrEnum):
    MISSING = "missing"
    AWAY = "away"
    EDUCATION = "education"


KINDS: Mapping[Kind, tuple[str, str]] = {
    Kind.MISSING: ("Missing", "Nobody knows where the child is, or the child is somewhere dangerous"),
    Kind.AWAY: ("Away without authorisation", "Where the child is, is known or likely, and they should not be there"),
    Kind.EDUCATION: ("Missing from education", "Left school or college in the day, or never came"),
}


class Risk(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


RISKS: Mapping[Risk, tuple[str, str]] = {
    Risk.HIGH: ("High", "Serious harm is likely now: ring 999 first"),
    Risk.MEDIUM: ("Medium", "Harm is likely, if not at this moment"),
    Risk.LOW: ("Low", "No sign of danger to the child so far"),
}


class Return(StrEnum):
    BACK = "back"
    POLICE = "police"
    FAMILY = "family"
    WORKER = "worker"
    OTHER = "other"


RETURNS: Mapping[Return, str] = {
    Return.BACK: "Came back",
    Return.POLICE: "Found by police",
    Return.FAMILY: "Found by family or carers",
    Return.WORKER: "Found by somebody who works with the child",
    Return.OTHER: "In another way",
}

# The nine letters of SAFEGUARD, as they are screened for.
INDICATORS: Mapping[str, str] = {
    "S": "Sexual health and behaviour",
    "A": "Absent from school or repeatedly running away",
    "F": "Familial abuse and problems at home",
    "E": "Emotional and physical condition",
    "G": "Gangs, older age groups and involvement in crime",
    "U": "Use of technology and sexual bullying",
    "Al": "Alcohol and drug misuse",
    "R": "Receipt of unexplained gifts or money",
    "D": "Distrust of authority figures",
}


class Step(StrEnum):
    """What happened on the way to a return home interview."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NOT_OFFERED = "not_offered"
    NONE = "none"


STEPS: Mapping[Step, str] = {
    Step.WAITING: "Offered, no answer yet",
    Step.ACCEPTED: "Offered and accepted",
    Step.DECLINED: "Offered and declined",
    Step.NOT_OFFERED: "Not offered yet",
    Step.NONE: "There will be no interview",
}
OFFERS = frozenset({Step.WAITING, Step.ACCEPTED, Step.DECLINED})
NEEDS_WHY = frozenset({Step.DECLINED, Step.NOT_OFFERED, Step.NONE})
DECLINED_OFTEN_ENOUGH = 2


class About(StrEnum):
    """What a line of follow-up is about."""

    ACTION = "action"
    LOOKED = "looked"
    SCREENING = "screening"
    ASSESSMENT = "assessment"


ABOUTS: Mapping[About, str] = {
    About.ACTION: "Action of a head of service",
    About.LOOKED: "Looked again while the child is missing",
    About.SCREENING: "Screening again",
    About.ASSESSMENT: "CSE assessment",
}


class MissingRefused(Refused):
    """These times cannot be, or the episode has moved on."""


STRUCK = "This episode was struck as recorded in error: nothing about it can be changed any more."
LEARNT_STRUCK = "This was struck through already."
STILL_MISSING = "The child is still missing. Record the return first."


@dataclass(frozen=True)
class Span:
    """From when until when; without an end it goes on."""

    began: datetime
    ended: datetime | None = None

    def meets(self, other: Span) -> bool:
        """Two share a moment; one that ends as the other begins does not."""
        return (other.ended is None or self.began < other.ended) and (self.ended is None or other.began < self.ended)


def trouble_with(span: Span, *, now: datetime, born_on: date | None, others: Iterable[Span] = ()) -> str:
    """Why these times cannot be, in a sentence; empty when they can."""
    if span.began > now or (span.ended is not None and span.ended > now):
        return "This is in the future. Enter when it happened."
    if span.ended is not None and span.ended <= span.began:
        return "The return must be after the child went missing."
    if born_on is not None and local_day(span.began) < born_on:
        return f"This is before the child was born, on {in_words(born_on)}."
    other = next((one for one in others if span.meets(one)), None)
    return f"This overlaps another episode of the child: {times(other)}." if other else ""


def times(span: Span) -> str:
    """From 6pm on 3 May 2026 to 8am on 4 May 2026."""
    end = f"to {_at(span.ended)}" if span.ended else "and still going on"
    return f"from {_at(span.began)} {end}"


def _at(moment: datetime) -> str:
    local = moment.astimezone(LONDON)
    return f"{time_in_words(local.time())} on {in_words(local.date())}"


def local_day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def length(began: datetime, ended: datetime) -> str:
    """In real hours, through a night in which the clocks change too: 40 minutes, 14 hours, 3 days 2 hours."""
    passed = max(ended.astimezone(UTC) - began.astimezone(UTC), timedelta())
    hours = passed // HOUR
    if hours == 0:
        return _counted(int(passed.total_seconds()) // 60, "minute")
    if passed < HOURS_UP_TO:
        return _counted(hours, "hour")
    days, left = divmod(hours, 24)
    return " ".join(filter(None, (_counted(days, "day"), _counted(left, "hour") if left else "")))


def interview_due(returned: datetime, hours: int) -> datetime:
    """Nights and weekends run on."""
    return returned.astimezone(UTC) + timedelta(hours=hours)


def interview_words(due: datetime, now: datetime) -> str:
    """50 hours left; 3 hours late."""
    if due > now:
        left = due - now
        return f"{_counted(left // HOUR, 'hour')} left" if left >= HOUR else "Less than an hour left"
    late = now - due
    return f"{_counted(late // HOUR, 'hour')} late" if late >= HOUR else "Less than an hour late"


def is_interview_settled(steps: Iterable[str]) -> bool:
    """Declined twice, or there is a reason why there will be none; whatever came later counts."""
    said = list(steps)
    if said and said[-1] == Step.ACCEPTED:
        return False
    return Step.NONE in said or said.count(Step.DECLINED) >= DECLINED_OFTEN_ENOUGH


def counted(days: Iterable[date], *, on: date, within: int) -> int:
    """Those that began in the days up to this one, which is the last of them."""
    return sum(0 <= (on - day).days < within for day in days)


def crosses(day: date, others: Iterable[date], *, times: int, within: int) -> bool:
    """With the episode that began on this day there are enough of them, and without it there were not."""
    return counted(others, on=day, within=within) == times - 1


NUMBERS = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}


def many_words(times: int, within: int) -> str:
    return f"{NUMBERS.get(times, str(times))} times missing in {within} days"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
