"""My work in one's own calendar: behind a key that is shown once, without a word about any child."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar

from cse_portal.agencies.actions import reset_second_step
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions.restricting import restrict
from cse_portal.cases.models import Case
from cse_portal.core.working_days import LONDON
from cse_portal.notices.models import CalendarFeed
from cse_portal.operations.logs import harmless
from tests.factories import TEST, due_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_all")]
Cast = dict[str, User]
PLACE = "/my-work/calendar/"
SUMMER_NIGHT = datetime(2026, 7, 1, 23, 30, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(SUMMER_NIGHT, tick=False) as traveller:
        yield traveller


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def made(user: User) -> str:
    said = signed_in(user).post(PLACE, {"do": "make"}).content.decode()
    return re.findall(r"/calendar/[\w-]{43}\.ics", said)[0]


def events(address: str) -> list[dict[str, object]]:
    answer = Client().get(address)
    assert answer.status_code == 200, answer.status_code
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_each_piece_of_work_stands_on_its_day_with_kind_reference_and_link(cast: Cast, case: Case) -> None:
    worker = cast["social_worker"]
    item = due_item(
        worker,
        due_in=timedelta(minutes=45),  # the day after in London, the same day by UTC
        kind="plan_review",
        task="Review Maya’s plan",
        detail="Toby Achterberg",
        case_ref=case.ref,
        url="/desk/drafts/",
    )
    due_item(cast["teacher"], due_in=timedelta(days=1), task="Somebody else’s")
    address = made(worker)
    (event,) = events(address)
    assert event["SUMMARY"] == f"Plans to review ({case.ref})"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 7, 2), date(2026, 7, 3))  # type: ignore[attr-defined]
    assert event["URL"] == f"{settings.PORTAL_URL}/desk/drafts/"
    assert str(event["UID"]).startswith(item.ref)
    answer = Client().get(address)
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
    for word in (b"Maya", b"Toby", case.child.family_name.encode(), worker.name.encode(), b"VALARM"):
        assert word not in answer.content


def test_of_a_restricted_case_it_says_that_something_is_due(cast: Cast, led: Case) -> None:
    restrict(case=led, why="A colleague’s child", keep=[cast["social_worker"].memberships.get()], by=TEST)
    due_item(cast["social_worker"], due_in=timedelta(days=1), kind="plan_review", case_ref=led.ref)
    address = made(cast["social_worker"])
    (event,) = events(address)
    assert (event["SUMMARY"], event["URL"]) == ("Work that is due", f"{settings.PORTAL_URL}/")
    assert led.ref.encode() not in Client().get(address).content


def test_the_address_is_shown_once_and_kept_as_a_digest(cast: Cast) -> None:
    address = made(cast["teacher"])
    key = address.removeprefix("/calendar/").removesuffix(".ics")
    page = signed_in(cast["teacher"]).get(PLACE).content.decode()
    assert key not in page
    assert "Last asked for by a calendar" in page
    assert key not in str(CalendarFeed.objects.values().get())
    events(address)
    events(address)
    assert CalendarFeed.objects.get().fetches == 2
    assert AuditEvent.objects.filter(kind="calendar.fetched").count() == 1, "once a day"


def test_whatever_is_wrong_the_answer_is_the_same(cast: Cast, clock: time_machine.Traveller) -> None:
    person = cast["teacher"]
    first = made(person)
    second = made(person)
    odd = ["/calendar/x.ics", f"/calendar/{'A' * 43}.ics", f"{second[:-5]}{'B' if second[-5] != 'B' else 'C'}.ics"]
    assert {Client().get(one).status_code for one in (first, *odd)} == {404}
    events(second)
    signed_in(person).post(PLACE, {"do": "end"})
    assert Client().get(second).status_code == 404
    third = made(person)
    person.refresh_from_db()
    person.set_password("another-lantern-parade")
    person.save()
    assert Client().get(third).status_code == 404
    fourth = made(person)
    reset_second_step(user=person, reason="Lost her phone", by=TEST)
    assert Client().get(fourth).status_code == 404, "whoever took the phone may have the address, too"
    fourth = made(person)
    person.memberships.update(suspended_at=SUMMER_NIGHT, suspended_by=person, suspension_reason="x")
    assert Client().get(fourth).status_code == 404
    person.memberships.update(suspended_at=None, suspended_by=None, suspension_reason="", ends_on=SUMMER_NIGHT.date())
    clock.shift(timedelta(days=1))
    assert Client().get(fourth).status_code == 404


def test_it_is_fetched_sixty_times_an_hour_at_most(cast: Cast) -> None:
    address = made(cast["teacher"])
    found = [Client().get(address).status_code for _ in range(61)]
    assert found == [200] * 60 + [429]


def test_no_line_of_the_log_and_no_sample_of_a_proxy_holds_the_key(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    address = made(cast["teacher"])
    key = address.removeprefix("/calendar/").removesuffix(".ics")
    with caplog.at_level(logging.DEBUG):
        Client().get(address)
        Client().get(address.replace(key, f"{key[:-1]}_"))
    lines = [harmless(record) for record in caplog.records]
    assert any(line.get("view") == "calendar_feed" for line in lines)
    assert not any(key[:-1] in str(line) for line in lines)
    proxy = (settings.BASE_DIR / "docs/operating/proxy/Caddyfile").read_text()
    assert not re.search(r"^\s*log\b", proxy, re.MULTILINE), "a proxy that logs addresses would keep keys"
    # Importing it would move this process' figures.
    served = (settings.BASE_DIR / "cse_portal/gunicorn.py").read_text()
    assert re.search(r"^accesslog = None\b", served, re.MULTILINE)
