"""What a police crime reference looks like in a partnership: 9 stands for any digit, A for any letter."""

from __future__ import annotations

import re

DEFAULT = "9999999/99"
SIGNS = re.compile(r"[9A/ .-]+", re.ASCII)
_PARTS = {"9": r"\d", "A": "[A-Z]"}


def is_pattern(text: str) -> bool:
    """Digits, letters, and what stands between them."""
    return bool(SIGNS.fullmatch(text)) and any(sign in text for sign in _PARTS)


def tidy(text: str) -> str:
    return " ".join(text.upper().split())


def fits(pattern: str, text: str) -> bool:
    made = "".join(_PARTS.get(sign, re.escape(sign)) for sign in pattern)
    return bool(re.fullmatch(made, tidy(text), re.ASCII))


def example(pattern: str) -> str:
    """1234567/89."""
    digits, letters = iter("12345678901234567890" * 6), iter("ABCDEFGHJK" * 12)
    return "".join(next(digits) if sign == "9" else next(letters) if sign == "A" else sign for sign in pattern)
