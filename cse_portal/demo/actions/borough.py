"""The borough and its two years of work, part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, models, transaction
from django.urls import reverse

from cse_portal.agencies.actions import add_agency, add_person, found_partnership, give_role
from cse_portal.agencies.models import Agency, Membership, Partnership, User
from cse_portal.audit.actions import record
from cse_portal.audit.models import AuditEvent
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.core.references import drawn_by
from cse_portal.demo import bulk, queries
from cse_portal.demo.actions.comings import load_comings
from cse_portal.demo.borough import agencies_for
from cse_portal.demo.cast import AGENCIES, BUSIEST, CAST, PASSWORD, CastMember
from cse_portal.demo.copying import Lines, columns_of
from cse_portal.demo.models import PracticeNote
from cse_portal.demo.practice import NOTES, NoteWords
from cse_portal.worklist.actions import close_items, open_item
from cse_portal.worklist.models import DueItem

SEED = System("seed the demo")
PRACTICE = "practice"


@transaction.atomic
def seed_cast(*, on: date | None = None, by: System = SEED) -> dict[str, User]:
    """The named cast in their agencies; in their posts since two years before the day, or since today."""
    since = on - timedelta(days=bulk.HISTORY_IN_DAYS) if on else None
    partnership = found_partnership(
        name="Larkmere Safeguarding Children Partnership",
        short_name="Larkmere",
        mash_phone="01632 960200",
        mash_hours="Monday to Friday, 8:30am to 5:30pm",
        out_of_hours_phone="01632 960299",
        by=by,
    )
    agencies = {key: add_agency(partnership=partnership, name=name, by=by) for key, name in AGENCIES.items()}
    people = {member.key: _join(member, agencies[member.agency], since, by) for member in CAST}
    User.objects.update(password=make_password(PASSWORD))  # made once: a hash costs what a hundred rows cost
    return {key: User.objects.get(pk=person.pk) for key, person in people.items()}


def _join(member: CastMember, agency: Agency, since: date | None, by: System) -> User:
    user = add_person(email=member.email, name=member.name, by=by)
    give_role(user=user, agency=agency, role=member.role, starts_on=since, by=by)
    return user


@transaction.atomic
def write_practice_note(*, agency: Agency, words: NoteWords, by: User) -> PracticeNote:
    note = PracticeNote.objects.create(agency=agency, written_by=by, **vars(words))
    open_item(
        kind=PRACTICE,
        task="Read your practice note again",
        button="Read note",
        detail=words.title,
        url=reverse("demo:practice_note", kwargs={"ref": note.ref}),
        agency=agency,
        person=by,
        due_at=clock.now() + timedelta(days=3),
        source=note,
        by=by,
    )
    record("practice_note.written", about=note, by=by)
    return note


@transaction.atomic
def change_practice_note(*, note: PracticeNote, version: int, words: NoteWords, by: User) -> PracticeNote:
    held = PracticeNote.held_at(pk=note.pk, version=version)
    for name, value in vars(words).items():
        setattr(held, name, value)
    held.save()
    close_items(kind=PRACTICE, source=held, by=by)
    record("practice_note.changed", about=held, by=by)
    return held


@transaction.atomic
def seed_practice_notes(*, people: dict[str, User], by: System = SEED) -> int:
    for writer, days_ago, words in NOTES:
        user = people[writer]
        agency = Agency.objects.get(memberships__user=user)
        write_practice_note(agency=agency, words=words(clock.today() - timedelta(days=days_ago)), by=user)
    record("practice_notes.seeded", detail={"notes": len(NOTES)}, by=by)
    return len(NOTES)


# --- A whole borough -----------------------------------------------------------------------------


@dataclass(frozen=True)
class BoroughPart:
    """One kind of record of the borough; parts are loaded in order, each with a generator of its own."""

    name: str
    load: Callable[..., int]  # load(*, size, random, on, by), and how many rows it made


@transaction.atomic
def load_people(*, size: int, random: Random, on: date, by: System = SEED) -> int:
    """Agencies of every kind, and people with every role; some left, some begin soon, some wear several hats."""
    planned = agencies_for(size)
    partnership, now = Partnership.objects.get(), bulk.at_hour(on, 0)
    known = set(AGENCIES.values())
    made = _copy(
        Agency,
        ("ref", "created_at", "updated_at", "partnership_id", "name"),
        (
            (bulk.reference(random), now, now, partnership.pk, agency.name)
            for agency in planned
            if agency.name not in known
        ),
    )
    taken = {BUSIEST.email, *User.objects.values_list("email", flat=True)}
    people = [
        _busiest(on),
        *bulk.staff(planned, taken=taken, second_hats=queries.places_with_guests(), random=random, on=on),
    ]
    made += _copy_people(people, random, on)
    record("demo.people_loaded", about=partnership, detail={"rows": made}, by=by)
    return made


def _busiest(on: date) -> bulk.Newcomer:
    post = bulk.Post(AGENCIES[BUSIEST.agency], BUSIEST.role, on - timedelta(days=bulk.HISTORY_IN_DAYS), None)
    return bulk.Newcomer(BUSIEST.name, BUSIEST.email, (post,))


def _copy_people(people: Sequence[bulk.Newcomer], random: Random, on: date) -> int:
    now, password = bulk.at_hour(on, 0), User.objects.values_list("password", flat=True)[:1].get()
    made = _copy(
        User,
        ("ref", "created_at", "updated_at", "email", "name", "password"),
        ((bulk.reference(random), now, now, person.email, person.name, password) for person in people),
    )
    users, agencies = dict(User.objects.values_list("email", "pk")), dict(Agency.objects.values_list("name", "pk"))
    return made + _copy(
        Membership,
        ("ref", "created_at", "updated_at", "user_id", "agency_id", "role", "starts_on", "ends_on"),
        (
            (bulk.reference(random), now, now, users[person.email], agencies[post.agency], *post[1:])
            for person in people
            for post in person.posts
        ),
    )


@transaction.atomic
def load_work(*, size: int, random: Random, on: date, by: System = SEED) -> int:
    """What is due and what was done in two years, and the ten events that each item left behind."""
    desks, rows_seed = queries.desks(on), random.getrandbits(64)

    def items() -> Iterable[bulk.DueRow]:
        """The same rows each time: kept by nobody, they are made again for their events."""
        return bulk.due_rows(desks, size=size, random=Random(rows_seed), on=on)  # noqa: S311 - invented rows

    made = _copy(DueItem, bulk.DueRow._fields, items())
    events = bulk.event_rows(items(), workers=desks.everyone, random=random, on=on)
    made += _copy(AuditEvent, bulk.EventRow._fields, events, in_order_of="at")
    record("demo.work_loaded", about=Partnership.objects.get(), detail={"rows": made}, by=by)
    return made


@transaction.atomic
def load_practice(*, size: int, random: Random, on: date, by: System = SEED) -> int:
    """The practice notes of the named cast, whatever the size."""
    return seed_practice_notes(people={member.key: User.objects.get(email=member.email) for member in CAST}, by=by)


PARTS: tuple[BoroughPart, ...] = (
    BoroughPart("people", load_people),
    BoroughPart("practice", load_practice),
    BoroughPart("work", load_work),
    BoroughPart("comings", load_comings),
)


@transaction.atomic
def seed_borough(
    *, size: int, seed: int, on: date, told: Callable[[str, int], None] | None = None, by: System = SEED
) -> None:
    """The cast and every part of the borough: the same rows for the same size, seed and day."""
    with drawn_by(Random(f"{seed}:cast").choice):  # noqa: S311
        seed_cast(on=on, by=by)
        for part in PARTS:
            # A generator for each part: a new part leaves the rows of the others as they were.
            rows = part.load(size=size, random=Random(f"{seed}:{part.name}"), on=on, by=by)  # noqa: S311
            if told:
                told(part.name, rows)
    record("demo.seeded", about=Partnership.objects.get(), detail={"size": size, "seed": seed}, by=by)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], *, in_order_of: str = ""
) -> int:
    """Hand rows to Postgres' COPY; ordered ones wait in a table of their own, sorted on disk."""
    others = columns_of(model, columns)
    quote, lines = connection.ops.quote_name, Lines(rows, always=list(others.values()))
    table, names = quote(model._meta.db_table), ", ".join(map(quote, [*columns, *others]))
    with transaction.atomic(), connection.cursor() as cursor:
        if not in_order_of:
            cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", lines)
            return lines.number
        cursor.execute(f"CREATE TEMP TABLE waiting AS SELECT {names} FROM {table} WITH NO DATA")  # noqa: S608
        cursor.copy_expert(f"COPY waiting ({names}) FROM STDIN", lines)
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {names} FROM waiting ORDER BY {quote(in_order_of)}"  # noqa: S608
        )
        cursor.execute("DROP TABLE waiting")
        return lines.number
