"""The kinds of plans for a child, and how soon each is looked at again. Stages add their own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlanKind:
    """`weeks` is the latest first review that the form proposes."""

    code: str
    title: str
    about: str
    weeks: int = 12


SAFETY = "safety"
_kinds: dict[str, PlanKind] = {}


def add_plan_kind(kind: PlanKind) -> PlanKind:
    """Called from a stage's `ready()`; the same code twice must say the same thing."""
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"The kind of plan {kind.code} is already called {_kinds[kind.code].title}")
    return kind


def plan_kind(code: str) -> PlanKind:
    return _kinds.get(code) or PlanKind(code, "Plan", "")


def plan_kinds() -> list[PlanKind]:
    return list(_kinds.values())


for one in (
    PlanKind("diversion", "Diversion plan", "What the network does together while the risk is low or medium", 6),
    PlanKind(SAFETY, "Safety plan", "What keeps the child safe where harm is likely, day by day and in an emergency"),
    PlanKind("child_in_need", "Child in need plan", "What children’s social care and others do for the child"),
    PlanKind("other", "Another plan", ""),
):
    add_plan_kind(one)
