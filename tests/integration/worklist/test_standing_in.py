"""While somebody is away their delegate finds their work, says so, and the absent person sees what was done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from cse_portal.agencies.actions import delegate_work, end_delegation
from cse_portal.agencies.models import Delegation, User
from cse_portal.agencies.roles import Role
from cse_portal.worklist.actions import close_items
from tests.factories import agency_of, due_item

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Europe/London"))
DAY = timedelta(days=1)
Cast = dict[str, User]


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(FRIDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def away(cast: Cast) -> Delegation:
    """The point of contact is away for five days; the teacher stands in."""
    spoc = cast["school_spoc"]
    return delegate_work(
        membership=spoc.memberships.get(),
        delegate=cast["teacher"].memberships.get(),
        starts_on=FRIDAY.date(),
        ends_on=FRIDAY.date() + 5 * DAY,
        reason="On leave",
        by=spoc,
    )


def page_of(client: Client, user: User) -> str:
    client.force_login(user)
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_delegate_finds_the_absent_persons_work_with_their_name(
    client: Client, cast: Cast, away: Delegation
) -> None:
    due_item(cast["school_spoc"], due_in=DAY, task="Answer the check")
    page = page_of(client, cast["teacher"])
    assert "Answer the check" in page
    assert "For Beth Lindqvist, away until 25 November" in page
    assert "1 thing to do" in page


def test_what_comes_to_the_absent_persons_role_comes_too_but_not_the_keeping_of_people(
    client: Client, cast: Cast, away: Delegation
) -> None:
    school = agency_of(cast["school_spoc"])
    due_item(agency=school, kind="service", due_in=DAY, task="Say who comes to the meeting")
    due_item(agency=school, kind="service", role=Role.SPOC, due_in=DAY, task="Answer for the school")
    due_item(agency=school, kind="people", role=Role.SPOC, due_in=DAY, task="Check who has access")
    page = page_of(client, cast["teacher"])
    assert "Say who comes to the meeting" in page
    assert "Answer for the school" in page
    assert "Check who has access" not in page


def test_others_and_other_agencies_find_nothing(client: Client, cast: Cast, away: Delegation) -> None:
    due_item(cast["school_spoc"], due_in=DAY, task="Answer the check")
    for who in ("outsider", "social_worker", "police_spoc"):
        assert "Answer the check" not in page_of(client, cast[who])


def test_the_absent_person_keeps_their_list_and_sees_who_does_it(client: Client, cast: Cast, away: Delegation) -> None:
    due_item(cast["school_spoc"], due_in=DAY, task="Answer the check")
    page = page_of(client, cast["school_spoc"])
    assert "Answer the check" in page
    assert "Gareth Onwuachi does this too, until 25 November" in page
    assert "Gareth Onwuachi stands in for you until 25 November" in page


def test_what_was_done_is_told_for_a_fortnight_after_the_return(
    client: Client, cast: Cast, away: Delegation, clock: time_machine.Traveller
) -> None:
    source = agency_of(cast["school_spoc"])
    due_item(cast["school_spoc"], due_in=DAY, task="Answer the check", source=source)
    close_items(kind="people", source=source, by=cast["teacher"])
    page = page_of(client, cast["school_spoc"])
    assert "Done for you while you were away" in page
    assert "Gareth Onwuachi, 20 November 2026, 9:30am" in page
    assert "Done for you" not in page_of(client, cast["teacher"])
    clock.move_to(FRIDAY + 19 * DAY)
    assert "Answer the check" in page_of(client, cast["school_spoc"])
    clock.move_to(FRIDAY + 20 * DAY)
    assert "Answer the check" not in page_of(client, cast["school_spoc"])


def test_it_is_over_with_its_last_day_or_when_it_is_ended(
    client: Client, cast: Cast, away: Delegation, clock: time_machine.Traveller
) -> None:
    due_item(cast["school_spoc"], due_in=DAY, task="Answer the check")
    clock.move_to(FRIDAY + 6 * DAY)
    assert "Answer the check" not in page_of(client, cast["teacher"])
    clock.move_to(FRIDAY)
    assert "Answer the check" in page_of(client, cast["teacher"])
    end_delegation(delegation=away, version=away.version, by=cast["school_spoc"])
    assert "Answer the check" not in page_of(client, cast["teacher"])
    assert "stands in for you" not in page_of(client, cast["school_spoc"])
