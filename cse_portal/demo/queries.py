"""What the search box finds in the practice room; who works in the borough, and what they can be asked to do."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from django.urls import NoReverseMatch, reverse

from cse_portal.agencies.find import Found
from cse_portal.agencies.models import Agency, Membership, Partnership, TermsOfUse, User
from cse_portal.agencies.roles import MAY, TITLES, Permission, Role
from cse_portal.core.references import tidy
from cse_portal.demo.agreed_rows import Signer
from cse_portal.demo.borough import OTHER_AGENCIES
from cse_portal.demo.bulk import Desks, Words, Worker
from cse_portal.demo.cast import BUSIEST, CAST
from cse_portal.demo.errands import ERRANDS, Errand
from cse_portal.demo.models import PracticeNote
from cse_portal.demo.offices import NOT_ACCEPTED, NOT_SIGNED
from cse_portal.worklist.kinds import is_kind


def is_seeded() -> bool:
    """Whether anything is in the database already, the demo or real records."""
    return Partnership.objects.exists()


def find_practice_notes(user: User, words: str) -> list[Found]:
    notes = PracticeNote.objects.visible_to(user).about(words, tidy(words)).latest_first()[:20]
    return [Found("Practice note", note.title, _address(note), f"{note.happened_on:%-d %B %Y}") for note in notes]


def _address(note: PracticeNote) -> str:
    return reverse("demo:practice_note", kwargs={"ref": note.ref})


def places_with_guests() -> list[str]:
    """Agencies in which somebody from elsewhere may work a day a week."""
    names = [agency.name for agency in OTHER_AGENCIES]
    return list(Agency.objects.filter(name__in=names).order_by("name").values_list("name", flat=True))


def desks(on: date) -> Desks:
    cast, busiest, others = _workers(on)
    ready = [(errand, words) for errand in ERRANDS if (words := _words(errand)) is not None]
    return Desks(
        cast=cast,
        busiest=busiest,
        others=others,
        words={role: [words for errand, words in ready if errand.permission in MAY[role]] for role in Role},
        agency_words={
            role: [words for errand, words in ready if errand.suits_agency and errand.permission in MAY[role]]
            for role in Role
        },
    )


def _workers(on: date) -> tuple[list[Worker], Worker, list[Worker]]:
    """Live posts in the order in which they were made: the cast, the busiest, everybody else."""
    live = Membership.objects.live(on).select_related("user").order_by("pk")
    people = [(m.user.email, Worker(m.user_id, m.user.name, m.agency_id, Role(m.role))) for m in live]
    named = {member.email for member in CAST}
    return (
        [worker for email, worker in people if email in named],
        next(worker for email, worker in people if email == BUSIEST.email),
        [worker for email, worker in people if email not in {*named, BUSIEST.email}],
    )


def _words(errand: Errand) -> Words | None:
    """Nothing when the portal does not have that page or that kind of work: a task never leads nowhere."""
    if not is_kind(errand.kind):
        return None
    try:
        url = reverse(errand.page) + errand.query
    except NoReverseMatch:
        return None
    return Words(errand.kind, errand.task, errand.button, url)


def email_of(key: str) -> str:
    return next(member.email for member in CAST if member.key == key)


def signers(on: date) -> list[Signer]:
    """For each agency the first who may sign for it; some have nobody who may."""
    roles = [role for role in Role if Permission.SIGN_FOR_AGENCY in MAY[role]]
    live = Membership.objects.live(on).filter(role__in=roles).order_by("-pk")
    found = {held.agency_id: Signer(held.agency_id, held.user_id, TITLES[held.get_role()]) for held in live}
    return [found[agency] for agency in sorted(found)]


def not_signed() -> set[int]:
    return set(Agency.objects.filter(name__in=NOT_SIGNED).values_list("pk", flat=True))


def accepters(on: date) -> list[tuple[int, int, date]]:
    """Everyone who works in an agency with terms, once an agency; all but the one who is to meet them."""
    terms = dict(TermsOfUse.objects.values_list("agency", "pk"))
    live = Membership.objects.live(on).exclude(user__email=email_of(NOT_ACCEPTED)).order_by("agency", "user", "pk")
    rows = live.values_list("agency", "user", "starts_on")
    return [
        (terms[agency], user, min(starts_on for _, _, starts_on in held))
        for (agency, user), held in groupby(rows, lambda row: row[:2])
    ]
