"""Small pictures inside marks: drawn by attributes only, silent for screen readers, in the mark's own colour."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin
from typing import Any

from django.template.loader import render_to_string

# Left edge, top and height of the three rising bars.
BARS = (("0.6", "9.6", "3.8"), ("6.6", "5.1", "8.3"), ("12.6", "0.6", "12.8"))


@lru_cache(maxsize=64)
def icon(name: str) -> str:
    return _drawn(name, {})


@lru_cache(maxsize=16)
def pie(twelfths: int) -> str:
    """A clock face filled clockwise; whole and empty faces need no arc."""
    filled = min(12, max(0, twelfths))
    angle = 2 * pi * filled / 12
    arc = f"M9 9V3A6 6 0 {int(filled > 6)} 1 {9 + 6 * sin(angle):.1f} {9 - 6 * cos(angle):.1f}Z"
    return _drawn("pie", {"is_full": filled == 12, "arc": arc if filled else ""})


@lru_cache(maxsize=8)
def bars(filled: int) -> str:
    """Three rising bars, as many filled as the score says."""
    drawn = [{"x": x, "y": y, "height": height, "is_filled": n < filled} for n, (x, y, height) in enumerate(BARS)]
    return _drawn("bars", {"bars": drawn})


def _drawn(name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"ui/icons/{name}.html", context)
