"""Who may see which case, why, from when and until when: one table, read by lists, judged by the database.

guardian writes and lists exceptions through two models of its own on the same table. Whether a person may is
never asked of it, since it does not know of dates.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import models
from django.db.models import Case as Choice
from django.db.models import Exists, F, OuterRef, Q, When
from guardian.managers import GroupObjectPermissionManager, UserObjectPermissionManager
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from cse_portal.agencies.models import Membership
from cse_portal.agencies.reasons import ALWAYS_ENDS, ANSWERS_FOR, OF_GROUPS, SENTENCES
from cse_portal.agencies.sight import IN_PERSON, Sight, roles_with
from cse_portal.audit.models.history import remembered
from cse_portal.cases.models.case import Case
from cse_portal.core import clock

PERMISSION = "view_case"
PERSON = settings.AUTH_USER_MODEL
GROUPS, ENDING = sorted(one.value for one in OF_GROUPS), sorted(one.value for one in ALWAYS_ENDS)
# A group by its number, a hat by its own below nothing. On a restricted case the hat is meant in person: whoever
# stands in for somebody answers to their number alone.
ADDRESSED = Choice(
    When(group_id__isnull=False, then=F("group_id")),
    When(is_restricted=True, then=-F("membership_id") - IN_PERSON),
    default=-F("membership_id"),
)
REASONS = [(one.value, words[1]) for one, words in SENTENCES.items()]


class Terms(models.Model):
    """What every grant says beside whom it is for."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=12, choices=REASONS)
    note = models.TextField(blank=True)
    valid_from = models.DateTimeField(default=clock.now)
    valid_until = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    granted_for = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class CaseGrantQuerySet(models.QuerySet["CaseGrant"]):
    def live(self) -> Self:
        return self.not_ended().filter(valid_from__lte=clock.now())

    def not_ended(self) -> Self:
        """Also those that begin later."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=clock.now()))

    def answered_for(self) -> Self:
        """Live grants by which somebody who works today, by name or in an agency, goes on seeing the case."""
        at_work = Membership.objects.live()
        named = at_work.filter(pk=OuterRef("membership"), role__in=roles_with(Sight.NAMED))
        there = at_work.filter(agency__access_group__group=OuterRef("group"), role__in=roles_with(Sight.AGENCY))
        return self.live().filter(Q(Exists(named)) | Q(Exists(there)), reason__in=sorted(ANSWERS_FOR))


@remembered(without=("sort_rank", "sort_review", "is_restricted"))
class CaseGrant(Terms):
    """Addressed to a group, or to a person in one of their hats; what is the case's is copied by the database."""

    content_object = models.ForeignKey(Case, on_delete=models.PROTECT, db_column="case_id", related_name="grants")
    permission = models.ForeignKey(Permission, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="case_grants")
    sort_rank = models.SmallIntegerField(default=0, editable=False)
    sort_review = models.DateField(default=date.max, editable=False)
    is_restricted = models.BooleanField(default=False, db_default=False, editable=False)
    principal = models.GeneratedField(expression=ADDRESSED, output_field=models.BigIntegerField(), db_persist=True)

    objects = CaseGrantQuerySet.as_manager()

    class Meta:
        verbose_name = "access to a case"
        verbose_name_plural = "access to cases"
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False, user__isnull=True, membership__isnull=True)
                | Q(group__isnull=True, user__isnull=False, membership__isnull=False),
                name="grant_to_a_group_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=False, reason__in=GROUPS) | Q(user__isnull=False) & ~Q(reason__in=GROUPS),
                name="grant_reason_fits",
            ),
            models.CheckConstraint(
                condition=~Q(reason__in=ENDING) | Q(valid_until__isnull=False), name="grant_ends_with_its_occasion"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="grant_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=False) | ~Q(granted_for=""), name="grant_says_who_gave_it"
            ),
            models.UniqueConstraint(fields=["content_object", "principal", "reason"], name="grant_once_for_a_reason"),
        ]
        indexes = [
            models.Index(
                fields=["principal", "sort_rank", "sort_review", "content_object"],
                include=["valid_from", "valid_until"],
                name="grant_list",
            )
        ]

    def __str__(self) -> str:
        return f"{self.content_object_id}: {self.reason}"


class AsksForReason(models.Manager[Any]):
    """guardian's own managers would write a row that gives no reason; with this they ask for the terms."""

    def assign_perm(self, perm: Any, user_or_group: Any, obj: Any, *, reason: str, **terms: Any) -> Any:
        permission = Permission.objects.get(codename=perm, content_type__app_label="cases")
        whom = {self.user_or_group_field: user_or_group}  # type: ignore[attr-defined]
        held = {"permission": permission, "content_object": obj, "reason": reason, **whom}
        membership = terms.pop("membership", None)
        given, _ = self.update_or_create(**held, membership=membership, defaults=terms)
        return given


class GroupGrantManager(AsksForReason, GroupObjectPermissionManager):  # type: ignore[misc]
    pass


class UserGrantManager(AsksForReason, UserObjectPermissionManager):  # type: ignore[misc]
    pass


class CaseGroupGrant(Terms, GroupObjectPermissionBase):
    """guardian's view of what a group was given."""

    content_object = models.ForeignKey(Case, on_delete=models.DO_NOTHING, db_column="case_id", related_name="+")

    objects: ClassVar[Any] = GroupGrantManager()

    class Meta(GroupObjectPermissionBase.Meta):
        managed = False
        db_table = "cases_casegrant"

    def __str__(self) -> str:
        return self.reason


class CaseUserGrant(Terms, UserObjectPermissionBase):
    """guardian's view of what a person was given."""

    content_object = models.ForeignKey(Case, on_delete=models.DO_NOTHING, db_column="case_id", related_name="+")

    objects: ClassVar[Any] = UserGrantManager()

    class Meta(UserObjectPermissionBase.Meta):
        managed = False
        db_table = "cases_casegrant"

    def __str__(self) -> str:
        return self.reason
