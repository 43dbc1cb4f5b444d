"""Support offered to a young person who harms others: kept apart, and read by few."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Partnership, User
from cse_portal.audit.models.history import remembered
from cse_portal.core.models import Record
from cse_portal.network.models.graded import choices, line
from cse_portal.network.models.items import Item
from cse_portal.network.support_rules import ANSWERS_FOR, NEEDS_WHY, OFFERS, Offer


class HarmSupportQuerySet(models.QuerySet["HarmSupport"]):
    def visible_to(self, user: Any) -> Self:
        """Whoever recorded it, those named, and who answers for it there; as far as they may read of the person."""
        hats = access.acting_in(user)
        there = {hat.agency.partnership_id for hat in hats if hat.get_role() in ANSWERS_FOR}
        named = Q(named__overlap=[hat.pk for hat in hats])
        own = Q(recorded_by=user.pk) | named | Q(partnership__in=there)
        return self.filter(own, item__in=Item.objects.visible_to(user))


@remembered()
class HarmSupport(Record):
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="support")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    need = models.TextField()
    service = models.CharField(max_length=200)
    offer = models.CharField(max_length=8, choices=choices(OFFERS))
    why = line(500)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True, default="")
    named = ArrayField(models.BigIntegerField(), default=list, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    struck_because = line(500)

    objects = HarmSupportQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "harm support"
        ordering: ClassVar = ["-since", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(offer__in=sorted(NEEDS_WHY)) | ~Q(why=""), name="harmsupport_says_why"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="harmsupport_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_because="")
                | Q(struck_at__isnull=True, struck_by__isnull=True, struck_because=""),
                name="harmsupport_struck_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_offer(self) -> Offer:
        return Offer(self.offer)
