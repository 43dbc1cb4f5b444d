"""When a session ends: after a while without activity, and after a day's work in any case."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

STARTED_AT = "started_at"
HAT = "hat"  # the role, of several, in which the person works
SEEN_AT = "seen_at"
SECOND_STEP_OF = "second_step_of"
CONFIRMED_AT = "confirmed_at"
REF, DEVICE, ADDRESS = "ref", "device", "address"
SHUT_OUT = "shut_out"  # who was signed in here when their last role ended, and when that was noticed
TOUCH_EVERY = 60  # seconds: pages do not each write their session
WARN_BEFORE = 300
CONFIRM_PREFIX = "_confirm"  # of the fields that show who one is, in a form that is sent along with them

Session = MutableMapping[str, Any]


class End(StrEnum):
    """Why a session ended by itself."""

    IDLE = "idle"
    TOO_LONG = "too_long"
    SWITCHED_OFF = "switched_off"
    NO_ACCESS = "no_access"
    SECOND_STEP_MISSING = "second_step_missing"


@dataclass(frozen=True)
class Limits:
    """In seconds."""

    idle: int
    longest: int


@dataclass(frozen=True)
class Left:
    """How long a session still has, in seconds, and which limit comes first."""

    seconds: int
    can_stay: bool


def begin(session: Session, *, now: int) -> None:
    session[STARTED_AT] = session[SEEN_AT] = now


def note_shut_out(session: Session, *, person: int, now: int) -> None:
    session[SHUT_OUT] = [person, now]


def shut_out(session: Session, *, within: int, now: int) -> int | None:
    """Whom pages still tell why their session ended; after a while whoever sits here may be somebody else."""
    person, at = session.get(SHUT_OUT, (None, 0))
    return person if person and 0 <= now - at <= within else None


def note_confirmed(session: Session, *, now: int) -> None:
    """The person has just shown that it is they: by signing in, or by being asked again."""
    session[CONFIRMED_AT] = now


def is_fresh(session: Session, *, within: int, now: int) -> bool:
    """A clock that was put back makes nothing fresh."""
    confirmed = session.get(CONFIRMED_AT)
    return confirmed is not None and 0 <= now - confirmed < within


def why_ended(session: Session, limits: Limits, *, now: int) -> End | None:
    """A session that was never begun is taken as beginning now."""
    if now - session.get(STARTED_AT, now) >= limits.longest:
        return End.TOO_LONG
    if now - session.get(SEEN_AT, now) >= limits.idle:
        return End.IDLE
    return None


def touch(session: Session, *, now: int) -> None:
    if STARTED_AT not in session:
        begin(session, now=now)
    elif now - session.get(SEEN_AT, 0) >= TOUCH_EVERY:
        session[SEEN_AT] = now


def left(session: Session, limits: Limits, *, now: int) -> Left:
    until_idle = session.get(SEEN_AT, now) + limits.idle - now
    until_longest = session.get(STARTED_AT, now) + limits.longest - now
    return Left(seconds=max(0, min(until_idle, until_longest)), can_stay=until_longest > until_idle)


def passed_second_step(session: Session, *, person: int) -> bool:
    return bool(session.get(SECOND_STEP_OF) == person)


def note_second_step(session: Session, *, person: int) -> None:
    session[SECOND_STEP_OF] = person


def forget_second_step(session: Session) -> None:
    session.pop(SECOND_STEP_OF, None)
