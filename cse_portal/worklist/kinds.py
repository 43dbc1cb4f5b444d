"""The kinds of work there are: each stage adds its own in one line, and My work can be filtered by them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    code: str
    label: str
    order: int = 50


_kinds: dict[str, Kind] = {}


def add_kind(code: str, label: str, *, order: int = 50) -> Kind:
    """Called from a stage's `ready()`; the same code twice must say the same thing."""
    kind = Kind(code, label, order)
    if _kinds.setdefault(code, kind) != kind:
        raise ValueError(f"The kind of work {code} is already called {_kinds[code].label}")
    return kind


def is_kind(code: str) -> bool:
    return code in _kinds


def label_of(code: str) -> str:
    return _kinds[code].label


def all_kinds() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.label))


PEOPLE = add_kind("people", "People and access", order=80)
add_kind("service", "The service itself", order=90)
