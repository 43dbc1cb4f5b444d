"""Putting work off: out of one's own list until a day, with a reason that whoever runs the work reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import ProgrammingError, transaction
from django.test import Client

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.core.refusals import Refused
from cse_portal.worklist.actions import bring_back, put_off
from cse_portal.worklist.models import DueItem, Snooze
from cse_portal.worklist.queries import number_to_do
from tests.factories import agency_of, due_item
from tests.integration.people.forms import hidden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_all")]
FRIDAY = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Europe/London"))
MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)
DAY = timedelta(days=1)
WHY = "The school is closed until Tuesday"
Cast = dict[str, User]


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=False):
        yield


@pytest.fixture
def item(cast: Cast) -> DueItem:
    return due_item(cast["social_worker"], due_in=5 * DAY, task="Hold the interview")


def page_of(client: Client, user: User, query: str = "") -> str:
    client.force_login(user)
    return client.get(f"/{query}").content.decode()


def parts(page: str) -> tuple[str, str]:
    """The list, and the group of what was put off."""
    before, _, after = page.partition('id="group-put-off"')
    return before, after


def test_it_leaves_the_list_and_the_count_and_stands_at_the_end(client: Client, cast: Cast, item: DueItem) -> None:
    me = cast["social_worker"]
    put_off(item=item, until_on=TUESDAY, reason=WHY, by=me)
    above, below = parts(page_of(client, me))
    assert "Hold the interview" not in above
    for words in ("Hold the interview", "24 November", WHY, "Bring back"):
        assert words in below
    assert number_to_do(User.objects.get(pk=me.pk)) == 0
    item.refresh_from_db()
    assert item.due_at == FRIDAY + 5 * DAY


def test_on_its_day_it_comes_back_by_itself(client: Client, cast: Cast, item: DueItem) -> None:
    me = cast["social_worker"]
    put_off(item=item, until_on=TUESDAY, reason=WHY, by=me)
    with time_machine.travel(FRIDAY + 4 * DAY):
        page = page_of(client, me)
    assert "Hold the interview" in page
    assert "group-put-off" not in page


def test_it_is_brought_back_with_one_press(client: Client, cast: Cast, item: DueItem) -> None:
    me = cast["social_worker"]
    put_off(item=item, until_on=TUESDAY, reason=WHY, by=me)
    client.force_login(me)
    for _ in range(2):
        assert client.post(f"/my-work/{item.ref}/bring-back/").status_code == 302
    assert "group-put-off" not in page_of(client, me)
    assert AuditEvent.objects.filter(kind="due_item.brought_back", actor_id=me.pk).count() == 1


def test_another_day_takes_the_place_of_the_first(cast: Cast, item: DueItem) -> None:
    me = cast["social_worker"]
    first = put_off(item=item, until_on=TUESDAY, reason=WHY, by=me)
    put_off(item=item, until_on=WEDNESDAY, reason="Still closed", by=me)
    first.refresh_from_db()
    assert first.ended_by == me
    assert [one.until_on for one in Snooze.objects.in_force()] == [WEDNESDAY]
    events = AuditEvent.objects.filter(kind="due_item.put_off", actor_id=me.pk)
    assert [one.detail["until"] for one in events.order_by("pk")] == ["2026-11-24", "2026-11-25"]


def test_nobody_elses_work_and_no_day_past_the_last(cast: Cast, item: DueItem) -> None:
    with pytest.raises(Refused, match="not on your list"):
        put_off(item=item, until_on=TUESDAY, reason=WHY, by=cast["team_manager"])
    with pytest.raises(Refused, match="another day"):
        put_off(item=item, until_on=date(2026, 11, 26), reason=WHY, by=cast["social_worker"])
    assert not Snooze.objects.exists()


def test_whoever_runs_the_work_reads_until_when_and_why(client: Client, cast: Cast, item: DueItem) -> None:
    put_off(item=item, until_on=TUESDAY, reason=WHY, by=cast["social_worker"])
    page = page_of(client, cast["team_manager"], "?whose=agency")
    assert "Put off until 24 November by Priya Nair" in page
    assert WHY in page
    assert WHY not in page_of(client, cast["outsider"], "?whose=agency")


def test_the_form_asks_for_a_day_and_a_reason(client: Client, cast: Cast, item: DueItem) -> None:
    client.force_login(cast["social_worker"])
    url = f"/my-work/{item.ref}/put-off/"
    page = client.get(url).content.decode()
    assert "25 November at the latest" in page
    empty = client.post(url, hidden(page), follow=True).content.decode()
    assert "Enter the day it comes back" in empty
    assert "Enter why it can wait" in empty
    late = {"until_on_day": "26", "until_on_month": "11", "until_on_year": "2026", "reason": WHY}
    told = client.post(url, hidden(page) | late, follow=True).content.decode()
    assert "between 21 November 2026 and 25 November 2026" in told
    assert WHY in told, "what was typed stays"
    fine = late | {"until_on_day": "24"}
    assert client.post(url, hidden(page) | fine).status_code == 302
    assert Snooze.objects.in_force().get().reason == WHY


def test_what_is_due_today_cannot_wait(client: Client, cast: Cast) -> None:
    made = due_item(cast["social_worker"], due_in=timedelta(hours=3), task="Ring the school")
    page = page_of(client, cast["social_worker"])
    assert f"/my-work/{made.ref}/put-off/" not in page
    answer = client.get(f"/my-work/{made.ref}/put-off/", follow=True).content.decode()
    assert "It is due today" in answer


def test_the_database_lets_nobody_put_off_for_another(cast: Cast, item: DueItem) -> None:
    words = {"item": item, "until_on": TUESDAY, "reason": WHY}
    with pytest.raises(ProgrammingError), transaction.atomic(), access.acting_for(cast["team_manager"]):
        Snooze.objects.create(person=cast["social_worker"], **words)
    with access.acting_for(cast["social_worker"]):
        made = put_off(by=cast["social_worker"], **words)
    with access.acting_for(cast["team_manager"]):
        assert Snooze.objects.filter(pk=made.pk).update(ended_at=FRIDAY) == 0
        assert Snooze.objects.get().reason == WHY
    with access.acting_for(cast["outsider"]):
        assert not Snooze.objects.exists()
        assert not bring_back(item=item, by=cast["outsider"])
    assert agency_of(cast["social_worker"]) == item.agency
