"""A partnership without an information governance lead is put before whoever may name one, until there is one."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.actions import found_partnership, give_role
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.oversight import IN_LINE, LEAD, MAY_NAME_ONE, ahead_of
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.people.tasks import find_without_governance, lock_unused_accounts
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of
from tests.integration.people.conftest import MONDAY, Cast
from tests.integration.people.forms import send
from tests.reading import all_of, count_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = MONDAY.date()
TASK = "Name an information governance lead"


def waiting() -> list[DueItem]:
    return all_of(DueItem.objects.open().filter(task=TASK))


def held_by_leads() -> object:
    return Membership.objects.filter(role=LEAD)


@pytest.fixture
def leads(school: Cast) -> list[Membership]:
    Membership.objects.update(starts_on=TODAY - 90 * DAY)
    return [school[key].memberships.get() for key in ("governance_lead", "second_governance_lead")]


def test_the_line_begins_with_the_lead_and_the_manager_names_one() -> None:
    assert [ahead_of(role) for role in IN_LINE] == [(), IN_LINE[:1], IN_LINE[:2]]
    assert frozenset({Role.LSCB_MANAGER}) == MAY_NAME_ONE


def test_with_one_nothing_is_opened(leads: list[Membership]) -> None:
    Membership.objects.filter(pk=leads[0].pk).update(ends_on=TODAY + DAY)
    assert find_without_governance() == 0
    assert waiting() == []


def test_without_one_the_manager_is_asked_once_until_there_is_one(
    client: Client, school: Cast, leads: list[Membership]
) -> None:
    Membership.objects.filter(role=LEAD).update(ends_on=TODAY - DAY)
    assert (find_without_governance(), find_without_governance()) == (1, 0)
    (item,) = waiting()
    assert (item.role, item.agency) == (Role.LSCB_MANAGER, agency_of(school["lscb_manager"]))
    assert "alarms and emergency reviews go to others" in item.detail
    assert count_of(AuditEvent.objects.filter(kind="partnership.without_governance")) == 1
    client.force_login(school["lscb_manager"])
    page = client.get("/").content.decode()
    assert TASK in page
    assert f'href="{item.url}"' in page
    assert client.get(item.url).status_code == 200
    give_role(user=school["teacher"], agency=leads[0].agency, role=LEAD, by=TEST)
    assert find_without_governance() == 0
    assert waiting() == []


def test_it_is_asked_before_the_last_one_leaves(leads: list[Membership]) -> None:
    Membership.objects.filter(role=LEAD).update(ends_on=TODAY + 20 * DAY)
    assert find_without_governance() == 1
    (item,) = waiting()
    assert item.due_at.date() == TODAY + 20 * DAY
    assert "last day is 13 December 2026" in item.detail


def test_accounts_that_lock_count_as_gone(
    school: Cast, leads: list[Membership], clock: time_machine.Traveller
) -> None:
    long_ago = MONDAY - 400 * DAY
    people = [one.user_id for one in leads]
    User.objects.filter(pk__in=people).update(created_at=long_ago, last_login=long_ago)
    assert lock_unused_accounts() >= 2
    assert find_without_governance() == 1


def test_suspending_the_last_one_opens_it_at_once(client: Client, school: Cast, leads: list[Membership]) -> None:
    client.force_login(school["lscb_manager"])
    for number, one in enumerate(leads):
        assert len(waiting()) == 0
        answer = send(client, reverse("people:suspend", kwargs={"ref": one.ref}), reason="Under investigation")
        assert answer.status_code == 302
        assert len(waiting()) == number
    find_without_governance()
    assert len(waiting()) == 1


def test_the_last_one_is_not_ended_on_the_page(client: Client, school: Cast, leads: list[Membership]) -> None:
    Membership.objects.filter(pk=leads[1].pk).update(ends_on=TODAY - DAY)
    client.force_login(school["lscb_manager"])
    place = reverse("people:end", kwargs={"ref": leads[0].ref})
    page = send(client, place, when="at_once", reason="Left the council").content.decode()
    assert "Nobody else looks after information governance in this partnership" in page
    assert "Left the council" in page


def test_a_partnership_in_which_nobody_may_name_one_yet_is_left_alone(leads: list[Membership]) -> None:
    found_partnership(
        name="Quillhaven Partnership", short_name="Quillhaven", mash_phone="01632 960100",
        out_of_hours_phone="01632 960101", by=TEST,
    )  # fmt: skip
    assert find_without_governance() == 0
