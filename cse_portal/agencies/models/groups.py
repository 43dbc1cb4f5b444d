"""Groups to which a case is opened as a whole."""

from __future__ import annotations

from django.db import models

from cse_portal.agencies.models.organisation import Agency, Partnership
from cse_portal.agencies.sight import OF_A_GROUP


class AccessGroup(models.Model):
    """Whoever sees a case together: an agency's people, or those whose role oversees a partnership's cases."""

    group = models.OneToOneField("auth.Group", on_delete=models.PROTECT, related_name="access")
    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="access_group")
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, blank=True, related_name="access_groups"
    )
    sight = models.CharField(max_length=10, choices=[(one.name.lower(), one.value) for one in OF_A_GROUP])

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sight="agency", agency__isnull=False, partnership__isnull=True)
                | models.Q(sight__in=("cse", "mase"), agency__isnull=True, partnership__isnull=False),
                name="access_group_of_one_thing",
            ),
            models.UniqueConstraint(fields=["partnership", "sight"], name="access_group_once"),
        ]

    def __str__(self) -> str:
        return str(self.agency or f"{self.partnership}, {self.get_sight_display()}")
