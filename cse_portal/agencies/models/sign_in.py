"""What is remembered about attempts to sign in, and who a person is at a single sign-on provider."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.crypto import salted_hmac

from cse_portal.agencies.lock_rules import Tally
from cse_portal.agencies.models.people import User
from cse_portal.core.models import Record

PASSWORD, SECOND_STEP = "password", "second step"


def digest_of(email: str) -> str:
    """Keyed, so that whoever reads it learns no address; the same for an address that nobody has."""
    return salted_hmac("agencies.sign_in", email.strip().lower(), algorithm="sha256").hexdigest()[:32]


class FailedSignInsQuerySet(models.QuerySet["FailedSignIns"]):
    def locked(self, now: datetime) -> Self:
        return self.filter(locked_until__gt=now)

    def for_address(self, email: str) -> Self:
        return self.filter(digest=digest_of(email))


class FailedSignIns(Record):
    """Wrong attempts in a row, for an address that is known here or is not: nothing in a row tells which."""

    digest = models.CharField(max_length=64)
    step = models.CharField(max_length=20, choices=[(PASSWORD, "Password"), (SECOND_STEP, "Second step")])
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True, blank=True)

    objects = FailedSignInsQuerySet.as_manager()

    class Meta:
        verbose_name = "failed sign-ins"
        verbose_name_plural = "failed sign-ins"
        constraints = [models.UniqueConstraint(fields=["digest", "step"], name="failures_counted_once")]

    def __str__(self) -> str:
        return self.ref

    @property
    def tally(self) -> Tally:
        return Tally(self.failures, self.last_at, self.locked_until)


class ExternalIdentity(Record):
    """A person's lasting name at one provider: found by it ever after, whatever becomes of the e-mail there."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="external_identities")
    issuer = models.URLField(max_length=300)
    subject = models.CharField(max_length=255)

    class Meta:
        verbose_name = "identity at a provider"
        verbose_name_plural = "identities at a provider"
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_is_one_persons"),
            models.UniqueConstraint(fields=["issuer", "user"], name="one_identity_at_a_provider"),
        ]

    def __str__(self) -> str:
        return self.ref
