"""What agencies promise and people accept: pledges with their signatures, terms of use with their acceptances."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.agencies.agreements import paragraphs
from cse_portal.agencies.models.organisation import Agency, Partnership
from cse_portal.core import clock
from cse_portal.core.models import Record


class VersionQuerySet(models.QuerySet[Any]):
    """Numbered words of which the latest that has begun is in force."""

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def drafted(self) -> Self:
        return self.filter(published_at__isnull=True)

    def begun(self, on: date | None = None) -> Self:
        return self.published().filter(starts_on__lte=on or clock.today())

    def newest_first(self) -> Self:
        return self.order_by("-number")


class Version(Record):
    """A draft until somebody publishes it; from then on its words stay as they are."""

    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    starts_on = models.DateField()
    # Nobody: the portal itself, when it was set up.
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs(self.text)

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


PUBLISHED_SAYS = Q(published_at__isnull=False) | Q(published_by__isnull=True)


class Pledge(Version):
    """What every agency of the partnership promises."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="pledges")

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="pledge_numbered_once"),
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(published_at__isnull=True), name="pledge_drafted_once"
            ),
            models.CheckConstraint(condition=PUBLISHED_SAYS & ~Q(text=""), name="pledge_says_who_published"),
        ]

    def __str__(self) -> str:
        return f"Pledge, version {self.number}"


class PledgeSignature(Record):
    """Somebody who answers for an agency signed a version of the pledge, once and for good."""

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="signatures")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="signatures")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_as = models.CharField(max_length=120)
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pledge", "agency"], name="pledge_signed_once_an_agency")]


class TermsOfUse(Version):
    """How an agency's people may use the portal."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="terms")

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "terms of use"
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="terms_numbered_once"),
            models.UniqueConstraint(
                fields=["agency"], condition=Q(published_at__isnull=True), name="terms_drafted_once"
            ),
            models.CheckConstraint(condition=PUBLISHED_SAYS & ~Q(text=""), name="terms_say_who_published"),
        ]

    def __str__(self) -> str:
        return f"Terms of use, version {self.number}"


class TermsAcceptance(Record):
    """A person accepted a version of their agency's terms, once."""

    terms = models.ForeignKey(TermsOfUse, on_delete=models.PROTECT, related_name="acceptances")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="acceptances")
    accepted_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["terms", "user"], name="terms_accepted_once")]
