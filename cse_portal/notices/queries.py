"""What somebody has been told, and what waits to leave."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.partnership_settings import timescales_of
from cse_portal.agencies.roles import Role
from cse_portal.agencies.timescales import DEFAULTS
from cse_portal.core import clock, wall
from cse_portal.core.queues import QueueState
from cse_portal.notices.letter_states import CODE, Channel, LetterState
from cse_portal.notices.models import (
    CalendarFeed,
    Letter,
    MailTrouble,
    Notice,
    NoticeQuerySet,
    Preference,
    Reaching,
    ServiceTrouble,
)
from cse_portal.worklist.ladders import Amounts, How
from cse_portal.worklist.models import DueItem

COUNTS = "say how much waits to be told or sent"
OPERATES = "show what could not be told or sent, by reference alone"


def inbox_of(person: User, *, unread_only: bool = False) -> NoticeQuerySet:
    found = Notice.objects.of(person).select_related("item").newest_first()
    return found.unread() if unread_only else found


# `Notice.objects.of(person).unread()` in the database's own words: every page asks.
NUMBER_UNREAD = "select count(*) from notices_notice where recipient_id = %s and kept_back = '' and read_at is null"


def number_unread(person: User) -> int:
    """The count beside "Inbox" in the navigation; read once a request."""
    if not hasattr(person, "_number_unread"):
        with connection.cursor() as cursor:
            cursor.execute(NUMBER_UNREAD, [person.pk])
            person._number_unread = cursor.fetchone()[0]  # type: ignore[attr-defined]
    return int(person._number_unread)  # type: ignore[attr-defined]


def ways_chosen(person: User) -> dict[str, How]:
    """By kind; those of text messages by their field."""
    rows = Preference.objects.filter(person=person)
    return {one.kind if one.channel == Channel.EMAIL else text_field(one.kind): How(one.how) for one in rows}


def text_field(code: str) -> str:
    return f"text:{code}"


def reaching_of(person: User) -> Reaching | None:
    return Reaching.objects.filter(person=person).first()


def hours_of_partnership(person: User) -> Amounts:
    """Of the agency whose hat they wear, or the first they work in."""
    held = access.hat_of(person) or next(iter(access.memberships(person)), None)
    return timescales_of(held.agency.partnership) if held else DEFAULTS


def quiet_of(people: Iterable[int]) -> dict[int, tuple[int | None, int | None]]:
    """Whose own hours are quieter than the partnership's."""
    rows = Reaching.objects.filter(person__in=set(people), quiet_from__isnull=False)
    return {person: (start, end) for person, start, end in rows.values_list("person", "quiet_from", "quiet_until")}


def numbers_of(people: Iterable[int]) -> set[int]:
    """Who has one that they confirmed."""
    rows = Reaching.objects.filter(person__in=set(people), confirmed_at__isnull=False)
    return set(rows.values_list("person", flat=True))


def codes_asked_for(person: User) -> int:
    """In the last hour."""
    sent = Letter.objects.filter(recipient=person, channel=Channel.TEXT, subject=CODE)
    return sent.filter(created_at__gt=clock.now() - timedelta(hours=1)).count()


def without_texts(people: Iterable[int]) -> set[tuple[int, str]]:
    """Who switched off text messages of which kind."""
    rows = Preference.objects.filter(person__in=set(people), channel=Channel.TEXT, how=How.NOT)
    return set(rows.values_list("person", "kind"))


def state_of_letters() -> QueueState:
    with wall.as_system(COUNTS):
        found = Letter.objects.aggregate(
            waiting=Count("pk", filter=Q(state=LetterState.WAITING)),
            set_aside=Count("pk", filter=Q(state=LetterState.SET_ASIDE)),
            oldest=Min("created_at", filter=Q(state=LetterState.WAITING)),
        )
    return QueueState({"waiting": found["waiting"], "set_aside": found["set_aside"]}, found["oldest"])


def state_of_reminders() -> QueueState:
    with wall.as_system(COUNTS):
        due = DueItem.objects.to_be_told(clock.now()).order_by()
        found = due.aggregate(waiting=Count("pk"), oldest=Min("next_step_at"))
        aside = DueItem.objects.open().filter(set_aside_at__isnull=False).count()
    return QueueState({"waiting": found["waiting"], "set_aside": aside}, found["oldest"])


def feed_of(person: User) -> CalendarFeed | None:
    return CalendarFeed.objects.in_use().filter(person=person).first()


def stamp_of(person: User) -> str:
    """Another one once the password is another, as with sessions, or the second step was reset by somebody else."""
    reset = person.second_step_reset_at
    since = f" {reset.timestamp()}" if reset else ""
    return hashlib.sha256(f"calendar {person.get_session_auth_hash()}{since}".encode()).hexdigest()


def feed_by(digest: str) -> CalendarFeed | None:
    """Of somebody who works somewhere today; asked by whoever holds the key."""
    works = Membership.objects.live().filter(user=OuterRef("person"))
    return CalendarFeed.objects.in_use().filter(Exists(works), digest=digest).select_related("person").first()


def who_runs_the_service() -> QuerySet[User]:
    held = Membership.objects.live().filter(user=OuterRef("pk"), role=Role.SYSTEM_ADMINISTRATOR)
    return User.objects.filter(Exists(held)).order_by("pk")


def open_service_troubles() -> list[ServiceTrouble]:
    with wall.as_system(OPERATES):
        return list(ServiceTrouble.objects.filter(ended_at__isnull=True).order_by("since", "pk"))


def in_mail_trouble() -> set[int]:
    """Whose address refuses what is sent to it: few, and asked by whoever keeps people."""
    with wall.as_system(OPERATES):
        return set(MailTrouble.objects.filter(ended_at__isnull=True).values_list("person", flat=True))


def open_mail_troubles() -> list[MailTrouble]:
    with wall.as_system(OPERATES):
        return list(MailTrouble.objects.filter(ended_at__isnull=True).select_related("person").order_by("since")[:100])


def set_aside_items() -> list[DueItem]:
    with wall.as_system(OPERATES):
        found = DueItem.objects.open().filter(set_aside_at__isnull=False).order_by("set_aside_at", "pk")
        return list(found.select_related("agency")[:100])


def set_aside_letters() -> list[Letter]:
    with wall.as_system(OPERATES):
        return list(Letter.objects.set_aside().order_by("-ended_at", "-pk")[:100])


def ways_of(people: Iterable[int]) -> dict[tuple[int, str], How]:
    """What they chose, by person and kind; asked by whoever is about to tell them."""
    rows = Preference.objects.filter(person__in=set(people), channel=Channel.EMAIL).values_list(
        "person", "kind", "how"
    )
    return {(person, kind): How(how) for person, kind, how in rows}
