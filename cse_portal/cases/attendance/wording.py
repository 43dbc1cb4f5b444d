"""Rows and days of a school’s file in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cse_portal.ui.dates import in_words

AUTHORISED = {True: "Authorised", False: "Not authorised", None: "Not said"}


def ranges(numbers: Iterable[int]) -> str:
    """2 to 118, 120 and 125."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{one[0]} to {one[-1]}" if len(one) > 1 else str(one[0]) for one in runs]
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1]))) if said else ""


def days_words(first: date, last: date) -> str:
    return in_words(first) if first == last else f"{in_words(first)} to {in_words(last)}"


def sessions_words(number: int) -> str:
    return f"{number} session{'' if number == 1 else 's'}"
