"""The rows of a whole borough, made one after another, so that a million need no more room than ten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import chain, cycle, islice
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from cse_portal.agencies.roles import Role
from cse_portal.core.references import ALPHABET, GROUP_LENGTH, GROUPS
from cse_portal.core.working_days import LONDON
from cse_portal.demo.borough import Staffing
from cse_portal.demo.people import colleagues
from cse_portal.worklist.urgency import last_soon_day

HISTORY_IN_DAYS = 730
LEAVERS, NEWCOMERS, SECOND_HATS = 0.10, 0.03, 0.08
FOR_AN_AGENCY = 0.2  # of the open items, taken by nobody yet
EVENTS_OF_AN_ITEM = 10
BUSIEST_HAS_DUE = 25


def reference(random: Random) -> str:
    letters = "".join(random.choices(ALPHABET, k=GROUPS * GROUP_LENGTH))
    return "-".join(letters[i : i + GROUP_LENGTH] for i in range(0, len(letters), GROUP_LENGTH))


def at_hour(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


# --- Who works where -----------------------------------------------------------------------------


class Post(NamedTuple):
    """One role that one person holds, held or will hold in an agency."""

    agency: str
    role: Role
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Newcomer:
    """An invented person with their posts; the first one is their main one."""

    name: str
    email: str
    posts: tuple[Post, ...]


def staff(
    agencies: Sequence[Staffing], *, taken: set[str], second_hats: Sequence[str], random: Random, on: date
) -> Iterator[Newcomer]:
    names = colleagues(random, taken)
    for agency in agencies:
        for role, number in agency.people:
            for name, email in islice(names, number):
                main = _post(agency.name, role, random, on, is_only_one=number == 1)
                yield Newcomer(name, email, (main, *_second_hat(main, second_hats, random, on)))


def _post(agency: str, role: Role, random: Random, on: date, *, is_only_one: bool) -> Post:
    """Whoever is alone in a role has not left it, nor begins later: somebody does it today."""
    starts_on, chance = on - timedelta(days=random.randint(30, HISTORY_IN_DAYS)), random.random()
    if is_only_one:
        return Post(agency, role, starts_on, None)
    if chance < LEAVERS:
        return Post(agency, role, starts_on, starts_on + timedelta(days=random.randint(10, (on - starts_on).days - 1)))
    if chance < LEAVERS + NEWCOMERS:
        return Post(agency, role, on + timedelta(days=random.randint(3, 20)), None)
    return Post(agency, role, starts_on, None)


def _second_hat(main: Post, agencies: Sequence[str], random: Random, on: date) -> Iterator[Post]:
    """A few people also sit on the panel, or give a day a week to another agency."""
    if main.ends_on is None and main.starts_on < on and random.random() < SECOND_HATS:
        roles = (Role.MASE_MEMBER, Role.PREVENTION_LEAD, Role.STRATEGIC_GROUP_MEMBER)
        role = random.choice([one for one in roles if one != main.role])
        yield Post(random.choice((main.agency, *agencies)), role, main.starts_on + timedelta(days=20), None)


# --- What is due ---------------------------------------------------------------------------------


class Worker(NamedTuple):
    """A person in a live post, as far as due items and events name them."""

    person: int
    name: str
    agency: int
    role: Role


class Words(NamedTuple):
    """What a due item says and opens."""

    kind: str
    task: str
    button: str
    url: str


class DueRow(NamedTuple):
    """One row of the table of due items, in the order of its columns."""

    ref: str
    version: int
    created_at: datetime
    updated_at: datetime
    kind: str
    task: str
    detail: str
    button: str
    url: str
    person_id: int | None
    agency_id: int
    role: str
    source_ref: str
    opened_at: datetime
    due_at: datetime
    critical_at: datetime | None
    closed_at: datetime | None


class State(StrEnum):
    DONE = "done"
    CRITICAL = "critical"
    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"


SHARES: dict[State, int] = {State.DONE: 55, State.CRITICAL: 3, State.OVERDUE: 8, State.SOON: 16, State.LATER: 18}
# What each of the named cast finds on My work, and what the busiest person does.
HAND: tuple[State, ...] = (State.CRITICAL, State.OVERDUE, *[State.SOON] * 3, *[State.LATER] * 2)
FULL_DESK: tuple[State, ...] = (*[State.CRITICAL] * 3, *[State.OVERDUE] * 7, *[State.SOON] * 15)


@dataclass(frozen=True)
class Desks:
    """Everyone who can have something to do, and what can be asked of their role."""

    cast: Sequence[Worker]
    busiest: Worker
    others: Sequence[Worker]
    words: Mapping[Role, Sequence[Words]]
    agency_words: Mapping[Role, Sequence[Words]]

    @property
    def everyone(self) -> Sequence[Worker]:
        return [*self.cast, *self.others]


def due_rows(desks: Desks, *, size: int, random: Random, on: date) -> Iterator[DueRow]:
    """The desks of the cast and of the busiest first, then everybody else's work of two years."""
    return islice(chain(_hands(desks, random, on), _rest(desks, random, on)), size)


