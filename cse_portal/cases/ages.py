"""How old a child is, in words, and the ages at which something else holds."""

from __future__ import annotations

from datetime import date

UNDER = 13  # cannot consent, by law
ADULT = 18
MONTHS_BEFORE_ADULT = 6  # from 17 years 6 months the way into adult services is prepared
NOT_KNOWN = "age not known"


def birthday(born: date, years: int) -> date:
    """Whoever was born on 29 February has a birthday on 1 March in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def years_old(born: date, on: date) -> int:
    """Below nothing before the birth."""
    years = on.year - born.year
    return years if birthday(born, years) <= on else years - 1


def months_old(born: date, on: date) -> int:
    months = (on.year - born.year) * 12 + on.month - born.month
    return months if on.day >= born.day else months - 1


def in_words(born: date | None, on: date) -> str:
    """15; 4 months; newborn; not yet born."""
    if born is None:
        return NOT_KNOWN
    if on < born:
        return "not yet born"
    years = years_old(born, on)
    if years >= 2:
        return str(years)
    months = months_old(born, on)
    if months < 1:
        return "newborn"
    return "1 month" if months == 1 else f"{months} months"


def is_under_13(born: date | None, on: date) -> bool:
    return born is not None and years_old(born, on) < UNDER


def turns_18_on(born: date) -> date:
    return birthday(born, ADULT)


def transition_begins_on(born: date) -> date:
    """17 years and 6 months; a day that the month does not have is the first of the next."""
    eighteenth = turns_18_on(born)
    month = eighteenth.month - MONTHS_BEFORE_ADULT
    year = eighteenth.year if month > 0 else eighteenth.year - 1
    month = month if month > 0 else month + 12
    try:
        return date(year, month, eighteenth.day)
    except ValueError:
        return date(year + month // 12, month % 12 + 1, 1)


def is_turning_18(born: date | None, on: date) -> bool:
    return born is not None and transition_begins_on(born) <= on < turns_18_on(born)


def is_adult(born: date | None, on: date) -> bool:
    return born is not None and on >= turns_18_on(born)
