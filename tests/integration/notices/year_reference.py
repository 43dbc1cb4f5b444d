"""Who must be told what, when, worked out slowly and plainly from the pathway's words.

Nothing here is the portal's own but its table of amounts: days are counted one by one, bank holidays are the list that
the government published, and every piece of work is looked at at every tick of the clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cse_portal.agencies.timescales import DEFAULTS, Timescale

HERE = ZoneInfo("Europe/London")
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
HOLIDAYS = {
    *(date(2027, 8, 30), date(2027, 12, 27), date(2027, 12, 28), date(2028, 1, 3), date(2028, 4, 14)),
    *(date(2028, 4, 17), date(2028, 5, 1), date(2028, 5, 29), date(2028, 8, 28), date(2028, 12, 25)),
}
LADDER_OF = {
    "dormant_case": "work",
    "crime_reference": "work",
    "safety_plan": "work",
    "mid_point_check": "work",
    "case_allocation": "work",
    "transition": "review",
    "turning_18": "review",
    "missing_now": "quick",
    "return_interview": "hours",
}
RUNGS = ["worker", "manager", "contact", "lead", "board"]
Line = tuple[str, str, datetime, str, str, str, datetime]


def amount(name: str) -> int:
    return DEFAULTS[Timescale(name)]


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def forward(day: date, number: int) -> date:
    while number:
        day += DAY
        number -= works(day)
    return day


def back(day: date, number: int) -> date:
    while number:
        day -= DAY
        number -= works(day)
    return day


def or_before(day: date) -> date:
    while not works(day):
        day -= DAY
    return day


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=HERE)


def day_of(instant: datetime) -> date:
    return instant.astimezone(HERE).date()


def morning(day: date) -> datetime:
    return at(day, amount("digest_at"))


def later(instant: datetime, length: timedelta) -> datetime:
    """By the clock on the wall of nobody: an hour is an hour in the night when the clocks change, too."""
    return instant.astimezone(UTC) + length


def on_birthday(born: date, years: int) -> date:
    if (born.month, born.day) == (2, 29) and (born.year + years) % 4:
        return date(born.year + years, 3, 1)
    return date(born.year + years, born.month, born.day)


def half_a_year_before(day: date) -> date:
    year, month = (day.year, day.month - 6) if day.month > 6 else (day.year - 1, day.month + 6)
    for number in range(day.day, day.day + 4):
        try:
            date(year, month, number)
        except ValueError:
            return date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, number)
    raise AssertionError


@dataclass
class Work:
    kind: str
    case: str
    opened: datetime
    due: datetime
    person: str | None
    opened_by: str = ""
    told: set[str] = field(default_factory=set)
    look_at: datetime | None = None
    is_open: bool = True

    def steps(self) -> list[tuple[datetime, str, str]]:
        """When, which, and for whom it is meant."""
        ladder, day = LADDER_OF[self.kind], day_of(self.due)
        found: list[tuple[datetime, str, str]] = []
        if ladder == "work":
            found += [(min(morning(back(day, amount("remind_short"))), self.due), "again", "worker")]
        if ladder == "review":
            for name, step in (("remind_first", "first"), ("remind_again", "again")):
                found += [(min(morning(or_before(day - amount(name) * DAY)), self.due), step, "worker")]
        if ladder == "hours":
            for name, step in (("hours_first", "first"), ("hours_again", "again")):
                found += [(later(self.due, -amount(name) * HOUR), step, "worker")]
        if ladder == "quick":
            found += [(later(self.due, -amount("quick_first") * MINUTE), "again", "worker")]
        before = [one for one in found if one[0] >= self.opened]
        after = self._in_hours() if ladder in ("hours", "quick") else self._in_days(day)
        late = [(max(when, self.opened), step, whom) for when, step, whom in after]
        return sorted([(self.opened, "opened", "worker"), *before, *late], key=lambda one: one[0])

    def _in_hours(self) -> list[tuple[datetime, str, str]]:
        return [
            (self.due, "due", "worker"),
            (self.due, "manager", "manager"),
            (later(self.due, amount("hours_contact") * HOUR), "contact", "contact"),
            (later(self.due, amount("hours_lead") * HOUR), "lead", "lead"),
            (later(self.due, amount("hours_board") * HOUR), "board", "board"),
        ]

    def _in_days(self, day: date) -> list[tuple[datetime, str, str]]:
        rest = [
            ("late", "worker", "remind_late"),
            ("manager", "manager", "tell_manager"),
            ("late_again", "worker", "remind_late_again"),
            ("contact", "contact", "tell_contact"),
            ("lead", "lead", "tell_lead"),
            ("board", "board", "tell_board"),
        ]
        due = (min(morning(or_before(day)), self.due), "due", "worker")
        return [due, *((morning(forward(day, amount(name))), step, whom) for step, whom, name in rest)]


@dataclass
class Child:
    ref: str
    born: date
    begun: datetime
    worker: str | None
    written: datetime
    strategy: datetime | None = None
    has_reference: bool = False
    has_safety_plan: bool = False
    review: datetime | None = None
    next_review: date | None = None
    has_mid_point: bool = False
    is_planned: bool = False
    is_settled: bool = False
    known_to: set[str] | None = None  # restricted to these
    is_closed: bool = False


@dataclass
class Borough:
    """`posts`: who stands on each rung. Whoever has left stands on none."""

    posts: dict[str, set[str]]
    at_work: set[str]
    reviewer: str
    children: dict[str, Child] = field(default_factory=dict)
    work: list[Work] = field(default_factory=list)
    log: list[Line] = field(default_factory=list)

    def open(self, kind: str, case: str, now: datetime, due: datetime, person: str | None, by: str = "") -> None:
        self.work.append(Work(kind, case, now, due, person, by, look_at=now))

    def close(self, case: str, *kinds: str, person: str | None = None) -> None:
        for one in self.work:
            if one.case == case and one.kind in kinds and (person is None or one.person == person):
                one.is_open = False

    def standing(self, case: str, kind: str) -> list[Work]:
        return [one for one in self.work if one.is_open and (one.case, one.kind) == (case, kind)]

    # --- each morning ------------------------------------------------------------------------------------------------

    def open_by_calendar(self, now: datetime) -> None:
        for child in self.children.values():
            wanted = {} if child.is_closed else self._wanted(child, day_of(now))
            for kind in (
                "dormant_case",
                "crime_reference",
                "safety_plan",
                "mid_point_check",
                "transition",
                "turning_18",
            ):
                if kind in wanted and not self.standing(child.ref, kind):
                    whose = self.reviewer if kind == "mid_point_check" else self._worker(child)
                    self.open(kind, child.ref, now, wanted[kind], whose)
                if kind not in wanted:
                    self.close(child.ref, kind)

    def _worker(self, child: Child) -> str | None:
        """Of a restricted case whose worker has left it is the manager, who is named on it; of others nobody’s."""
        if child.worker in self.at_work or child.known_to is None:
            return child.worker if child.worker in self.at_work else None
        return min(child.known_to & self.posts["manager"])

    def _wanted(self, child: Child, today: date) -> dict[str, datetime]:
        found = {}
        silent = forward(day_of(child.written), amount("dormant_case"))
        if silent <= today:
            found["dormant_case"] = at(silent, 17)
        if child.strategy is not None and day_of(child.strategy) < today:
            if not child.has_reference:
                found["crime_reference"] = at(forward(day_of(child.strategy), amount("crime_reference")), 17)
            if not child.has_safety_plan:
                found["safety_plan"] = at(forward(day_of(child.strategy), amount("safety_plan")), 17)
        middle = self._middle(child)
        if middle is not None and middle - amount("remind_first") * DAY <= today:
            found["mid_point_check"] = at(middle, 17)
        ahead = amount("remind_first") * DAY
        grown = on_birthday(child.born, 18)
        for kind, day, done in (
            ("transition", half_a_year_before(grown), child.is_planned),
            ("turning_18", grown, child.is_settled),
        ):
            if day - ahead <= today and not done:
                found[kind] = at(max(day, day_of(child.begun) + ahead), 17)
        return found

    def _middle(self, child: Child) -> date | None:
        if child.review is None or child.next_review is None or child.has_mid_point:
            return None
        last = day_of(child.review)
        return last + timedelta(days=(child.next_review - last).days * amount("mid_point_check") // 100)

    # --- each tick ---------------------------------------------------------------------------------------------------

    def tell(self, now: datetime) -> None:
        for one in self.work:
            if not one.is_open or one.look_at is None or one.look_at > now:
                continue
            steps = one.steps()
            for when, step, meant in steps:
                if when <= now and step not in one.told:
                    rung, people = self._who(one, meant)
                    if step == "opened":
                        people = people - {one.opened_by}
                    for person in people:
                        one.told.add(step)
                        self.log.append((one.kind, one.case, one.opened, step, rung, person, now))
            one.look_at = min((when for when, _, _ in steps if when > now), default=None)

    def _who(self, one: Work, meant: str) -> tuple[str, set[str]]:
        for rung in RUNGS[RUNGS.index(meant) :]:
            people = self._on(one, rung)
            if people:
                return rung, people
        return "board", set()

    def _on(self, one: Work, rung: str) -> set[str]:
        child = self.children[one.case]
        if rung == "worker":
            if one.person is None:
                return self.posts["manager"] | self.posts["contact"]
            return {one.person} & self.at_work
        people = self.posts[rung] - ({one.person} if one.person else set())
        if child.known_to is not None and rung != "board":
            people &= child.known_to
        return people
