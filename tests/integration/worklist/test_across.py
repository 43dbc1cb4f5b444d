"""How much is open in each agency: numbers for those who look across, and nothing that an agency keeps inside."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from cse_portal.agencies import access
from cse_portal.agencies.actions import add_person, give_role
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.core import clock
from cse_portal.worklist.actions import put_off
from cse_portal.worklist.queries import work_by_agency
from tests.factories import TEST, agency_of, due_item

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
Cast = dict[str, User]


@pytest.fixture
def head(cast: Cast) -> User:
    person = add_person(email="head@larkmere.example", name="Ines Harrow", by=TEST)
    give_role(user=person, agency=agency_of(cast["social_worker"]), role=Role.HEAD_OF_SERVICE, by=TEST)
    return User.objects.get(pk=person.pk)


def test_numbers_by_agency_without_what_is_kept_inside(client: Client, cast: Cast, head: User) -> None:
    kind = "case_allocation"
    due_item(cast["teacher"], due_in=-3 * DAY, critical_at=clock.now() - DAY, task="Canaryname", kind=kind)
    off = due_item(cast["teacher"], due_in=40 * DAY, kind=kind)
    due_item(cast["teacher"], due_in=DAY, kind="people")
    due_item(cast["social_worker"], due_in=timedelta(hours=-1), kind=kind)
    with access.acting_for(cast["teacher"]):
        put_off(item=off, until_on=clock.today() + DAY, reason="Closed", by=cast["teacher"])
    with access.acting_for(head):
        found = {one.agency: (one.critical, one.overdue, one.later, one.put_off) for one in work_by_agency()}
    school, csc = agency_of(cast["teacher"]), agency_of(cast["social_worker"])
    assert found == {school: (1, 0, 1, 1), csc: (0, 1, 0, 0)}
    client.force_login(head)
    page = client.get("/my-work/agencies/").content.decode()
    assert school.name in page
    assert "Canaryname" not in page
    assert "/my-work/agencies/" in client.get("/").content.decode()


def test_the_database_answers_nobody_else(client: Client, cast: Cast) -> None:
    due_item(cast["teacher"], due_in=DAY, kind="service")
    for key in ("team_manager", "school_spoc", "social_worker", "governance_lead", "outsider"):
        with access.acting_for(cast[key]):
            assert work_by_agency() == [], key
    client.force_login(cast["team_manager"])
    assert client.get("/my-work/agencies/").status_code == 403
