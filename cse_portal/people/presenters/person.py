"""One person in one agency: what they hold there, how they sign in, what they have open, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from cse_portal.agencies import handover, reach
from cse_portal.agencies.handover import OpenWork
from cse_portal.agencies.models import Agency, Delegation, Membership, User
from cse_portal.agencies.standing import TITLES, Standing, of_post
from cse_portal.audit.models import AuditEvent
from cse_portal.core import clock
from cse_portal.people import queries
from cse_portal.people.presenters.listing import TONES, seen_words, standing_of, state_words
from cse_portal.ui.dates import in_words


@dataclass(frozen=True)
class Post:
    """One membership with what may be done about it now."""

    membership: Membership
    standing: Standing
    days: str
    may_change: bool
    may_suspend: bool
    may_lift: bool
    may_end: bool
    may_bring_back: bool

    @property
    def state(self) -> str:
        return TITLES[self.standing]

    @property
    def tone(self) -> str:
        return TONES[self.standing]


@dataclass(frozen=True)
class Happened:
    at: datetime
    words: str
    by: str
    reason: str


@dataclass(frozen=True)
class PersonPage:
    person: User
    agency: Agency
    ref: str
    standing: Standing
    state: str
    seen: str
    has_second_step: bool
    posts: list[Post]
    past: list[Post]
    work: list[OpenWork]
    absences: list[Delegation]
    history: list[Happened]
    is_you: bool
    may_add_role: bool

    @property
    def tone(self) -> str:
        return TONES[self.standing]

    @property
    def is_locked(self) -> bool:
        return self.standing == Standing.LOCKED


def person_page(membership: Membership, reader: User) -> PersonPage:
    person, agency = membership.user, membership.agency
    held = list(
        Membership.objects.filter(user=person, agency=agency)
        .select_related("suspended_by", "ended_by")
        .order_by("-starts_on", "-pk")
    )
    current = [one for one in held if not one.is_over]
    standing = standing_of(person, current or held)
    is_you = person.pk == reader.pk
    return PersonPage(
        person=person,
        agency=agency,
        ref=(current or held)[0].ref,
        standing=standing,
        state=state_words(person, current or held, standing),
        seen=seen_words(person),
        has_second_step=queries.has_second_step(person),
        posts=[_post(one, is_you) for one in current],
        past=[_post(one, is_you) for one in held if one.is_over],
        work=handover.open_work(person, agency),
        absences=queries.delegations_of(person, agency),
        history=_history(person, held),
        is_you=is_you,
        may_add_role=bool(current) and not is_you and bool(reach.givable(reader, agency)),
    )


def _post(held: Membership, is_you: bool) -> Post:
    standing = of_post(held.post, held.user.account, on=clock.today(), unused=settings.UNUSED_ACCOUNT_LOCKS_AFTER)
    is_current, is_suspended = not held.is_over, held.suspended_at is not None
    return Post(
        membership=held,
        standing=standing,
        days=_days(held),
        may_change=is_current and not is_suspended and not is_you,
        may_suspend=is_current and not is_suspended and not is_you,
        may_lift=is_current and is_suspended and not is_you,
        may_end=is_current,
        may_bring_back=held.can_be_brought_back and not is_you,
    )


def _days(held: Membership) -> str:
    until = f" until {in_words(held.ends_on)}" if held.ends_on else ""
    return f"From {in_words(held.starts_on)}{until}"


WORDS: dict[str, str] = {
    "membership.given": "Was given a role",
    "membership.suspended": "Was suspended",
    "membership.suspension_lifted": "Suspension lifted",
    "membership.ended": "End of access decided",
    "membership.changed": "Role changed",
    "membership.brought_back": "Brought back",
    "work.handed_over": "Open work handed over",
    "work.returned": "Work given back",
    "account.locked_unused": "Account locked: not used",
    "account.let_back_in": "Let back in",
    "second_step.added": "Second step set up",
    "second_step.removed": "Second step removed",
    "second_step.reset": "Second step reset",
    "password.changed": "Password changed",
}


def _history(person: User, held: list[Membership]) -> list[Happened]:
    events = queries.history_of(person, held)
    names = queries.names_of(events)
    return [_happened(event, names) for event in events]


def _happened(event: AuditEvent, names: dict[int, str]) -> Happened:
    words = WORDS.get(event.kind) or event.kind.replace(".", " ").replace("_", " ").capitalize()
    by = names.get(event.actor_id or 0, "") if event.actor_kind == "person" else "The portal"
    return Happened(event.at, words, by, event.reason)
