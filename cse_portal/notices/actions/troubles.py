"""Addresses that refuse what is sent to them: put before whoever keeps people until a letter arrives again."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.urls import reverse

from cse_portal.agencies import reach
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.actions import record
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor, System
from cse_portal.core.working_days import add_working_days, end_of_work
from cse_portal.notices.letter_states import Channel, LetterState
from cse_portal.notices.models import Letter, MailTrouble
from cse_portal.notices.passing import pass_on
from cse_portal.worklist.actions import close_items, open_item
from cse_portal.worklist.kinds import PEOPLE

AGAIN = "send somebody at their new address what the old one refused"
STILL_NEWS = timedelta(days=7)


@transaction.atomic
def begin_trouble(*, letter: Letter, by: System) -> None:
    """Once a person, however often it refuses; in each agency in which they work."""
    now, person = clock.now(), letter.recipient
    open_now = MailTrouble.objects.filter(person=person, ended_at__isnull=True)
    if open_now.update(last_at=now, refused=F("refused") + 1):
        return
    trouble = MailTrouble.objects.create(person=person, since=now, last_at=now)
    record("mail.trouble_began", about=trouble, by=by)
    due = end_of_work(add_working_days(clock.today(), 2))
    for held in _places_of(person):
        keeper = _keeper_of(held)
        if keeper is not None:
            agency, role = keeper
            open_item(
                kind=PEOPLE.code,
                task="Put an e-mail address right",
                button="Put it right",
                detail=f"E-mails to {person.name} cannot be delivered"[:300],
                url=reverse("people:address", kwargs={"ref": held.ref}),
                agency=agency,
                role=role,
                due_at=due,
                source=trouble,
                by=by,
            )


@transaction.atomic
def end_trouble(*, person: int, by: Actor) -> None:
    """A letter arrived, or the person has left."""
    for trouble in MailTrouble.objects.filter(person=person, ended_at__isnull=True).select_for_update():
        trouble.ended_at = clock.now()
        trouble.save(update_fields=["ended_at"])
        record("mail.trouble_ended", about=trouble, by=by)
        close_items(kind=PEOPLE.code, source=trouble, by=by)


@transaction.atomic
def end_troubles_of_leavers(*, by: System) -> int:
    works = Membership.objects.live().filter(user=OuterRef("person"))
    found = MailTrouble.objects.filter(~Exists(works), ended_at__isnull=True)
    people = list(found.values_list("person", flat=True)[:100])
    for person in people:
        end_trouble(person=person, by=by)
    return len(people)


@transaction.atomic
def send_again_to(*, person: User, by: User) -> int:
    """What their old address refused in the last week; the first that arrives ends the trouble."""
    now = clock.now()
    with wall.as_system(AGAIN):
        refused = Letter.objects.filter(recipient=person, channel=Channel.EMAIL, state=LetterState.REFUSED)
        number = refused.filter(ended_at__gt=now - STILL_NEWS).update(
            state=LetterState.WAITING, ended_at=None, tries=0, asks=0, next_try_at=now
        )
    record("letters.sent_to_new_address", about=person, detail={"letters": number}, by=by)
    transaction.on_commit(pass_on, robust=True)
    return number


def _places_of(person: User) -> list[Membership]:
    """One post in each agency."""
    held = Membership.objects.live().filter(user=person).select_related("agency__partnership").order_by("-pk")
    return list({one.agency_id: one for one in held}.values())


def _keeper_of(held: Membership) -> tuple[Agency, Role] | None:
    """Somebody else than the person: nobody changes their own address."""
    for keepers in (reach.points_of_contact(held.agency), reach.partnership_keepers(held.agency)):
        found = keepers.exclude(user=held.user_id).select_related("agency").first()
        if found is not None:
            return found.agency, found.get_role()
    return None
