"""An invitation to one role in one agency: one link, once, for some days."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import Agency, Membership
from cse_portal.agencies.reach import agencies_kept_by
from cse_portal.agencies.roles import TITLES, Role
from cse_portal.core import clock
from cse_portal.core.models import Record


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, person: Any) -> Self:
        return self.filter(agency__in=agencies_kept_by(person))

    def open(self) -> Self:
        """Neither taken up nor withdrawn; its link may have expired."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def usable(self) -> Self:
        return self.open().filter(expires_at__gt=clock.now())


class Invitation(Record):
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=40, choices=[(role.value, title) for role, title in TITLES.items()])
    name = models.CharField(max_length=120)
    email = models.EmailField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    key_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    is_mailed = models.BooleanField(default=False)

    accepted_at = models.DateTimeField(null=True, blank=True)
    membership = models.OneToOneField(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="invitation"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["agency"], name="invitation_open", condition=Q(accepted_at=None, withdrawn_at=None))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "role", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, membership__isnull=True)
                | Q(accepted_at__isnull=False, membership__isnull=False, withdrawn_at__isnull=True),
                name="invitation_accepted_says_as_what",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="invitation_withdrawn_says_who",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_role(self) -> Role:
        return Role(self.role)

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= clock.now()
