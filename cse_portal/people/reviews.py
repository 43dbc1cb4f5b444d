"""What is decided about each person in an access review, and when a line is settled."""

from __future__ import annotations

from enum import StrEnum


class Decision(StrEnum):
    NONE = ""
    KEEP = "keep"
    CHANGE = "change"
    END = "end"


TITLES: dict[Decision, str] = {
    Decision.NONE: "Not looked at",
    Decision.KEEP: "Keep",
    Decision.CHANGE: "Change the role",
    Decision.END: "End the access",
}


class Outcome(StrEnum):
    """What came of a line, as the signed record says it."""

    OPEN = "open"
    TO_DO = "to_do"
    KEPT = "kept"
    CHANGED = "changed"
    ENDED = "ended"


OUTCOMES: dict[Outcome, str] = {
    Outcome.OPEN: "Not looked at",
    Outcome.TO_DO: "Decided, not done yet",
    Outcome.KEPT: "Kept",
    Outcome.CHANGED: "Role changed",
    Outcome.ENDED: "Access ended",
}
SETTLED = frozenset({Outcome.KEPT, Outcome.CHANGED, Outcome.ENDED})


def outcome_of(decision: Decision, *, is_changed: bool, is_ended: bool) -> Outcome:
    """What was really done outweighs what was meant; a decision to change or end waits until it is done."""
    if is_changed:
        return Outcome.CHANGED
    if is_ended:
        return Outcome.ENDED
    if decision == Decision.KEEP:
        return Outcome.KEPT
    return Outcome.OPEN if decision == Decision.NONE else Outcome.TO_DO