def _hands(desks: Desks, random: Random, on: date) -> Iterator[DueRow]:
    everyone = desks.everyone
    for worker, states in [*((member, HAND) for member in desks.cast), (desks.busiest, FULL_DESK)]:
        words = list(desks.words[worker.role])
        random.shuffle(words)
        for state, one in zip(states, cycle(words), strict=False):
            yield _row(state, one, worker, False, random.choice(everyone), random, on)


def _rest(desks: Desks, random: Random, on: date) -> Iterator[DueRow]:
    everyone, others = desks.everyone, desks.others
    states, shares = tuple(SHARES), tuple(SHARES.values())
    while True:
        state = random.choices(states, weights=shares)[0]
        worker = random.choice(others)
        shared = desks.agency_words[worker.role]
        for_agency = bool(shared) and state != State.DONE and random.random() < FOR_AN_AGENCY
        words = random.choice(shared if for_agency else desks.words[worker.role])
        yield _row(state, words, worker, for_agency, random.choice(everyone), random, on)


def _row(
    state: State, words: Words, worker: Worker, for_agency: bool, asked_by: Worker, random: Random, on: date
) -> DueRow:
    opened_at, due_at, critical_at, closed_at = _instants(state, random, on)
    return DueRow(
        ref=reference(random),
        version=2 if closed_at else 1,
        created_at=opened_at,
        updated_at=closed_at or opened_at,
        kind=words.kind,
        task=words.task,
        detail=_detail(asked_by, opened_at, random),
        button=words.button,
        url=words.url,
        person_id=None if for_agency else worker.person,
        agency_id=worker.agency,
        role=worker.role if for_agency else "",
        source_ref="",
        opened_at=opened_at,
        due_at=due_at,
        critical_at=critical_at,
        closed_at=closed_at,
    )


def _detail(asked_by: Worker, opened_at: datetime, random: Random) -> str:
    day = f"{opened_at.day} {opened_at:%B}"
    return random.choice(
        (
            f"Asked by {asked_by.name} on {day}",
            f"Agreed with {asked_by.name} at supervision, {day}",
            f"From the induction list that {asked_by.name} keeps",
            f"Asked at the team meeting of {day}",
        )
    )


def _instants(state: State, random: Random, on: date) -> tuple[datetime, datetime, datetime | None, datetime | None]:
    """When it was opened, is due, becomes critical and was closed."""
    hour, minute = random.randint(8, 16), random.randrange(60)
    if state == State.DONE:
        opened = _weekday(on - timedelta(days=random.randint(40, HISTORY_IN_DAYS)), -1)
        due = _weekday(opened + timedelta(days=random.randint(5, 20)), 1)
        closed = _weekday(due + timedelta(days=random.randint(-4, 6)), 1)
        return at_hour(opened, hour, minute), at_hour(due, 17), None, at_hour(closed, hour, minute)
    due, critical_after = _due(state, random, on)
    opened = _weekday(min(due, on) - timedelta(days=random.randint(1, 20)), -1)
    critical = None if critical_after is None else at_hour(due + timedelta(days=critical_after), 17)
    return at_hour(opened, hour, minute), at_hour(due, 17), critical, None


def _due(state: State, random: Random, on: date) -> tuple[date, int | None]:
    """The day on which an open item is due, and after how many days it becomes critical."""
    if state == State.CRITICAL:
        return _weekday(on - timedelta(days=random.randint(15, 60)), -1), 14
    if state == State.OVERDUE:
        return _weekday(on - timedelta(days=random.randint(1, 9)), -1), random.choice((None, 28))
    if state == State.SOON:
        return _weekday(on + timedelta(days=random.randint(0, 5)), 1), random.choice((None, 14))
    return _weekday(last_soon_day(on) + timedelta(days=random.randint(1, 80)), 1), None


def _weekday(day: date, step: int) -> date:
    while day.weekday() >= 5:
        day += timedelta(days=step)
    return day


# --- What happened -------------------------------------------------------------------------------


class EventRow(NamedTuple):
    """One row of the audit trail, in the order of its columns."""

    at: datetime
    actor_kind: str
    actor_id: int
    purpose: str
    kind: str
    object_kind: str
    object_ref: str
    detail: dict[str, Any]
    reason: str
    request_id: str


def event_rows(items: Iterable[DueRow], *, workers: Sequence[Worker], random: Random, on: date) -> Iterator[EventRow]:
    """Opened, looked at, and closed where it was: ten events an item."""
    latest = at_hour(on, 0)
    for item in items:
        ends_at = item.closed_at or max(latest, item.opened_at)
        step = (ends_at - item.opened_at) / (EVENTS_OF_AN_ITEM - 1)
        for number in range(EVENTS_OF_AN_ITEM):
            actor = item.person_id or random.choice(workers).person
            yield EventRow(
                at=item.opened_at + step * number,
                actor_kind="person",
                actor_id=random.choice(workers).person if number == 0 else actor,
                purpose="",
                kind=_event_kind(number, item),
                object_kind="worklist.dueitem",
                object_ref=item.ref,
                detail={"kind": item.kind},
                reason="",
                request_id=str(UUID(int=random.getrandbits(128), version=4)),
            )


def _event_kind(number: int, item: DueRow) -> str:
    if number == 0:
        return "due_item.opened"
    is_last = number == EVENTS_OF_AN_ITEM - 1
    return "due_item.closed" if is_last and item.closed_at else "due_item.read"
