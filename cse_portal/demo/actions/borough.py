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

from cse_portal.agencies.actions import (
    Contacts,
    add_agency,
    add_authority,
    add_panel,
    add_person,
    change_partnership,
    found_partnership,
    give_role,
    set_timescales,
)
from cse_portal.agencies.agreements import STANDARD_PLEDGE, STANDARD_TERMS
from cse_portal.agencies.models import (
    Agency,
    Membership,
    Partnership,
    Pledge,
    PledgeSignature,
    TermsAcceptance,
    TermsOfUse,
    User,
)
from cse_portal.audit.actions import record
from cse_portal.audit.models import AuditEvent
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.core.references import drawn_by
from cse_portal.demo import agreed_rows, bulk, offices, queries
from cse_portal.demo.actions.arrivals import load_arrivals
from cse_portal.demo.actions.casework import load_casework
from cse_portal.demo.actions.children import load_children
from cse_portal.demo.actions.comings import load_comings
from cse_portal.demo.actions.episodes import load_episodes
from cse_portal.demo.actions.following import load_following
from cse_portal.demo.actions.gatherings import load_gatherings
from cse_portal.demo.actions.links import load_links
from cse_portal.demo.actions.looking import load_looking
from cse_portal.demo.actions.papers import load_papers
from cse_portal.demo.actions.talks import load_talks
from cse_portal.demo.actions.tools import load_tools
from cse_portal.demo.borough import agencies_for
from cse_portal.demo.cast import AGENCIES, BUSIEST, CAST, PASSWORD, CastMember
from cse_portal.demo.copying import Lines, columns_of
from cse_portal.demo.models import PracticeNote
from cse_portal.demo.practice import NOTES, NoteWords
from cse_portal.office.actions import ask_to_sign
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
        out_of_hours_phone="01632 960299",
        by=by,
    )
    agencies = {
        key: add_agency(
            partnership=partnership,
            name=name,
            kind=offices.kind_of(name),
            contacts=Contacts(**offices.reached(name, number)._asdict()),
            by=by,
        )
        for number, (key, name) in enumerate(AGENCIES.items())
    }
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
        ("ref", "created_at", "updated_at", "partnership_id", "name", "kind", *offices.REACHED),
        (
            (bulk.reference(random), now, now, partnership.pk, agency.name, *offices.place(agency.name, number))
            for number, agency in enumerate(planned)
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
def load_office(*, size: int, random: Random, on: date, by: System = SEED) -> int:
    """Authority and panels, what the office has set, who leads what, and what was signed and accepted."""
    partnership, manager = Partnership.objects.get(), User.objects.get(email=queries.email_of("lscb_manager"))
    council = add_authority(partnership=partnership, **offices.COUNCIL, by=by)
    for kind, name in offices.PANELS:
        add_panel(partnership=partnership, kind=kind, name=name, authorities=[council], by=by)
    change_partnership(partnership=partnership, version=1, values={"mash_email": offices.MASH_EMAIL}, by=by)
    set_timescales(partnership=partnership, version=2, **offices.OWN_TIMESCALES, by=manager)
    for child, parent in offices.PARENTS.items():
        Agency.objects.filter(name=child).update(parent=Agency.objects.get(name=parent))
    for number, (title, agency, role) in enumerate(offices.LEADERS):
        led = Membership.objects.live(on).filter(agency__name=agency, role=role).order_by("pk")
        phone = f"01632 960{210 + number}"
        Membership.objects.filter(pk=led.values("pk")[:1]).update(lead_title=title, lead_phone=phone)
    made = _copy_agreements(partnership, manager, random, on, by)
    record("demo.office_loaded", about=partnership, detail={"rows": made}, by=by)
    return made


def _copy_agreements(partnership: Partnership, manager: User, random: Random, on: date, by: System) -> int:
    signers, text = queries.signers(on), STANDARD_TERMS
    publishers = {signer.agency: signer.person for signer in signers}
    agencies = [(pk, publishers.get(pk)) for pk in Agency.objects.order_by("pk").values_list("pk", flat=True)]
    rows = agreed_rows.terms_rows(agencies, text=text, random=random, on=on)
    made = _copy(TermsOfUse, agreed_rows.TermsRow._fields, rows)
    people = agreed_rows.acceptance_rows(queries.accepters(on), random=random, on=on)
    made += _copy(TermsAcceptance, agreed_rows.AcceptanceRow._fields, people)
    for number, (published_on, starts_on) in enumerate(agreed_rows.pledge_days(on), start=1):
        pledge = Pledge.objects.create(
            partnership=partnership,
            number=number,
            text=STANDARD_PLEDGE,
            starts_on=starts_on,
            published_by=manager,
            published_at=bulk.at_hour(published_on, 11),
        )
        signed = [one for one in signers if number == 1 or one.agency not in queries.not_signed()]
        signatures = agreed_rows.signature_rows(pledge.pk, signed, since=published_on, random=random)
        made += _copy(PledgeSignature, agreed_rows.SignatureRow._fields, signatures)
    for agency in Agency.objects.filter(name__in=offices.NOT_SIGNED).order_by("name"):
        ask_to_sign(agency=agency, pledge=pledge, by=by)
    return made


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
    BoroughPart("office", load_office),
    BoroughPart("practice", load_practice),
    BoroughPart("work", load_work),
    BoroughPart("comings", load_comings),
    BoroughPart("looking", load_looking),  # from here on the trail stands in the order of time
    BoroughPart("children", load_children),
    BoroughPart("casework", load_casework),
    BoroughPart("gatherings", load_gatherings),
    BoroughPart("episodes", load_episodes),
    BoroughPart("links", load_links),
    BoroughPart("following", load_following),
    BoroughPart("papers", load_papers),
    BoroughPart("talks", load_talks),
    BoroughPart("tools", load_tools),
    BoroughPart("arrivals", load_arrivals),
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
