"""A search of the trail, kept with its reason: the address of its results names this record and nothing else."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership
from cse_portal.agencies.roles import Permission
from cse_portal.audit.groups import TITLES, Group
from cse_portal.core.models import Record


class TrailSearchQuerySet(models.QuerySet["TrailSearch"]):
    def visible_to(self, person: Any) -> Self:
        """Whoever made it, in the post in which they made it, as long as that post may search."""
        worn = access.hat_of(person)
        held = [worn] if worn else access.memberships(person)
        may = [one.pk for one in held if access.membership_may(one, Permission.SEARCH_TRAIL)]
        return self.filter(membership__in=may)


class TrailSearch(Record):
    """What is looked for; empty means everything that this post may read."""

    class About(models.TextChoices):
        CASE = "case_ref", "A case"
        CHILD = "child_ref", "A child"

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    about = models.CharField(max_length=10, blank=True, choices=About)
    about_ref = models.CharField(max_length=20, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=12, blank=True, choices=[(one.value, TITLES[one]) for one in Group])
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    why = models.TextField()

    objects = TrailSearchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="trail_search_says_why"),
            models.CheckConstraint(
                condition=Q(about="", about_ref="") | (~Q(about="") & ~Q(about_ref="")),
                name="trail_search_about_something",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="trail_search_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_group(self) -> Group | None:
        return Group(self.group) if self.group else None
