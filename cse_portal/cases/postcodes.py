"""Postcodes as the Royal Mail writes them."""

from __future__ import annotations

import re

SHAPE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}")


def tidy_postcode(typed: str) -> str:
    """Capitals with one space; nothing when it is no postcode."""
    plain = re.sub(r"[^A-Z0-9]", "", typed.upper())
    return f"{plain[:-3]} {plain[-3:]}" if SHAPE.fullmatch(plain) else ""
