"""When wrong attempts lock an account, and for how long: the same for an address that nobody has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST = timedelta(hours=24)
FORGOTTEN_AFTER = timedelta(hours=24)  # since the last wrong attempt, or since the lock ended


@dataclass(frozen=True)
class LockRules:
    """So many wrong attempts in a row lock for so long; each further such row locks for twice as long."""

    attempts: int
    first: timedelta


@dataclass(frozen=True)
class Tally:
    failures: int = 0
    last_at: datetime | None = None
    locked_until: datetime | None = None

    def is_locked(self, now: datetime) -> bool:
        return self.locked_until is not None and self.locked_until > now


def lasts(failures: int, rules: LockRules) -> timedelta | None:
    """How long the lock is that this many failures bring; None when they bring none."""
    if failures == 0 or failures % rules.attempts:
        return None
    doublings = failures // rules.attempts - 1
    return LONGEST if doublings > 16 else min(rules.first * 2**doublings, LONGEST)


def after_failure(before: Tally, rules: LockRules, *, now: datetime) -> Tally:
    """A failure while locked counts for nothing: it was never looked at."""
    if before.is_locked(now):
        return before
    counted_from = max(filter(None, (before.last_at, before.locked_until)), default=None)
    is_old = counted_from is None or now - counted_from >= FORGOTTEN_AFTER
    failures = 1 if is_old else before.failures + 1
    length = lasts(failures, rules)
    return Tally(failures, now, now + length if length else None)
