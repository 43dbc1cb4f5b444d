"""The quarters in which every agency looks through who has access."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("January to March", "April to June", "July to September", "October to December")
TIME_TO_REVIEW = timedelta(days=28)


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> Quarter:
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def title(self) -> str:
        return f"{MONTHS[self.number - 1]} {self.year}"

    def due_on(self, opened_on: date) -> date:
        """The last day of the second month; an agency that begins late has four weeks all the same."""
        second_month_ends = date(self.year, 3 * self.number, 1) - timedelta(days=1)
        return max(second_month_ends, opened_on + TIME_TO_REVIEW)


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)
