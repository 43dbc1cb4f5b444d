"""Conversations about a case, for the tables of pages: who gets what, and how long the pages grow."""

from __future__ import annotations

from typing import Any

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.sight import Sight
from cse_portal.cases.models import Case, CaseMessage, Receipt, Thread
from cse_portal.core import clock, wall
from tests.architecture.answers import Row
from tests.architecture.child_objects import a_case
from tests.architecture.meeting_objects import REFUSED, answers, led_on, rows
from tests.factories import agency_of

SEE, KEEP = Permission.SEE_CASES, Permission.KEEP_RECORD


def pressed(name: str, permission: Permission, of: str) -> Row:
    return Row(
        f"cases:{name}",
        REFUSED,
        led_on(answers(permission, Sight.NAMED)),
        answers(permission, Sight.AGENCY, Sight.CSE),
        answers(permission, Sight.CSE),
        of=of,
        method="post",
    )


ROWS: tuple[Row, ...] = (
    *rows(SEE, "case", "messages"),
    *rows(SEE, "thread", "thread"),
    *rows(SEE, "message", "message"),
    *rows(KEEP, "case", "begin_thread"),
    *rows(KEEP, "message", "unmark_message", "strike_message"),
    pressed("mark_message", KEEP, "message"),
    pressed("thread_file", SEE, "thread"),
)


def a_thread(person: User, case: Case | None = None, **terms: Any) -> CaseMessage:
    """With its first message, of their agency."""
    about, agency = case or a_case(person), agency_of(person)
    said = {"subject": "Attendance", "handling": "network", "last_at": clock.now(), **terms}
    with wall.as_system("set up a test"):
        thread = Thread.objects.create(case=about, agency=agency, begun_by=person, **said)
    return a_message(thread, person)


def a_message(thread: Thread, person: User, words: str = "Was she at school?") -> CaseMessage:
    with wall.as_system("set up a test"):
        thread.length += 1
        thread.save(update_fields=["length"])
        sent = {"number": thread.length, "sent_at": clock.now(), "words": words}
        return CaseMessage.objects.create(thread=thread, agency=agency_of(person), written_by=person, **sent)


def thread(person: User) -> dict[str, str]:
    return {"ref": a_thread(person).thread.ref}


def message(person: User) -> dict[str, str]:
    return {"ref": a_thread(person).ref}


def threads(person: User, number: int) -> None:
    with wall.as_system("set up a test"):
        case = Case.objects.order_by("-pk").filter(lead_agency=agency_of(person))[0]
    for _ in range(number):
        a_thread(person, case)


def messages(person: User, number: int) -> None:
    """Each read by whoever wrote the one before."""
    with wall.as_system("set up a test"):
        held = Thread.objects.order_by("-pk").filter(agency=agency_of(person))[0]
    for _ in range(number):
        made = a_message(held, person)
        with wall.as_system("set up a test"):
            Receipt.objects.create(message=made, person=held.begun_by, read_at=clock.now())


MAKERS = {"thread": thread, "message": message}
FILLERS = {"cases:messages": threads, "cases:thread": messages, "cases:message": messages}
