"""How long each kind of record is kept, counted from when, and why. Plain rules that a manager can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from cse_portal.core.actor import Actor

LONGEST = 200  # years; more is a slip of the finger


@dataclass(frozen=True)
class RetentionClass:
    """One kind of record; it leaves only through a list that two people agreed."""

    code: str
    name: str
    years: int
    counted_from: str
    basis: str
    why: str


@dataclass(frozen=True)
class Housekeeping:
    """What the portal clears away by itself, because it is no record of anyone's case."""

    name: str
    kept_for: str
    why: str


CHILD = "child_cse_record"
AUDIT = "audit_trail"
SERVICE = "service_log"

CLASSES: tuple[RetentionClass, ...] = (
    RetentionClass(
        CHILD,
        "Every child with a CSE record",
        75,
        "the day the last case closed or the 18th birthday, whichever is later",
        "The Independent Inquiry into Child Sexual Abuse recommends 75 years for records about child sexual abuse",
        "People ask about what happened to them as children late in life, and inquiries look back for decades.",
    ),
    RetentionClass(
        AUDIT,
        "Audit trail",
        75,
        "the day of the event, and never before the last record it speaks of has gone",
        "It must outlive what it accounts for",
        "Without it nobody could tell who saw or changed a record that still exists.",
    ),
    RetentionClass(
        SERVICE,
        "Records of running the service: backups",
        6,
        "the day of the backup",
        "Limitation Act 1980: six years for claims about how a service was run",
        "They show that records were kept safe. They are about nobody.",
    ),
)
BY_CODE: Mapping[str, RetentionClass] = {one.code: one for one in CLASSES}

HOUSEKEEPING: tuple[Housekeeping, ...] = (
    Housekeeping("Drafts", "14 days after the last change", "Unfinished words are their writer’s alone."),
    Housekeeping("Files in My downloads", "7 days", "A copy of what the portal still holds."),
    Housekeeping("Sessions", "at most 24 hours", "They only say that somebody is signed in."),
    Housekeeping("Runs of scheduled work", "14 days, failures 90 days", "The machine’s own pulse, about nobody."),
)


class Kept(StrEnum):
    """Why something due is not disposed of after all."""

    HELD = "held"
    NOT_DUE = "not_due"
    GONE = "gone"


@dataclass(frozen=True)
class Due:
    """One record that has reached its end: an opaque reference, never a name."""

    ref: str
    due_on: date


@dataclass(frozen=True)
class Hold:
    """What nobody may dispose of while it lasts. Empty words mean everything of that level."""

    class_code: str = ""
    object_kind: str = ""
    object_ref: str = ""

    def covers(self, *, class_code: str, object_kind: str, object_ref: str) -> bool:
        return (
            self.class_code in ("", class_code)
            and self.object_kind in ("", object_kind)
            and self.object_ref in ("", object_ref)
        )


class RetentionSource(Protocol):
    """A kind of record that knows when each of its own reaches its end, and how one is disposed of."""

    object_kind: str
    class_code: str
    name: str

    def due(self, on: date, *, years: int) -> Iterable[Due]:
        """Those whose retention has ended by that day."""

    def due_on(self, ref: str, *, years: int) -> date | None:
        """When this one ends; None when it is not there (any more)."""

    def has(self, ref: str) -> bool:
        """Whether one of its own has this reference, whatever its age: only what is there can be held."""

    def dispose(self, ref: str, *, by: Actor) -> str:
        """Removes it and every trace of it, and returns the SHA-256 of what was removed."""


_sources: dict[str, RetentionSource] = {}


def register_source(source: RetentionSource) -> None:
    """Called from an app's `ready()`; doing it twice changes nothing."""
    if source.class_code not in BY_CODE:
        raise ValueError(f"There is no retention class {source.class_code}")
    _sources[source.object_kind] = source


def forget_source(object_kind: str) -> None:
    _sources.pop(object_kind, None)


def sources() -> tuple[RetentionSource, ...]:
    return tuple(_sources[kind] for kind in sorted(_sources))


def source_of(object_kind: str) -> RetentionSource | None:
    return _sources.get(object_kind)


def add_years(day: date, years: int) -> date:
    """29 February counts on to 1 March, so that nothing ends a day early."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def child_due_on(*, closed_on: date | None, turns_18_on: date | None, years: int) -> date | None:
    """None while a case is open: then nothing has begun to count."""
    if closed_on is None:
        return None
    return add_years(max(closed_on, turns_18_on or closed_on), years)


def audit_due_on(*, event_on: date, years: int, records_due_on: Iterable[date]) -> date:
    """At least as long as the longest record that the event speaks of."""
    return max((add_years(event_on, years), *records_due_on))


def problem_with(code: str, years: int, in_force: Mapping[str, int]) -> str:
    """Why these years may not be set, in words; nothing when they may."""
    least = BY_CODE[code].years
    if years < least:
        return f"Years must be {least} or more: this is the shortest that the law and the partnership allow"
    if years > LONGEST:
        return f"Years must be {LONGEST} or fewer"
    after = {**in_force, code: years}
    longest = max(number for other, number in after.items() if other != AUDIT)
    if after[AUDIT] < longest:
        if code == AUDIT:
            return f"Years must be {longest} or more: the audit trail is kept as long as the longest record"
        return f"Years must be {after[AUDIT]} or fewer, as long as the audit trail. Lengthen that first"
    return ""


def is_held(holds: Iterable[Hold], *, class_code: str, object_kind: str, object_ref: str) -> bool:
    return any(hold.covers(class_code=class_code, object_kind=object_kind, object_ref=object_ref) for hold in holds)


def why_kept(*, due_on: date | None, on: date, held: bool) -> Kept | None:
    """Asked once more at the moment of disposal: much can change after a list is agreed."""
    if due_on is None:
        return Kept.GONE
    if held:
        return Kept.HELD
    return Kept.NOT_DUE if due_on > on else None
