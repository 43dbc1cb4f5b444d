"""What a partnership has set for itself: its office hours, its timescales, and what was changed when and by whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cse_portal.agencies.models.organisation import Partnership
from cse_portal.agencies.partnership_words import SECTION_TITLES
from cse_portal.agencies.timescales import RULES
from cse_portal.core import clock
from cse_portal.core.models import Record
from cse_portal.ui.dates import WEEKDAYS


class OfficeDay(Record):
    """MASH's hours on one weekday; without hours it is closed."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="office_days")
    weekday = models.PositiveSmallIntegerField(choices=list(enumerate(WEEKDAYS)))
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)

    class Meta:
        ordering = ["weekday"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "weekday"], name="office_day_once_a_week"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="office_day_is_a_weekday"),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True, closes_at__isnull=True)
                | Q(opens_at__isnull=False, closes_at__isnull=False, opens_at__lt=F("closes_at")),
                name="office_day_opens_before_it_closes",
            ),
        ]


class TimescaleSetting(Record):
    """A timescale that a partnership has set for itself; without one the default holds."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="timescale_settings")
    code = models.CharField(max_length=40, choices=[(code.value, rule.what) for code, rule in RULES.items()])
    amount = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "code"], name="timescale_set_once")]


class SettingChange(Record):
    """One line of a partnership's history: what stood there, what stands there now, and why."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="setting_changes")
    section = models.CharField(max_length=20, choices=[(one.value, title) for one, title in SECTION_TITLES.items()])
    what = models.CharField(max_length=120)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    # Nobody: the portal itself, when it was set up.
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["partnership", "-changed_at", "-id"], name="setting_changes_latest")]
