"""Opaque references: short enough to read out on the telephone, saying nothing about anyone."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# No vowels, so no words; no 0 1 2 5 8 or letters that sound or look alike on a bad line.
ALPHABET = "34679CDFGHJKMNPQRTVWXYZ"
GROUPS, GROUP_LENGTH = 3, 4


_choose: ContextVar[Callable[[str], str]] = ContextVar("choose", default=secrets.choice)


@contextmanager
def drawn_by(choose: Callable[[str], str]) -> Iterator[None]:
    """Inside, references come from this choice of a letter: the demo is the same for the same seed."""
    token = _choose.set(choose)
    try:
        yield
    finally:
        _choose.reset(token)


def new_reference() -> str:
    """Like K7MX-4TRP-W9HC: 54 bits, random, so that no reference can be guessed from another."""
    choose = _choose.get()
    letters = (choose(ALPHABET) for _ in range(GROUPS * GROUP_LENGTH))
    text = "".join(letters)
    return "-".join(text[i : i + GROUP_LENGTH] for i in range(0, len(text), GROUP_LENGTH))


def tidy(typed: str) -> str:
    """What a person typed, as the reference is stored: capitals, in groups, odd characters gone."""
    letters = "".join(char for char in typed.upper() if char in ALPHABET)
    return "-".join(letters[i : i + GROUP_LENGTH] for i in range(0, len(letters), GROUP_LENGTH))


SHAPE = rf"[{ALPHABET}]{{{GROUP_LENGTH}}}(?:-[{ALPHABET}]{{{GROUP_LENGTH}}}){{{GROUPS - 1}}}"


def is_reference(text: str) -> bool:
    return re.fullmatch(SHAPE, text) is not None


class ReferenceInAddress:
    """Django's converter for `<ref:ref>`: whatever a lookup can be asked for, so without the character it refuses."""

    regex = r"[^/\x00]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
