"""How old a child is, as people say it."""

from __future__ import annotations

from datetime import date

from cse_portal.cases.child_lists import Born

NOT_KNOWN = "age not known"


def years_old(born_on: date, *, on: date) -> int:
    """Whoever was born on 29 February is a year older on 1 March, as the law counts."""
    had_birthday = (on.month, on.day) >= (born_on.month, born_on.day)
    return on.year - born_on.year - (0 if had_birthday else 1)


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
