"""The chronology of a case, for the tables of pages: who gets what, and how long the pages grow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.sight import Sight
from cse_portal.cases.models import Case, Entry, EntryPart
from cse_portal.core import clock, wall
from tests.architecture.answers import Row
from tests.architecture.child_objects import a_case
from tests.architecture.meeting_objects import REFUSED, answers, led_on, rows
from tests.factories import agency_of

ROWS: tuple[Row, ...] = (
    *rows(Permission.KEEP_RECORD, "case", "write_entry", "write_for_several"),
    *rows(Permission.SEE_CASES, "entry", "entry"),
    *rows(Permission.KEEP_RECORD, "entry", "correct_entry", "strike_entry", "add_part"),
    *rows(Permission.KEEP_RECORD, "entry_part", "strike_part"),
    Row(
        "cases:chronology_file",
        REFUSED,
        led_on(answers(Permission.SEE_CASES, Sight.NAMED)),
        answers(Permission.SEE_CASES, Sight.AGENCY, Sight.CSE),
        answers(Permission.SEE_CASES, Sight.CSE),
        of="case",
        method="post",
    ),
)


def an_entry(person: User, case: Case | None = None, **terms: Any) -> Entry:
    said = {"happened_on": clock.today(), "words": "Late twice", "handling": "network", "headline": "Late", **terms}
    with wall.as_system("set up a test"):
        about = case or a_case(person)
        return Entry.objects.create(case=about, written_by=person, agency=agency_of(person), **said)


def a_part(entry: Entry, person: User, **terms: Any) -> EntryPart:
    said = {"words": "So did we", "handling": "network", **terms}
    with wall.as_system("set up a test"):
        return EntryPart.objects.create(entry=entry, written_by=person, agency=agency_of(person), **said)


def entry(person: User) -> dict[str, str]:
    return {"ref": an_entry(person).ref}


def entry_part(person: User) -> dict[str, str]:
    return {"ref": a_part(an_entry(person), person).ref}


def entries(person: User, number: int) -> None:
    """Some of them long ago, and each with what another added."""
    with wall.as_system("set up a test"):
        case = Case.objects.order_by("-pk").select_related("child").filter(lead_agency=agency_of(person))[0]
    for index in range(number):
        a_part(an_entry(person, case, happened_on=clock.today() - timedelta(weeks=index)), person)


def parts(person: User, number: int) -> None:
    with wall.as_system("set up a test"):
        held = Entry.objects.order_by("-pk").filter(agency=agency_of(person))[0]
    for _ in range(number):
        a_part(held, person)


MAKERS = {"entry": entry, "entry_part": entry_part}
FILLERS = {"cases:chronology": entries, "cases:entry": parts}
