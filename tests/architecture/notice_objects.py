"""What people are told, for the tables of pages: who gets what, and how long the pages grow."""

from __future__ import annotations

from datetime import timedelta

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission, Role
from cse_portal.core import clock, wall
from cse_portal.notices.actions import make_feed
from cse_portal.notices.models import Letter, Notice
from cse_portal.worklist.models import DueItem
from tests.architecture.answers import EVERYONE, HIDDEN, REDIRECTED, SIGN_IN, Row, may_do, only
from tests.factories import due_item

RUNS = may_do(Permission.AGENCY_WORK)
ROWS: tuple[Row, ...] = (
    Row("notices:inbox", SIGN_IN, EVERYONE),
    Row("notices:ways", SIGN_IN, EVERYONE),
    Row("notices:calendar", SIGN_IN, EVERYONE),
    Row("calendar_feed", 200, EVERYONE, of="calendar_feed"),
    Row("notices:mobile", SIGN_IN, EVERYONE),
    Row("notices:open", SIGN_IN, REDIRECTED, HIDDEN, HIDDEN, of="notice"),
    Row("notices:who_is_told", SIGN_IN, EVERYONE, only(*RUNS, others=404), HIDDEN, of="due_item"),
    Row("notices:board_list", SIGN_IN, only(*may_do(Permission.SEE_OVERDUE))),
    Row("notices:set_aside", SIGN_IN, only(Role.SYSTEM_ADMINISTRATOR)),
)


def a_due_item(person: User) -> dict[str, str]:
    return {"ref": due_item(person, due_in=timedelta(days=1)).ref}


def _notice(person: User, item: DueItem, step: str = "due", rung: str = "worker") -> Notice:
    now = clock.now()
    with wall.as_system("set up a test"):
        return Notice.objects.create(
            recipient=person, item=item, step=step, rung=rung, kind=item.kind, url="/", planned_at=now, due_at=now
        )


def notice(person: User) -> dict[str, str]:
    return {"ref": _notice(person, due_item(person, due_in=timedelta(days=1))).ref}


def notices(person: User, number: int) -> None:
    for _ in range(number):
        notice(person)


def overdue(person: User, number: int) -> None:
    for _ in range(number):
        _notice(person, due_item(person, due_in=timedelta(days=-30)), "board", "board")


def set_aside(person: User, number: int) -> None:
    for _ in range(number):
        item = due_item(person, due_in=timedelta(days=-1))
        with wall.as_system("set up a test"):
            DueItem.objects.filter(pk=item.pk).update(next_step_at=None, set_aside_at=clock.now(), step_failures=5)
            Letter.objects.create(
                recipient=person, subject="Late", body="Late", state="set_aside", ended_at=clock.now(), tries=12
            )


def calendar_feed(person: User) -> dict[str, str]:
    with wall.as_system("set up a test"):
        return {"key": make_feed(by=person)}


MAKERS = {"calendar_feed": calendar_feed, "due_item": a_due_item, "notice": notice}
FILLERS = {"notices:inbox": notices, "notices:board_list": overdue, "notices:set_aside": set_aside}
