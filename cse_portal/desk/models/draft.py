"""A draft: the words of a form that has not been sent, kept for the person who typed them."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import User
from cse_portal.core import clock
from cse_portal.core.models import Record


class Ending(models.TextChoices):
    SENT = "sent", "Sent"
    SET_ASIDE = "set_aside", "Set aside"


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: User) -> Self:
        """A draft is its writer's alone: nobody else sees unfinished words, whatever their role."""
        return self.filter(owner=user)

    def unexpired(self) -> Self:
        return self.filter(expires_at__gt=clock.now())

    def live(self) -> Self:
        return self.unexpired().filter(closed_at__isnull=True)

    def set_aside(self) -> Self:
        return self.unexpired().filter(ending=Ending.SET_ASIDE)

    def of_form(self, kind: str, about_ref: str) -> Self:
        return self.filter(kind=kind, about_ref=about_ref)

    def spent(self) -> Self:
        """Past its last day, or sent: the record now holds the words."""
        return self.filter(Q(expires_at__lte=clock.now()) | Q(ending=Ending.SENT))


class Draft(Record):
    """`page` is the open form that writes it: another page's words never replace these unseen.

    `sending` is the key under which the words are sent once, whichever page sends them; a draft without one is as
    old as its page. `first_words` are the writer's own, to know the draft by.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts")
    kind = models.CharField(max_length=60)
    about_ref = models.CharField(max_length=20, blank=True)
    page = models.UUIDField()
    sending = models.UUIDField(null=True)
    turn = models.PositiveIntegerField(default=0)
    first_words = models.CharField(max_length=60, blank=True, default="", db_default="")
    fields = models.JSONField(default=dict)
    opened = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["owner", "kind", "about_ref"], name="draft_of_form", condition=Q(closed_at=None))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "page"], condition=Q(closed_at=None), name="draft_live_once_a_page"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, ending="") | (Q(closed_at__isnull=False) & ~Q(ending="")),
                name="draft_closed_says_how",
            ),
        ]

    @property
    def key(self) -> UUID:
        return self.sending or self.page

    @property
    def is_sent(self) -> bool:
        return self.ending == Ending.SENT

    @property
    def is_live(self) -> bool:
        return self.closed_at is None and self.expires_at > clock.now()
