"""The kinds of work there are: each stage adds its own in one line, and My work can be filtered by them."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.worklist.due_rules import TABLE, DueRule
from cse_portal.worklist.ladders import Ladder


@dataclass(frozen=True)
class Kind:
    code: str
    label: str
    order: int = 50
    rule: DueRule = DueRule.AGREED

    @property
    def ladder(self) -> Ladder:
        return TABLE[self.rule].ladder


_kinds: dict[str, Kind] = {}


def add_kind(code: str, label: str, *, order: int = 50, rule: DueRule = DueRule.AGREED) -> Kind:
    """One line is all that a stage says: its rule brings the reminders and who is told when it is late.

    Called from a stage's `ready()`; the same code twice must say the same thing.
    """
    kind = Kind(code, label, order, rule)
    if _kinds.setdefault(code, kind) != kind:
        raise ValueError(f"The kind of work {code} is already called {_kinds[code].label}")
    return kind


def is_kind(code: str) -> bool:
    return code in _kinds


def kind_of(code: str) -> Kind | None:
    """A later release may have forgotten a kind of which work is still open."""
    return _kinds.get(code)


def ladder_of(code: str) -> Ladder:
    """One that nobody has added any more is told as other work is."""
    kind = _kinds.get(code)
    return kind.ladder if kind else TABLE[DueRule.AGREED].ladder


def label_of(code: str) -> str:
    return _kinds[code].label


def all_kinds() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.label))


PEOPLE = add_kind("people", "People and access", order=80, rule=DueRule.ACCESS_REVIEW)
add_kind("service", "The service itself", order=90, rule=DueRule.KEPT_INSIDE)
