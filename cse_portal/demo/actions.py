"""Builds the demo borough, through the same actions that people use."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from cse_portal.agencies.actions import add_agency, add_person, found_partnership, give_role
from cse_portal.agencies.models import Agency, Partnership, User
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.demo.cast import AGENCIES, CAST, PASSWORD
from cse_portal.demo.models import PracticeNote
from cse_portal.demo.practice import NOTES, NoteWords
from cse_portal.worklist.actions import close_items, open_item

SEED = System("seed the demo")
PRACTICE = "practice"


@transaction.atomic
def seed_cast(*, by: System = SEED) -> dict[str, User]:
    partnership = found_partnership(
        name="Larkmere Safeguarding Children Partnership",
        short_name="Larkmere",
        mash_phone="01632 960200",
        mash_hours="Monday to Friday, 8:30am to 5:30pm",
        out_of_hours_phone="01632 960299",
        by=by,
    )
    agencies = {key: add_agency(partnership=partnership, name=name, by=by) for key, name in AGENCIES.items()}
    return {member.key: _join(member, agencies[member.agency], by) for member in CAST}


def _join(member: object, agency: Agency, by: System) -> User:
    user = add_person(email=member.email, name=member.name, password=PASSWORD, by=by)  # type: ignore[attr-defined]
    give_role(user=user, agency=agency, role=member.role, by=by)  # type: ignore[attr-defined]
    return user


def is_seeded() -> bool:
    return Partnership.objects.exists()


@transaction.atomic
def write_practice_note(*, agency: Agency, words: NoteWords, by: User) -> PracticeNote:
    note = PracticeNote.objects.create(agency=agency, written_by=by, **vars(words))
    open_item(
        kind=PRACTICE,
        task="Read your practice note again",
        button="Read note",
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
