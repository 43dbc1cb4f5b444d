"""My work shows what is mine, then what my agency answers for, and nothing of anyone else's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cse_portal.agencies.actions import give_role
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.core.actor import System
from cse_portal.worklist.actions import close_items, open_item, put_off
from cse_portal.worklist.models import DueItem
from tests.counting import asked
from tests.factories import TEST, agency_of, due_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_all")]
FRIDAY = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Europe/London"))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=False):
        yield


def page_of(client: Client, user: User, query: str = "") -> str:
    client.force_login(user)
    response = client.get(f"/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_what_is_mine_comes_most_urgent_first(client: Client, cast: dict[str, User]) -> None:
    me = cast["social_worker"]
    due_item(me, due_in=30 * DAY, task="Plan the spring audit")
    due_item(me, due_in=3 * DAY, task="Read the new guidance")
    due_item(me, due_in=-2 * HOUR, task="Answer the school")
    due_item(me, due_in=-3 * DAY, critical_at=FRIDAY - DAY, task="Hold the interview")
    page = page_of(client, me, "?later=yes")
    groups = page[page.index('id="group-critical"') :]
    words = ["Critically overdue", "Hold the interview", "Overdue", "Answer the school"]
    words += ["Due in the next 5 working days", "Read the new guidance", "Later", "Plan the spring audit"]
    places = [groups.index(word) for word in words]
    assert places == sorted(places)
    assert "3 things to do, 2 of them late" in page


def test_later_is_folded_until_asked_for(client: Client, cast: dict[str, User]) -> None:
    due_item(cast["social_worker"], due_in=30 * DAY, task="Plan the spring audit")
    page = page_of(client, cast["social_worker"])
    assert "Plan the spring audit" not in page
    assert "1 more" in page
    assert "20 December" in page


def test_nobody_sees_what_is_due_to_another(client: Client, cast: dict[str, User]) -> None:
    due_item(cast["social_worker"], due_in=DAY, task="Hold the interview")
    for key, user in cast.items():
        if key not in ("social_worker", "team_manager"):
            assert "Hold the interview" not in page_of(client, user, "?whose=agency"), key


def test_a_manager_sees_the_whole_agency_only_when_asking(client: Client, cast: dict[str, User]) -> None:
    due_item(cast["social_worker"], due_in=DAY, task="Hold the interview")
    assert "Hold the interview" not in page_of(client, cast["team_manager"])
    page = page_of(client, cast["team_manager"], "?whose=agency")
    assert "Hold the interview" in page
    assert "Priya Nair" in page


def test_a_social_worker_cannot_widen_the_list_to_the_agency(client: Client, cast: dict[str, User]) -> None:
    due_item(cast["team_manager"], due_in=DAY, task="Sign off the plan")
    assert "Sign off the plan" not in page_of(client, cast["social_worker"], "?whose=agency")


def test_work_for_a_role_is_seen_by_everyone_in_that_role_there(client: Client, cast: dict[str, User]) -> None:
    csc = agency_of(cast["social_worker"])
    due_item(agency=csc, role=Role.SOCIAL_WORKER, due_in=DAY, task="Take the duty call")
    assert "Take the duty call" in page_of(client, cast["social_worker"])
    assert "Take the duty call" not in page_of(client, cast["team_manager"])
    assert "Take the duty call" not in page_of(client, cast["outsider"])


def test_work_for_an_agency_is_seen_by_whoever_runs_its_work(client: Client, cast: dict[str, User]) -> None:
    due_item(agency=agency_of(cast["school_spoc"]), due_in=DAY, task="Answer the check")
    assert "Answer the check" in page_of(client, cast["school_spoc"])
    assert "Answer the check" not in page_of(client, cast["teacher"])


def test_a_membership_that_ended_shows_nothing_of_the_agency(client: Client, cast: dict[str, User]) -> None:
    due_item(agency=agency_of(cast["school_spoc"]), due_in=DAY, task="Answer the check")
    membership = cast["school_spoc"].memberships.get()
    with time_machine.travel(FRIDAY - 10 * DAY):
        membership.starts_on = (FRIDAY - 30 * DAY).date()
        membership.ends_on = (FRIDAY - DAY).date()
        membership.save()
    client.force_login(cast["school_spoc"])
    told = client.get("/")
    assert told.status_code == 403
    assert "Answer the check" not in told.content.decode()


def test_filtering_by_kind_keeps_only_that_kind(client: Client, cast: dict[str, User]) -> None:
    due_item(cast["social_worker"], due_in=DAY, kind="people", task="Confirm who works here")
    due_item(cast["social_worker"], due_in=DAY, kind="service", task="Check the backup")
    page = page_of(client, cast["social_worker"], "?kind=service")
    assert "Check the backup" in page
    assert "Confirm who works here" not in page


def offered(page: str) -> list[str]:
    return re.findall(r'name="kind" value="(\w+)"', page)


def test_only_kinds_with_something_due_are_offered(client: Client, cast: dict[str, User]) -> None:
    me = cast["social_worker"]
    due_item(me, due_in=DAY, kind="people", task="Confirm who works here")
    due_item(me, due_in=40 * DAY, kind="service", task="Check the backup")
    assert offered(page_of(client, me)) == ["people"]
    assert offered(page_of(client, me, "?later=yes")) == ["people", "service"]
    chosen = page_of(client, me, "?kind=service")
    assert offered(chosen) == ["people", "service"], "what was chosen can be taken back"
    assert '<span class="p-muted">none</span>' in chosen


@pytest.mark.parametrize("query", ["?kind=../x", "?whose=everyone", "?later=%00", "?kind=" + "x" * 5000])
def test_an_odd_address_shows_the_default(client: Client, cast: dict[str, User], query: str) -> None:
    due_item(cast["social_worker"], due_in=DAY, task="Hold the interview")
    assert "Hold the interview" in page_of(client, cast["social_worker"], query)


def test_an_empty_list_says_how_work_arrives(client: Client, cast: dict[str, User]) -> None:
    assert "Nothing is due" in page_of(client, cast["social_worker"])


def test_the_deed_closes_the_item_once_for_all(client: Client, cast: dict[str, User]) -> None:
    me = cast["social_worker"]
    source = agency_of(me)
    due_item(me, due_in=DAY, task="Hold the interview", source=source)
    assert close_items(kind="people", source=source, by=me) == 1
    assert close_items(kind="people", source=source, by=me) == 0
    assert "Hold the interview" not in page_of(client, me)
    assert AuditEvent.objects.filter(kind="due_item.closed", actor_id=me.pk).count() == 1


def test_the_same_source_opens_one_item(cast: dict[str, User]) -> None:
    me = cast["social_worker"]
    first = due_item(me, due_in=DAY, source=agency_of(me))
    second = due_item(me, due_in=2 * DAY, source=agency_of(me))
    assert first.pk == second.pk
    assert AuditEvent.objects.filter(kind="due_item.opened").count() == 1


def test_an_unknown_kind_is_refused(cast: dict[str, User]) -> None:
    with pytest.raises(ValueError, match="No stage has added"):
        open_item(
            kind="mystery",
            task="?",
            button="?",
            url="/",
            agency=agency_of(cast["teacher"]),
            due_at=FRIDAY,
            by=System("test"),
        )


@pytest.mark.parametrize("number", [2, 60])
def test_the_page_costs_the_same_few_queries(client: Client, cast: dict[str, User], number: int) -> None:
    for index in range(number):
        due_item(cast["team_manager"], due_in=DAY, task=f"Sign off plan {index}")
        due_item(agency=agency_of(cast["team_manager"]), due_in=DAY, task=f"Take case {index}")
    client.force_login(cast["team_manager"])
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
    # session with person, memberships, missing now, counts, mine, agency, absences, put off, given away, drafts, inbox
    assert len(asked(captured.captured_queries)) == 12


def test_more_than_a_hundred_stand_on_several_pages(client: Client, cast: dict[str, User]) -> None:
    for index in range(101):
        due_item(cast["social_worker"], due_in=DAY + index * timedelta(minutes=1), task=f"Task number {index}")
    page = page_of(client, cast["social_worker"])
    assert "1 to 100 of 101" in page
    assert "Task number 100" not in page
    assert "Task number 100" in page_of(client, cast["social_worker"], "?page=2")


def test_sources_say_who_opened_them(cast: dict[str, User]) -> None:
    item = due_item(cast["social_worker"], due_in=DAY)
    event = AuditEvent.objects.get(kind="due_item.opened")
    assert (event.object_ref, event.purpose) == (item.ref, TEST.purpose)
    assert DueItem.objects.open().mine(cast["social_worker"]).count() == 1


def leave(user: User) -> None:
    """The membership ended yesterday, and another agency took them on."""
    held = user.memberships.get()
    other = Agency.objects.exclude(pk=held.agency_id).order_by("pk")[0]
    held.starts_on, held.ends_on = (FRIDAY - 30 * DAY).date(), (FRIDAY - DAY).date()
    held.save()
    give_role(user=user, agency=other, role=Role.PRACTITIONER, by=TEST)


def test_whoever_left_neither_sees_nor_finds_what_was_due_there(client: Client, cast: dict[str, User]) -> None:
    due_item(cast["social_worker"], due_in=DAY, task="Hold the interview")
    leave(cast["social_worker"])
    assert "Hold the interview" not in page_of(client, cast["social_worker"])
    assert "Hold the interview" not in client.post("/find/", {"q": "interview"}).content.decode()


def test_what_somebody_left_behind_goes_to_whoever_runs_the_agencys_work(
    client: Client, cast: dict[str, User]
) -> None:
    due_item(cast["social_worker"], due_in=DAY, task="Hold the interview")
    assert "Hold the interview" not in page_of(client, cast["team_manager"])
    leave(cast["social_worker"])
    assert "Hold the interview" in page_of(client, cast["team_manager"])
    assert "Hold the interview" not in page_of(client, cast["outsider"])


def test_urgency_person_and_case_narrow_and_are_taken_off_one_by_one(client: Client, cast: dict[str, User]) -> None:
    worker, manager = cast["social_worker"], cast["team_manager"]
    due_item(worker, due_in=-3 * DAY, critical_at=FRIDAY - DAY, task="Hold the interview", case_ref=worker.ref)
    due_item(worker, due_in=-HOUR, task="Answer the school")
    due_item(manager, due_in=2 * DAY, task="Sign off the plan", kind="service")
    due_item(worker, due_in=40 * DAY, task="Plan the spring audit")
    due_item(agency=agency_of(manager), due_in=DAY, task="Take the case")
    everything = {"Hold the interview", "Answer the school", "Sign off the plan", "Plan the spring audit"}
    everything |= {"Take the case"}

    def shown(query: str) -> set[str]:
        page = page_of(client, manager, f"?whose=agency&{query}")
        return {task for task in everything if f">{task}</a>" in page}

    assert shown("urgency=critical") == {"Hold the interview"}
    assert shown("urgency=overdue&urgency=later") == {"Answer the school", "Plan the spring audit"}
    assert shown("urgency=soon") == {"Sign off the plan", "Take the case"}
    assert shown("who=nobody") == {"Take the case"}
    assert shown(f"who={manager.ref}") == {"Sign off the plan"}
    assert shown(f"case={worker.ref.lower()}") == {"Hold the interview"}
    assert shown("urgency=critical&kind=service") == set()
    page = page_of(client, manager, "?whose=agency&urgency=soon&kind=service&who=" + manager.ref)
    assert f"?whose=agency&amp;urgency=soon&amp;who={manager.ref}" in page, "without the kind"
    assert "Clear the filter" in page


def test_what_is_put_off_can_be_asked_for(client: Client, cast: dict[str, User]) -> None:
    item = due_item(cast["social_worker"], due_in=5 * DAY, task="Hold the interview")
    due_item(cast["social_worker"], due_in=5 * DAY, task="Answer the school")
    put_off(item=item, until_on=(FRIDAY + 4 * DAY).date(), reason="Closed", by=cast["social_worker"])
    page = page_of(client, cast["team_manager"], "?whose=agency&urgency=put_off")
    assert "Hold the interview" in page
    assert "Answer the school" not in page


def test_newest_first_is_one_list(client: Client, cast: dict[str, User]) -> None:
    me = cast["social_worker"]
    due_item(me, due_in=HOUR, task="Older and urgent")
    with time_machine.travel(FRIDAY + timedelta(minutes=5), tick=False):
        due_item(me, due_in=2 * DAY, task="Newer")
        page = page_of(client, me, "?sort=newest")
    assert page.index("Newer") < page.index("Older and urgent")
    assert "Newest first" in page
