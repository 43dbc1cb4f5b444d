"""Secrets of second steps as they lie in the database: sealed with a key made from SECRET_KEY."""

from __future__ import annotations

from cse_portal.core.boxes import box

MARK = "sealed:"
PURPOSE = b"cse-portal second step"


def sealed(text: str) -> str:
    return MARK + box(PURPOSE).encrypt(text.encode()).decode()


def opened(kept: str) -> str:
    """What was kept before there was a seal is read as it is."""
    return box(PURPOSE).decrypt(kept.removeprefix(MARK).encode()).decode() if kept.startswith(MARK) else kept
