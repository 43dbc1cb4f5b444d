"""Opaque references: short enough to read out on the telephone, saying nothing about anyone."""

from __future__ import annotations

import secrets

# No vowels, so no words; no 0 1 2 5 8 or letters that sound or look alike on a bad line.
ALPHABET = "34679CDFGHJKMNPQRTVWXYZ"
GROUPS, GROUP_LENGTH = 3, 4


def new_reference() -> str:
    """Like K7MX-4TRP-W9HC: 54 bits, random, so that no reference can be guessed from another."""
    letters = (secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP_LENGTH))
    text = "".join(letters)
    return "-".join(text[i : i + GROUP_LENGTH] for i in range(0, len(text), GROUP_LENGTH))


def tidy(typed: str) -> str:
    """What a person typed, as the reference is stored: capitals, in groups, odd characters gone."""
    letters = "".join(char for char in typed.upper() if char in ALPHABET)
    return "-".join(letters[i : i + GROUP_LENGTH] for i in range(0, len(letters), GROUP_LENGTH))
