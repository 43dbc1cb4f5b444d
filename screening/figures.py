"""The board's figures of screenings: of which months, what is counted, and how it is said. No framework here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from cse_portal.cases.child_lists import ETHNICITY_GROUPS, STATUS_KINDS
from cse_portal.core.working_days import LONDON, add_months
from cse_portal.ui.dates import MONTHS

MONTHS_IN_A_QUARTER, MONTHS_IN_A_YEAR = 3, 12
YEARS_BACK = 6

# Under which status a child is counted: the first of these that held on the day of the decision.
CARE = ("lac", "leaver", "cp", "cin")
NOT_RECORDED = "Not recorded"


@dataclass(frozen=True)
class Period:
    """Whole months: days would tell whose screening it was."""

    first: date
    last: date  # the first day of the last month

    @property
    def since(self) -> datetime:
        return datetime.combine(self.first, time(), tzinfo=LONDON)

    @property
    def before(self) -> datetime:
        return datetime.combine(add_months(self.last, 1), time(), tzinfo=LONDON)

    @property
    def words(self) -> str:
        if self.first == self.last:
            return in_words(self.last)
        same_year = self.first.year == self.last.year
        begins = MONTHS[self.first.month - 1] if same_year else in_words(self.first)
        return f"{begins} to {in_words(self.last)}"

    def is_over(self, today: date) -> bool:
        return add_months(self.last, 1) <= today


@dataclass(frozen=True)
class Counted:
    """One row of the database's counts; what it means, `what` says."""

    what: str
    agency: int | None
    edition: str
    code: str
    other: str
    number: int
    middle: float | None = None
    late: float | None = None


def code_of(month: date) -> str:
    """As it stands in an address."""
    return f"{month.year}-{month.month:02}"


def month_of(code: str) -> date:
    return date.fromisoformat(f"{code}-01")


def in_words(month: date) -> str:
    return f"{MONTHS[month.month - 1]} {month.year}"


def months(today: date) -> list[date]:
    """Those that can be asked for, the latest first."""
    this = today.replace(day=1)
    return [add_months(this, -back) for back in range(YEARS_BACK * MONTHS_IN_A_YEAR)]


def last_quarter(today: date) -> Period:
    """The latest that is over."""
    begun = date(today.year, today.month - (today.month - 1) % MONTHS_IN_A_QUARTER, 1)
    return Period(add_months(begun, -MONTHS_IN_A_QUARTER), add_months(begun, -1))


def usual(today: date) -> list[Period]:
    """One click away: four quarters, the latest first, and the year that they make."""
    latest = last_quarter(today)
    quarters = [
        Period(add_months(latest.first, -back), add_months(latest.last, -back))
        for back in range(0, MONTHS_IN_A_YEAR, MONTHS_IN_A_QUARTER)
    ]
    return [*quarters, Period(quarters[-1].first, latest.last)]


# ── What children are told apart by, for the view of equality ────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Side:
    """`groups`: the codes that are counted together, by the title under which they stand."""

    code: str
    title: str
    groups: Mapping[str, frozenset[str]]
    otherwise: str = NOT_RECORDED

    def group_of(self, code: str) -> str:
        return next((title for title, codes in self.groups.items() if code in codes), self.otherwise)

    @property
    def titles(self) -> list[str]:
        return list(dict.fromkeys([*self.groups, self.otherwise]))


def _each(titles: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {title: frozenset({code}) for code, title in titles.items()}


SIDES: tuple[Side, ...] = (
    Side("sex", "Sex", _each({"female": "Female", "male": "Male"})),
    Side(
        "ethnicity",
        "Ethnic group",
        {group: frozenset(codes) - {"REFU"} for group, codes in ETHNICITY_GROUPS.items()},
        "Not recorded, or preferred not to say",
    ),
    Side("disability", "Disability", _each({"yes": "Disabled", "no": "Not disabled"})),
    Side("care", "Care and plans", _each({code: STATUS_KINDS[code] for code in CARE}), "None of these"),
)


# ── In words ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def share_of(number: int, total: int) -> int:
    """In whole per cent."""
    return int(number * 100 / total + 0.5) if total else 0


def duration(seconds: float | None) -> str:
    """Hours under two days, else days: as somebody would say it."""
    if seconds is None:
        return ""
    spent = timedelta(seconds=max(seconds, 0))
    if spent < timedelta(hours=1):
        return _many(round(spent.total_seconds() / 60), "minute")
    if spent < timedelta(days=2):
        return _many(round(spent.total_seconds() / 3600), "hour")
    return _many(round(spent.total_seconds() / 86400), "day")


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def summed(rows: Iterable[Counted], by: Sequence[str]) -> dict[tuple[object, ...], int]:
    """How many there are of each, by these columns."""
    found: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = tuple(getattr(row, name) for name in by)
        found[key] = found.get(key, 0) + row.number
    return found


# ── What counts, as the page says it ─────────────────────────────────────────────────────────────────────────────────
DEFINITIONS: tuple[tuple[str, str], ...] = (
    (
        "What is counted",
        "Tools that somebody decided about in these months, of every agency, whatever their handling mark and also of "
        "restricted cases. What is still being filled in, or was set aside, is not counted.",
    ),
    ("Months", "By the day of the decision. Only whole months are counted, so that no single screening stands out."),
    (
        "Band",
        "The highest in which a sign stands that is there now. Background alone has none.",
    ),
    ("Letter", "Tools in which a sign of this letter is there now; one tool may stand under several letters."),
    (
        "Time to complete",
        "From when the tool was begun until somebody decided. Half take less than the median; nine in ten less than "
        "the longer time.",
    ),
    (
        "Decided otherwise",
        "What was decided is higher or lower than what the tool suggested; the reason is in the tool.",
    ),
    (
        "Not known",
        "Answered “not known” for either period, as a share of the tools of the editions that ask it.",
    ),
    (
        "Children",
        "In the tables by sex, ethnic group, disability and care each child counts once, by the latest tool of these "
        "months, as the record says today; care and plans as on the day of the decision.",
    ),
    (
        "Small numbers",
        "Numbers from 1 to 4 are not shown. “Hidden” stops them being worked out from others; of a group that is "
        "small itself nothing is shown. 0 is shown.",
    ),
)
