"""Questions that are worded once answer as the ORM does, to everybody anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.db.models import BigIntegerField, CharField, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext

from cse_portal.agencies.access.hats import HELD
from cse_portal.agencies.actions import delegate_work
from cse_portal.agencies.models import Membership, User
from cse_portal.core import clock
from cse_portal.core.prepared import Given, Prepared
from cse_portal.worklist.actions import put_off
from cse_portal.worklist.queries import number_to_do, to_do
from tests.factories import agency_of, due_item, in_post

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Europe/London"))
DAY = timedelta(days=1)
Cast = dict[str, User]


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=False):
        yield


NAMED: Prepared[Membership] = Prepared(
    lambda: (
        Membership.objects.filter(user=Given("user", BigIntegerField()), role=Given("role", CharField()))
        .select_related("agency__partnership", "follows__user", "user")
        .annotate(said=Concat("user__name", Value("!")))
        .order_by("pk")
    )
)


def fields_of(one: Any) -> dict[str, Any]:
    return {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}


def test_records_are_those_of_the_orm_with_what_is_joined_and_annotated(cast: Cast) -> None:
    spoc, teacher = cast["school_spoc"], cast["teacher"]
    first = spoc.memberships.get()
    Membership.objects.filter(pk=first.pk).update(follows=teacher.memberships.get())
    with CaptureQueriesContext(connection) as seen:
        (found,) = NAMED(user=spoc.pk, role="spoc")
        joined = found.agency.partnership.name, found.user.name, found.follows and found.follows.user.name
    assert len(seen) == 1
    first.refresh_from_db()
    assert fields_of(found) == fields_of(first)
    assert fields_of(found.agency) == fields_of(first.agency)
    assert joined == (first.agency.partnership.name, spoc.name, teacher.name)
    assert found.said == f"{spoc.name}!"  # type: ignore[attr-defined]
    assert not found._state.adding
    Membership.objects.filter(pk=first.pk).update(follows=None)
    assert [one.follows for one in NAMED(user=spoc.pk, role="spoc")] == [None]


def test_nothing_of_one_question_stays_for_the_next(cast: Cast) -> None:
    spoc, teacher = cast["school_spoc"], cast["teacher"]
    assert [one.user for one in NAMED(user=spoc.pk, role="spoc")] == [spoc]
    assert [one.user for one in NAMED(user=teacher.pk, role="practitioner")] == [teacher]
    assert NAMED(user=teacher.pk, role="spoc") == []
    assert NAMED.first(user=spoc.pk, role="practitioner") is None
    with pytest.raises(KeyError):
        NAMED(user=spoc.pk)


def test_the_posts_that_somebody_holds_are_those_that_are_live(cast: Cast) -> None:
    one, today = cast["teacher"], clock.today()
    numbers = []
    for begins, ends in ((today, None), (today + DAY, None), (today - 9 * DAY, today), (today - 9 * DAY, today - DAY)):
        Membership.objects.filter(user=one).update(starts_on=begins, ends_on=ends)
        found = HELD(user=one.pk, today=today, now=clock.now())
        assert found == list(Membership.objects.live().filter(user=one))
        numbers.append(len(found))
    assert numbers == [1, 0, 1, 0]


def test_the_number_beside_my_work_is_that_of_the_work(cast: Cast) -> None:
    """Mine and theirs for whom I stand in, without what I put off, what is later, and what others have."""
    me, colleague = cast["teacher"], cast["school_spoc"]
    delegate_work(
        membership=colleague.memberships.get(),
        delegate=me.memberships.get(),
        starts_on=clock.today(),
        ends_on=clock.today() + DAY,
        reason="",
        by=colleague,
    )
    mine = [due_item(me, due_in=5 * DAY, task=f"Mine {number}") for number in range(3)]
    due_item(colleague, due_in=DAY)
    due_item(me, due_in=90 * DAY, task="Later")
    due_item(agency=agency_of(me), due_in=DAY, task="For nobody")
    due_item(cast["social_worker"], due_in=DAY)
    with in_post(me):
        put_off(item=mine[0], until_on=clock.today() + 4 * DAY, reason="The school is closed", by=me)
    numbers = []
    for one in (me, colleague, cast["social_worker"], cast["outsider"]):
        person = User.objects.get(pk=one.pk)
        with in_post(person):
            assert number_to_do(person) == to_do(person).count()
            numbers.append(number_to_do(person))
    assert numbers == [3, 1, 1, 0]
