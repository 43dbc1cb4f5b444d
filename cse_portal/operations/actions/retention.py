"""Sets retention periods, and places and lifts legal holds."""

from __future__ import annotations

from django.db import connection, transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.operations import retention
from cse_portal.operations.models import LegalHold, RetentionSetting
from cse_portal.operations.queries import years_in_force

DISPOSALS = 7_500  # any number that no other lock of the portal uses


class PeriodRefused(Exception):
    """The years asked for are too few or too many; the words say why."""


def lock_disposals() -> None:
    """One at a time until the end of the transaction: a hold that is placed is seen by every later disposal."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [DISPOSALS])


@transaction.atomic
def set_retention(*, class_code: str, years: int, reason: str, by: User) -> RetentionSetting:
    access.require(by, Permission.REVIEW_DISPOSAL)
    lock_disposals()
    if problem := retention.problem_with(class_code, years, years_in_force()):
        raise PeriodRefused(problem)
    before = years_in_force()[class_code]
    setting = RetentionSetting.objects.create(
        class_code=class_code, years=years, reason=reason, set_by=by, set_at=clock.now()
    )
    detail = {"class": class_code, "from": before, "to": years}
    record("retention.set", about=setting, detail=detail, reason=reason, by=by)
    return setting


@transaction.atomic
def place_hold(
    *,
    scope: str,
    authority: str,
    reason: str,
    class_code: str = "",
    object_kind: str = "",
    object_ref: str = "",
    by: User,
) -> LegalHold:
    access.require(by, Permission.REVIEW_DISPOSAL)
    lock_disposals()
    hold = LegalHold.objects.create(
        scope=scope,
        class_code=class_code,
        object_kind=object_kind,
        object_ref=object_ref,
        authority=authority,
        reason=reason,
        placed_by=by,
        placed_at=clock.now(),
    )
    record("hold.placed", about=hold, detail={"scope": scope, "class": class_code}, reason=reason, by=by)
    return hold


@transaction.atomic
def lift_hold(*, hold: LegalHold, reason: str, by: User) -> LegalHold:
    """A hold that is lifted already stays as it is: its first lifting is the one on record."""
    access.require(by, Permission.REVIEW_DISPOSAL)
    hold = LegalHold.objects.select_for_update().get(pk=hold.pk)
    if hold.lifted_at is None:
        hold.lifted_by, hold.lifted_at, hold.lift_reason = by, clock.now(), reason
        hold.save(update_fields=["lifted_by", "lifted_at", "lift_reason"])
        record("hold.lifted", about=hold, reason=reason, by=by)
    return hold
