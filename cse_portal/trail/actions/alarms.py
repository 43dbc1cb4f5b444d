"""Raising an alarm, finding out about it, and planting the records that raise some."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.cases.actions import Farewell, close_case, open_case
from cse_portal.cases.workflow import Closing
from cse_portal.core import clock, wall
from cse_portal.core.actor import System
from cse_portal.core.working_days import add_working_days, end_of_work
from cse_portal.trail.alarms import TITLES, Outcome
from cse_portal.trail.models import Alarm, Canary, Finding
from cse_portal.trail.queries.alarms import Crossed, open_items
from cse_portal.trail.queries.scope import post_of
from cse_portal.trail.queries.told import whom_to_tell
from cse_portal.trail.queries.whom import contacts_of, governance_of
from cse_portal.worklist.actions import close_items, open_item

KIND = "trail"
PLANTING = System("plant a record that nobody has a reason to open")
LONG_CLOSED = timedelta(days=400)
CLOSED = "Nothing came of the first concern."


@transaction.atomic
def raise_alarm(*, crossed: Crossed, by: System) -> Alarm | None:
    """Once a day, however often it is crossed."""
    contacts = contacts_of(crossed.agency)
    is_contact = crossed.person.pk in {post.user_id for post in contacts}
    alarm, is_new = Alarm.objects.get_or_create(
        kind=crossed.kind.value,
        person=crossed.person,
        agency=crossed.agency,
        day=timezone.localtime(crossed.until).date(),
        case_ref=crossed.case_ref,
        defaults={
            **{"role": crossed.role, "since": crossed.since, "until": crossed.until, "number": crossed.number},
            "is_for_governance": is_contact,
        },
    )
    if not is_new:
        return None
    record("alarm.opened", about=alarm, detail={"kind": crossed.kind, "number": crossed.number}, by=by)
    for post in whom_to_tell(alarm):
        _bring(post, alarm, by)
    return alarm


@transaction.atomic
def bring_open_alarms(*, by: System) -> list[Membership]:
    """To whoever is in charge as things stand: the lead may have left, or been named since; others let go of it."""
    brought: list[Membership] = []
    for alarm in Alarm.objects.open().select_related("agency", "person").order_by("pk"):
        in_charge, items = whom_to_tell(alarm), open_items(alarm, KIND)
        reached = {(item.person_id, item.agency_id) for item in items}
        governance = governance_of(alarm.agency, apart_from=alarm.person_id)
        for post in governance:
            if (post.user_id, post.agency_id) not in reached:
                _bring(post, alarm, by)
                brought.append(post)
        kept = {post.user_id for post in in_charge}
        for gone in {item.person for item in items if item.person and item.person_id not in kept}:
            close_items(kind=KIND, source=alarm, of=gone, by=by)
    return brought


def _bring(post: Membership, alarm: Alarm, by: System) -> None:
    open_item(
        kind=KIND,
        task="Look into an alarm about looking",
        button="Look into it",
        detail=TITLES[alarm.get_kind()],
        url=reverse("trail:alarm", kwargs={"ref": alarm.ref}),
        agency=post.agency,
        person=post.user,
        due_at=end_of_work(add_working_days(clock.today(), 1)),
        source=alarm,
        by=by,
    )


@transaction.atomic
def say_finding(*, alarm: Alarm, outcome: Outcome, words: str, version: int, by: User) -> Finding:
    """Governance's closes the alarm; a contact's closes what is due to them."""
    access.require(by, Permission.LOOK_INTO_ALARMS)
    if not Alarm.objects.visible_to(by).filter(pk=alarm.pk).exists():
        raise PermissionDenied
    held = Alarm.held_at(pk=alarm.pk, version=version)
    if held.closed_at is not None:
        raise NotAllowedNow("This alarm is closed. Nothing in it can be changed.")
    finding = Finding.objects.create(alarm=held, found_by=by, found_at=clock.now(), outcome=outcome.value, words=words)
    closes = access.can(by, Permission.CLOSE_ALARMS)
    held.closed_at = clock.now() if closes else None
    held.save()
    close_items(kind=KIND, source=held, of=None if closes else by, by=by)
    if closes:
        record("alarm.closed", about=held, detail={"outcome": outcome}, reason=words, by=by)
    else:
        record("alarm.looked_into", about=held, detail={"outcome": outcome}, reason=words, by=by)
    return finding


@transaction.atomic
def plant(*, agency: Agency, given_names: str, family_name: str, why: str, by: User) -> Canary:
    """A case like any other that was closed long ago: at the end of every list, with nothing due about it."""
    access.require(by, Permission.PLANT_RECORDS)
    if agency.partnership_id != post_of(by).agency.partnership_id:
        raise PermissionDenied
    with wall.as_system(PLANTING.purpose):
        opened = clock.now() - LONG_CLOSED
        case = open_case(
            given_names=given_names,
            family_name=family_name,
            born_on=None,
            lead_agency=agency,
            at=opened,
            by=PLANTING,
        )
        closing = Farewell(Closing.NO_CONCERN, "Early help, as before", "The school")
        close_case(
            case=case, farewell=closing, why=CLOSED, version=case.version, at=opened + LONG_CLOSED / 2, by=PLANTING
        )
        canary = Canary.objects.create(case=case, agency=agency, planted_by=by, why=why)
    record("canary.planted", about=canary, reason=why, by=by)
    return canary


@transaction.atomic
def retire(*, ref: str, why: str, by: User) -> Canary:
    """It stays a closed case; from now on a look at it is a look like any other."""
    access.require(by, Permission.PLANT_RECORDS)
    with wall.as_system(PLANTING.purpose):
        mine = Canary.objects.filter(agency__partnership=post_of(by).agency.partnership_id)
        canary = mine.select_for_update().filter(ref=ref, retired_at__isnull=True).first()
        if canary is None:
            raise NotAllowedNow("This record is planted no more.")
        canary.retired_at = clock.now()
        canary.save(update_fields=["retired_at"])
    record("canary.retired", about=canary, reason=why, by=by)
    return canary
