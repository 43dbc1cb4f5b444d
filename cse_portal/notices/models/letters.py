"""What leaves the portal: e-mails and text messages, written down before they go. None holds anything of a child."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.core import clock
from cse_portal.core.models import Record
from cse_portal.notices.letter_states import CHANNELS, STATES, Channel, LetterState


class LetterQuerySet(models.QuerySet["Letter"]):
    def to_send(self, now: datetime) -> Self:
        return self.filter(state=LetterState.WAITING, next_try_at__lte=now).order_by("next_try_at", "pk")

    def to_ask(self, now: datetime) -> Self:
        return self.filter(state=LetterState.SENT, ask_at__lte=now).order_by("ask_at", "pk")

    def set_aside(self) -> Self:
        return self.filter(state=LetterState.SET_ASIDE)


class Letter(Record):
    """Its reference travels with it, so that whoever receives it twice, or is asked about it, knows it again."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="letters")
    channel = models.CharField(
        max_length=10, choices=[(one.value, title) for one, title in CHANNELS.items()], default=Channel.EMAIL.value
    )
    subject = models.CharField(max_length=160)
    body = models.TextField()
    state = models.CharField(
        max_length=10, choices=[(one.value, title) for one, title in STATES.items()], default=LetterState.WAITING.value
    )
    # Also how long whoever claimed it has it to themselves.
    next_try_at = models.DateTimeField(default=clock.now)
    tries = models.PositiveSmallIntegerField(default=0)
    error_kind = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # When its carrier is asked next whether it arrived; none where that is known, or nobody would know.
    ask_at = models.DateTimeField(null=True, blank=True)
    asks = models.PositiveSmallIntegerField(default=0, db_default=0)

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at", "id"], name="letters_to_send", condition=Q(state="waiting")),
            models.Index(fields=["-ended_at"], name="letters_set_aside", condition=Q(state="set_aside")),
            models.Index(fields=["ask_at", "id"], name="letters_to_ask", condition=Q(ask_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at__isnull=True)
                | (~Q(state="waiting") & Q(ended_at__isnull=False)),
                name="letter_ends_when_it_waits_no_more",
            )
        ]

    def get_state(self) -> LetterState:
        return LetterState(self.state)


class MailTrouble(Record):
    """An address that refuses what is sent to it: shown to the person's point of contact until it is put right."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mail_troubles")
    since = models.DateTimeField(default=clock.now)
    last_at = models.DateTimeField(default=clock.now)
    refused = models.PositiveIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="mail_trouble_once_a_person")
        ]
