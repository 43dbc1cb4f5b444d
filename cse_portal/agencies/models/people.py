"""The people who sign in, and the roles they hold in agencies."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from cse_portal.agencies.models.organisation import Agency
from cse_portal.agencies.roles import TITLES, Role
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


class MembershipQuerySet(models.QuerySet["Membership"]):
    def live(self, on: date | None = None) -> Self:
        day = on or clock.today()
        return self.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=day), starts_on__lte=day)


@remembered()
class Membership(Record):
    """One role of one person in one agency, from a day until a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, choices=[(role.value, title) for role, title in TITLES.items()])
    starts_on = models.DateField(default=clock.today)
    ends_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.agency}"

    def get_role(self) -> Role:
        return Role(self.role)
