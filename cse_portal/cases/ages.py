"""How old a child is, as people say it, and the ages at which something else holds."""

from __future__ import annotations

from datetime import date

from cse_portal.cases.child_lists import Born

NOT_KNOWN = "age not known"
UNDER = 13  # cannot consent, by law
ADULT = 18
MONTHS_AT_TRANSITION = 17 * 12 + 6  # from then on the way into adult services is prepared


def years_old(born_on: date, *, on: date) -> int:
    """Whoever was born on 29 February is a year older on 1 March, as the law counts."""
    had_birthday = (on.month, on.day) >= (born_on.month, born_on.day)
    return on.year - born_on.year - (0 if had_birthday else 1)


def years_before(on: date, years: int) -> date:
    """Whoever was born on that day, or before, has had so many birthdays."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return date(on.year - years, 2, 28)


def age_in_words(born_on: date | None, born_is: Born, *, on: date) -> str:
    if born_on is None or born_is == Born.NOT_KNOWN:
        return NOT_KNOWN
    if born_is == Born.UNBORN and born_on > on:
        return "not born yet"
    return _of_a_date(born_on, is_sure=born_is == Born.KNOWN, on=on)


def _of_a_date(born_on: date, *, is_sure: bool, on: date) -> str:
    years = years_old(born_on, on=on)
    if years < 0:
        return NOT_KNOWN
    if years >= 2 or not is_sure:
        return str(years) if is_sure else f"about {years}"
    months = (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)
    return "1 month" if months == 1 else f"{months} months"


def is_under_13(born: date | None, on: date) -> bool:
    return born is not None and born <= on and years_old(born, on=on) < UNDER


def turns_18_on(born: date) -> date:
    try:
        return born.replace(year=born.year + ADULT)
    except ValueError:
        return date(born.year + ADULT, 3, 1)


def transition_begins_on(born: date, months: int = MONTHS_AT_TRANSITION) -> date:
    """17 years 6 months, or as the partnership says; a day that the month does not have is the first of the next."""
    eighteenth = turns_18_on(born)
    month = eighteenth.year * 12 + eighteenth.month - 1 - (ADULT * 12 - months)
    try:
        return date(month // 12, month % 12 + 1, eighteenth.day)
    except ValueError:
        return date((month + 1) // 12, (month + 1) % 12 + 1, 1)


def is_turning_18(born: date | None, on: date) -> bool:
    return born is not None and transition_begins_on(born) <= on < turns_18_on(born)


def is_adult(born: date | None, on: date) -> bool:
    return born is not None and on >= turns_18_on(born)
