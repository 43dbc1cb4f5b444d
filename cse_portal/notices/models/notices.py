"""One line in somebody's inbox: of work that is due to them or that they answer for, or news of a case."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import User
from cse_portal.core import clock
from cse_portal.core.models import Record
from cse_portal.notices.letter_states import CHANNELS, KEPT_BACK, Channel, KeptBack
from cse_portal.notices.models.letters import Letter
from cse_portal.worklist.ladders import TOLD_TITLES, How
from cse_portal.worklist.models import DueItem

HOW_TITLES = {
    How.AT_ONCE: "As soon as it happens",
    How.DAILY: "Once a day, with everything else",
    How.NOT: "Not by e-mail",
}


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, person: User) -> Self:
        """What they see in their inbox; what a later line has taken the place of is not shown twice."""
        return self.filter(recipient=person, kept_back=KeptBack.NO)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def to_write(self, now: datetime) -> Self:
        return self.filter(mail_after__lte=now, letter__isnull=True, kept_back=KeptBack.NO)

    def to_text(self) -> Self:
        return self.filter(text_after__isnull=False, text__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-posted_at", "-pk")


class Notice(Record):
    """Made once for each step of each piece of work and each person told, whoever sweeps, however often."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    item = models.ForeignKey(DueItem, on_delete=models.PROTECT, null=True, blank=True, related_name="notices")
    step = models.CharField(max_length=20, blank=True)
    rung = models.CharField(max_length=10, blank=True, choices=list(TOLD_TITLES.items()))
    kind = models.CharField(max_length=60)
    # What it is about, as far as an e-mail may say it.
    reference = models.CharField(max_length=20, blank=True)
    url = models.CharField(max_length=200)
    planned_at = models.DateTimeField()
    posted_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(null=True, blank=True)
    is_urgent = models.BooleanField(default=False)
    # When an e-mail may tell of it; none where the person wants none.
    mail_after = models.DateTimeField(null=True, blank=True)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="notices")
    # When a text message may tell of it, too.
    text_after = models.DateTimeField(null=True, blank=True)
    text = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="texted")
    kept_back = models.CharField(
        max_length=10, blank=True, choices=[(one.value, title) for one, title in KEPT_BACK.items()]
    )
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["recipient", "-posted_at", "-id"], name="notices_inbox", condition=Q(kept_back="")),
            models.Index(fields=["recipient"], name="notices_unread", condition=Q(kept_back="", read_at__isnull=True)),
            models.Index(
                fields=["mail_after", "recipient"],
                name="notices_to_write",
                condition=Q(letter__isnull=True, kept_back="", mail_after__isnull=False),
            ),
            models.Index(
                fields=["text_after"],
                name="notices_to_text",
                condition=Q(text__isnull=True, text_after__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["item", "step", "recipient"], name="notice_once_a_step"),
            models.CheckConstraint(
                condition=Q(item__isnull=True, step="") | (Q(item__isnull=False) & ~Q(step="")),
                name="notice_of_work_says_its_step",
            ),
        ]


class Preference(Record):
    """How somebody wants to hear of one kind by e-mail or text; without one it is the kind's own way."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mail_preferences")
    kind = models.CharField(max_length=60)
    how = models.CharField(max_length=10, choices=[(one.value, title) for one, title in HOW_TITLES.items()])
    channel = models.CharField(
        max_length=10,
        choices=[(one.value, title) for one, title in CHANNELS.items()],
        default=Channel.EMAIL.value,
        db_default=Channel.EMAIL.value,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "channel"], name="preference_once_a_kind_and_channel")
        ]
