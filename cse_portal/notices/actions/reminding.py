"""The sweep over work that is due: each step of its ladder is told once, to whoever stands on it that day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from cse_portal.agencies.models import Partnership, User
from cse_portal.audit.actions import record
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor, System
from cse_portal.notices.letter_states import KeptBack
from cse_portal.notices.models import Notice
from cse_portal.notices.queries import quiet_of, ways_of
from cse_portal.notices.whom import Whom
from cse_portal.worklist.kinds import ladder_of
from cse_portal.worklist.ladders import How, Ladder, Planned, Told, When, mail_after, planned, resting
from cse_portal.worklist.models import DueItem

BATCH = 500
MOST_FAILURES = 5
TIMINGS = "look again at open work after timings were changed"
AGAIN = "try again what could not be told"
log = structlog.get_logger("portal.notices")
Steps = dict[int, set[str]]


@dataclass
class Made:
    """What a batch comes to: rows to write, and when each piece of work is looked at next."""

    notices: list[Notice] = field(default_factory=list)
    next_at: dict[int, datetime | None] = field(default_factory=dict)


@transaction.atomic
def remind_batch(*, most: int = BATCH, by: System) -> int:
    """How many were looked at. Two sweeps at once take different rows; what fails is taken one by one, once more."""
    now = clock.now()
    locked = DueItem.objects.to_be_told(now).select_for_update(skip_locked=True, of=("self",))
    items = list(locked[:most])
    if not items:
        return 0
    try:
        with transaction.atomic():
            told = _tell(items, now)
    except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
        log.error("reminding.batch_failed", kind=type(error).__name__)
        told = sum(_tell_alone(item, now) for item in items)
    record("notices.posted", detail={"items": len(items), "notices": told}, by=by)
    return len(items)


@transaction.atomic
def tell_all_again(*, by: User) -> int:
    """What was set aside is tried again; the work itself was open all the time."""
    with wall.as_system(AGAIN):
        found = DueItem.objects.open().filter(set_aside_at__isnull=False)
        number = found.update(step_failures=0, set_aside_at=None, next_step_at=clock.now())
    record("due_items.told_again", detail={"items": number}, by=by)
    return number


@transaction.atomic
def look_at_all_again(*, partnership: Partnership, by: Actor) -> int:
    """After its timings were changed: each piece of open work is looked at anew, and nothing is told twice."""
    with wall.as_system(TIMINGS):
        found = DueItem.objects.open().filter(agency__partnership=partnership, set_aside_at__isnull=True)
        number = found.update(next_step_at=clock.now())
    record("notices.timings_changed", about=partnership, detail={"items": number}, by=by)
    return number


def _tell(items: Sequence[DueItem], now: datetime) -> int:
    whom, told = Whom(items, now), _told_already(items)
    made = Made()
    for item in items:
        _climb(item, whom, told[item.pk], made, now)
    _set_mail(made.notices, whom, items, now)
    Notice.objects.bulk_create(made.notices, ignore_conflicts=True)
    by_time: dict[datetime | None, list[int]] = defaultdict(list)
    for number, at in made.next_at.items():
        by_time[at].append(number)
    for at, numbers in by_time.items():
        DueItem.objects.filter(pk__in=numbers).update(next_step_at=at, step_failures=0)
    return len(made.notices)


def _tell_alone(item: DueItem, now: datetime) -> int:
    try:
        with transaction.atomic():
            return _tell([item], now)
    except Exception as error:  # noqa: BLE001 - and this one is set aside
        log.error("reminding.item_failed", item=item.ref, kind=type(error).__name__)
        _set_aside(item, now)
        return 0


def _set_aside(item: DueItem, now: datetime) -> None:
    """A pause that grows; after some failures it waits for somebody to look, and is shown to them."""
    failures = item.step_failures + 1
    is_over = failures >= MOST_FAILURES
    DueItem.objects.filter(pk=item.pk).update(
        step_failures=F("step_failures") + 1,
        next_step_at=None if is_over else now + timedelta(minutes=5) * 2**failures,
        set_aside_at=now if is_over else None,
    )


def _told_already(items: Iterable[DueItem]) -> Steps:
    found: Steps = defaultdict(set)
    rows = (
        Notice.objects.filter(item__in=[item.pk for item in items]).order_by().values_list("item", "step").distinct()
    )
    for number, step in rows:
        found[number].add(step)
    return found


def _climb(item: DueItem, whom: Whom, told: set[str], made: Made, now: datetime) -> None:
    ladder = ladder_of(item.kind)
    steps = planned(ladder, due_at=item.due_at, opened_at=item.opened_at, amounts=whom.amounts(item))
    passed = [one for one in steps if one.at <= now and one.step.code not in told]
    latest: dict[int, Notice] = {}
    for one in passed:
        for notice in _notices(item, ladder, one, whom, now):
            before = latest.get(notice.recipient_id)
            if before is not None:
                before.kept_back = KeptBack.FOLDED
            latest[notice.recipient_id] = notice
            made.notices.append(notice)
    made.next_at[item.pk] = next((one.at for one in steps if one.at > now), None)


def _notices(item: DueItem, ladder: Ladder, one: Planned, whom: Whom, now: datetime) -> list[Notice]:
    answer = whom.told(item, ladder, one.step.told)
    people = answer.people
    if one.step.when is When.OPENED:
        people -= {item.opened_by_id}  # who has just put it on their own list needs no message
    is_for_board = answer.rung is Told.BOARD
    return [
        Notice(
            recipient_id=person,
            item=item,
            step=one.step.code,
            rung=answer.rung,
            kind=item.kind,
            reference=item.ref if is_for_board else item.case_ref or item.source_ref or item.ref,
            url=reverse("notices:board_list") if is_for_board else item.url,
            planned_at=one.at,
            posted_at=now,
            due_at=item.due_at,
            is_urgent=ladder.is_urgent and not is_for_board,
        )
        for person in sorted(people)
    ]


def _set_mail(notices: Sequence[Notice], whom: Whom, items: Sequence[DueItem], now: datetime) -> None:
    """By what each person chose, and their partnership's hours."""
    amounts = {item.pk: whom.amounts(item) for item in items}
    ways = ways_of(one.recipient_id for one in notices)
    quiet = quiet_of(one.recipient_id for one in notices)
    for one in notices:
        if one.kept_back:
            continue
        is_above = one.rung != Told.WORKER
        how = ways.get((one.recipient_id, one.kind), How.DAILY)
        one.mail_after = mail_after(
            now,
            How.DAILY if is_above and how is How.NOT else how,
            is_urgent=one.is_urgent,
            is_new=one.step == When.OPENED,
            amounts=resting(amounts[one.item_id or 0], *quiet.get(one.recipient_id, (None, None))),
        )
