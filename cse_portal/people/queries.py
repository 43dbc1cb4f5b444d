"""Who works in an agency, who of them needs somebody, and what is on record about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone

from cse_portal.agencies import handover
from cse_portal.agencies.models import Agency, Delegation, Membership, Partnership, User
from cse_portal.agencies.oversight import LEAD, MAY_NAME_ONE
from cse_portal.agencies.reach import agencies_kept_by, can_give
from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import LEAVES_SOON, WARNED_BEFORE_LOCK, Standing
from cse_portal.audit.models import AuditEvent
from cse_portal.core import clock, wall
from cse_portal.notices.queries import in_mail_trouble
from cse_portal.people.models import AccessReview, Invitation
from cse_portal.worklist.models import DueItem

PAGE = 25
MOST_FOUND = 50
MOST_NEEDING = 50
HISTORY = 50
SORTS = {"name": "name", "-name": "-name", "seen": "last_login", "-seen": "-last_login"}
# What a list can be narrowed to.
STATES = (Standing.SUSPENDED, Standing.LOCKED, Standing.LOCKS_SOON, Standing.LEAVING, Standing.NOT_BEGUN)


@dataclass(frozen=True)
class Wanted:
    """What the person asked to see; anything odd in the address means the default."""

    role: Role | None = None
    state: Standing | None = None
    sort: str = "name"
    page: int = 1
    words: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.role or self.state or self.words)


def memberships_kept_by(person: Any) -> QuerySet[Membership]:
    """Of everybody in the agencies whose people this person keeps, past ones too."""
    kept = agencies_kept_by(person)
    return Membership.objects.filter(agency__in=kept).select_related("agency__partnership", "user")


def own_or_kept(person: Any) -> QuerySet[Membership]:
    held = Membership.objects.filter(Q(user=person) | Q(agency__in=agencies_kept_by(person)))
    return held.select_related("agency__partnership", "user")


def is_last_hat(membership: Membership) -> bool:
    others = Membership.objects.live().filter(user=membership.user_id, agency=membership.agency_id)
    return not others.exclude(pk=membership.pk).exists()


def there(agency: Agency) -> QuerySet[Membership]:
    return Membership.objects.not_over().filter(agency=agency)


def people_of(agency: Agency) -> QuerySet[User]:
    """Everybody with a place there that is not over, with the posts they hold there."""
    return _with_posts(User.objects.filter(Exists(there(agency).filter(user=OuterRef("pk")))), there(agency))


def people_who_left(agency: Agency) -> QuerySet[User]:
    """The latest first."""
    held = Membership.objects.filter(agency=agency)
    gone = held.over().filter(user=OuterRef("pk"))
    still = held.not_over().filter(user=OuterRef("pk"))
    left = User.objects.filter(Exists(gone)).exclude(Exists(still))
    last_day = gone.order_by("-ends_on").values("ends_on")[:1]
    return _with_posts(left, held.order_by("-ends_on", "-pk")).order_by(Subquery(last_day).desc(), "pk")


def _with_posts(users: QuerySet[User], posts: QuerySet[Membership]) -> QuerySet[User]:
    return users.annotate(last_use=_last_use()).prefetch_related(
        Prefetch("memberships", posts.select_related("agency"), to_attr="posts")
    )


def _last_use() -> Greatest:
    """Postgres leaves out what is unknown."""
    return Greatest("created_at", "last_login", "let_back_in_at")


def _unused_since(days: timedelta) -> datetime:
    """Whoever was last here before this moment has been away for so many days."""
    return timezone.make_aware(datetime.combine(clock.today() - days + timedelta(days=1), time.min))


def narrowed(people: QuerySet[User], agency: Agency, wanted: Wanted) -> QuerySet[User]:
    mine = there(agency).filter(user=OuterRef("pk"))
    if wanted.role:
        people = people.filter(Exists(mine.filter(role=wanted.role)))
    if wanted.state:
        people = people.filter(_in_state(wanted.state, mine))
    if wanted.words:
        people = people.filter(Q(name__icontains=wanted.words) | Q(email__icontains=wanted.words))
    return people.order_by(_order(wanted.sort), "pk")


def _order(sort: str) -> Any:
    field = SORTS.get(sort, "name")
    return F(field.lstrip("-")).desc(nulls_last=True) if field.startswith("-") else F(field).asc(nulls_first=True)


def _in_state(state: Standing, mine: QuerySet[Membership]) -> Q:
    today = clock.today()
    if state == Standing.LOCKED:
        return Q(locked_unused_at__isnull=False)
    if state == Standing.LOCKS_SOON:
        return _locks_soon()
    if state == Standing.SUSPENDED:
        return Q(Exists(mine.filter(suspended_at__isnull=False)))
    if state == Standing.NOT_BEGUN:
        return Q(Exists(mine.filter(starts_on__gt=today)))
    return Q(Exists(mine.filter(ends_on__lte=today + LEAVES_SOON)))


def _locks_soon() -> Q:
    unused = settings.UNUSED_ACCOUNT_LOCKS_AFTER - WARNED_BEFORE_LOCK
    return Q(locked_unused_at__isnull=True, last_use__lt=_unused_since(unused))


@dataclass(frozen=True)
class NeedsYou:
    """People about whom something is to be decided, and how much open work each leaver has."""

    people: list[User]
    work_of: dict[int, int]


def who_needs_somebody(agency: Agency) -> NeedsYou:
    mine = there(agency).filter(user=OuterRef("pk"))
    leaving = people_of(agency).filter(_in_state(Standing.LEAVING, mine)).values_list("pk", flat=True)
    work = handover.amount_of_work(list(leaving), agency)
    stuck = _in_state(Standing.LOCKED, mine) | _locks_soon() | _in_state(Standing.SUSPENDED, mine)
    people = people_of(agency).filter(stuck | Q(pk__in=list(work))).order_by("name", "pk")
    return NeedsYou(list(people[:MOST_NEEDING]), dict(work))


def open_invitations(agency: Agency) -> QuerySet[Invitation]:
    return Invitation.objects.open().filter(agency=agency).order_by("sent_at", "pk")


def open_review_of(agency: Agency) -> AccessReview | None:
    return AccessReview.objects.open().filter(agency=agency).order_by("quarter_on").first()


def last_review_of(agency: Agency) -> AccessReview | None:
    return AccessReview.objects.signed().filter(agency=agency).order_by("-quarter_on").first()


def delegations_in(agency: Agency) -> list[Delegation]:
    """Of today and later."""
    found = Delegation.objects.not_over().filter(membership__agency=agency)
    return list(found.select_related("membership__user", "delegate__user").order_by("starts_on", "pk"))


def delegations_of(user: User, agency: Agency) -> list[Delegation]:
    return [one for one in delegations_in(agency) if one.membership.user_id == user.pk]


def own_delegations(user: User) -> list[Delegation]:
    found = Delegation.objects.not_over().filter(membership__user=user)
    return list(found.select_related("membership__agency", "delegate__user").order_by("starts_on", "pk"))


def colleagues(membership: Membership) -> list[Membership]:
    """One live membership of each other person there, by name: who can take over or stand in."""
    found = Membership.objects.live().filter(agency=membership.agency_id).exclude(user=membership.user_id)
    ordered = found.select_related("user").order_by("user__name", "user", "pk")
    return list({held.user_id: held for held in reversed(ordered)}.values())[::-1]


def has_second_step(user: User) -> bool:
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user=user, type__in=kinds).exists()


@dataclass(frozen=True)
class Vacancy:
    """Nobody looks after information governance: now, or after this last day."""

    last_day: date | None = None


def governance_vacancy(partnership: Partnership) -> Vacancy | None:
    """None where somebody does, and goes on doing so as far as is known."""
    leads = Membership.objects.filter(agency__partnership=partnership, role=LEAD)
    now = list(leads.live())
    if not now:
        return Vacancy()
    if leads.live(clock.today() + LEAVES_SOON).exists():
        return None
    return Vacancy(max(one.ends_on for one in now if one.ends_on))


def who_names_governance(partnership: Partnership) -> Membership | None:
    held = Membership.objects.live().filter(agency__partnership=partnership, role__in=MAY_NAME_ONE)
    return held.select_related("agency").order_by("pk").first()


def is_put_before_somebody(partnership: Partnership, kind: str) -> bool:
    with wall.as_system("find out whether somebody is asked already"):
        return DueItem.objects.open().filter(kind=kind, source_ref=partnership.ref).exists()


# What about an account may be read by whoever keeps an agency's people.
OF_AN_ACCOUNT = (
    "account.locked_unused",
    "account.let_back_in",
    "second_step.added",
    "second_step.removed",
    "second_step.reset",
    "password.changed",
)


def history_of(user: User, memberships: list[Membership]) -> list[AuditEvent]:
    """Of the person's posts in this agency and of the account, newest first; nothing of other agencies."""
    posts = Q(object_kind="agencies.membership", object_ref__in=[held.ref for held in memberships])
    account = Q(object_kind="agencies.user", object_ref=user.ref, kind__in=OF_AN_ACCOUNT)
    return list(AuditEvent.objects.filter(posts | account).order_by("-pk")[:HISTORY])


def names_of(events: list[AuditEvent]) -> dict[int, str]:
    wanted = {event.actor_id for event in events if event.actor_id}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name"))


def usable_invitation(digest: str) -> Invitation | None:
    """Open, not expired, and sent by somebody who may still give that role there."""
    found = Invitation.objects.usable().filter(key_digest=digest).select_related("agency__partnership", "invited_by")
    one = found.first()
    if one is None or (one.ends_on and one.ends_on < clock.today()):
        return None
    return one if can_give(one.invited_by, one.get_role(), one.agency) else None


def unreachable_in(agency: Agency) -> list[Membership]:
    """Whose address refuses e-mails, one post each; whoever has left is reached no more, and need not be."""
    there = Membership.objects.live().filter(agency=agency, user__in=in_mail_trouble()).select_related("user")
    return list({one.user_id: one for one in there.order_by("user__name", "-pk")}.values())
