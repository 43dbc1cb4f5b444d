"""The people who sign in, and the roles they hold in agencies."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.utils import timezone

from cse_portal.agencies import lead_titles
from cse_portal.agencies.models.organisation import Agency
from cse_portal.agencies.roles import TITLES, Role
from cse_portal.agencies.standing import Account, Post
from cse_portal.agencies.titles import beside, post_in_words
from cse_portal.audit.models.history import remembered
from cse_portal.core import clock
from cse_portal.core.models import Record


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


@remembered(without=("password", "last_login", "version", "updated_at"))  # a sign-in is no change of the person
class User(Record, AbstractBaseUser):
    """A person who signs in. Nobody is a superuser: rights come from memberships only."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    # Nobody used the account for a long time; whoever keeps the agency's people lets the person back in.
    locked_unused_at = models.DateTimeField(null=True, blank=True)
    let_back_in_at = models.DateTimeField(null=True, blank=True)
    # Somebody else let them set up a new second step: what was opened to the device before is closed.
    second_step_reset_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = UserManager()

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        return "".join(part[0] for part in self.name.split() if part).upper()[:3]

    @property
    def account(self) -> Account:
        return Account(
            joined_on=local_day(self.created_at),
            signed_in_on=self.last_login and local_day(self.last_login),
            let_back_in_on=self.let_back_in_at and local_day(self.let_back_in_at),
            is_locked=self.locked_unused_at is not None,
            is_switched_off=not self.is_active,
        )


def local_day(instant: datetime) -> date:
    return timezone.localtime(instant).date()


def _is_over(day: date | Combinable) -> Q:
    """The same as `Post.is_over`, asked of the database."""
    is_stopped = Q(stopped_at__isnull=False)
    return Q(ends_on__isnull=False) & (
        Q(ends_on__lt=day) | Q(is_stopped, ends_on=day) | Q(is_stopped, starts_on__gt=day)
    )


class MembershipQuerySet(models.QuerySet["Membership"]):
    def live(self, on: date | Combinable | None = None) -> Self:
        """What gives rights: begun and not over, not suspended, of a person who is neither switched off nor locked.

        The one definition: whatever asks whether somebody may, or still works somewhere, asks this.
        """
        return (
            self.not_over(on)
            .not_suspended()
            .filter(starts_on__lte=on or clock.today(), user__is_active=True, user__locked_unused_at__isnull=True)
        )

    def not_over(self, on: date | Combinable | None = None) -> Self:
        """To its last day or the moment at which it was stopped; begun or not, suspended or not."""
        return self.exclude(_is_over(on or clock.today()))

    def over(self, on: date | None = None) -> Self:
        return self.filter(_is_over(on or clock.today()))

    def not_suspended(self) -> Self:
        return self.filter(suspended_at__isnull=True)


@remembered()
class Membership(Record):
    """One role of one person in one agency, from a day until a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, choices=[(role.value, title) for role, title in TITLES.items()])
    starts_on = models.DateField(default=clock.today)
    ends_on = models.DateField(null=True, blank=True)
    # What this person leads, for the page of lead arrangements.
    lead_title = models.CharField(max_length=30, blank=True, default="", db_default="", choices=lead_titles.choices())
    lead_phone = models.CharField(max_length=30, blank=True, default="", db_default="")
    # The one that this one took over from, when a role was changed.
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")

    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    suspension_reason = models.TextField(blank=True, default="", db_default="")

    # Who said that it ends, and when: a last day may be known from the start, and then nobody says.
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.TextField(blank=True, default="", db_default="")
    # The last day that was known before somebody ended it, for bringing it back.
    planned_end_on = models.DateField(null=True, blank=True)
    # On its last day, from this moment: "at once". One that never began is over from then on.
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(suspended_at__isnull=True, suspended_by__isnull=True, suspension_reason="")
                | (Q(suspended_at__isnull=False, suspended_by__isnull=False) & ~Q(suspension_reason="")),
                name="membership_suspension_says_who",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, end_reason="", stopped_at__isnull=True)
                | (Q(ended_at__isnull=False, ended_by__isnull=False, ends_on__isnull=False) & ~Q(end_reason="")),
                name="membership_ending_says_who",
            ),
            models.UniqueConstraint(
                fields=["user", "agency", "role"],
                condition=Q(ends_on__isnull=True),
                name="membership_without_end_once",
            ),
        ]

    def __str__(self) -> str:
        return post_in_words(str(self.get_role_display()), str(self.agency))

    def get_role(self) -> Role:
        return Role(self.role)

    @property
    def role_title(self) -> str:
        """What the role is called in the agency's own partnership."""
        return self.agency.partnership.title_of(self.get_role())

    @property
    def title_beside(self) -> str:
        """The same where the agency's name stands beside it."""
        return beside(self.role_title, self.agency.name)

    @property
    def post(self) -> Post:
        return Post(
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            is_stopped=self.stopped_at is not None,
            is_suspended=self.suspended_at is not None,
        )

    @property
    def is_over(self) -> bool:
        return self.post.is_over(clock.today())

    @property
    def can_be_brought_back(self) -> bool:
        """While its ending has not come into force, and on the day on which it was said."""
        return self.ended_at is not None and (not self.is_over or local_day(self.ended_at) == clock.today())
