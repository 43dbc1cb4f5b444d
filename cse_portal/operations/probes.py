"""What the worker looks at each time it shows that it lives: rooms above add what is theirs."""

from __future__ import annotations

from collections.abc import Callable

Probe = Callable[[], str]
_probes: dict[str, Probe] = {}


def add_probe(name: str, probe: Probe) -> None:
    """Called from a room's `ready()`; says what is wrong, or nothing. Adding the same one twice changes nothing."""
    _probes[name] = probe


def problems() -> dict[str, str]:
    return {name: probe() for name, probe in _probes.items()}
