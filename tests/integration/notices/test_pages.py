"""The inbox, how one wants to hear, who is told, what is far overdue, and what was set aside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.core import mail
from django.test import Client

from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.core import clock as portal_clock
from cse_portal.core.working_days import LONDON
from cse_portal.notices.models import Letter, Notice, Preference
from cse_portal.notices.tasks import remind
from cse_portal.worklist.models import DueItem
from tests.factories import due_item
from tests.integration.cases.forms import led_back, says, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_all")]
Cast = dict[str, User]
MONDAY = datetime(2026, 11, 2, 9, 30, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, place: str) -> str:
    answer = client.get(place)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_what_was_told_stands_in_the_inbox_until_it_is_read_and_after(cast: Cast) -> None:
    item = due_item(cast["teacher"], due_in=timedelta(days=3), task="Answer the check", url="/desk/drafts/")
    remind()
    client = signed_in(cast["teacher"])
    here = page(client, "/inbox/")
    assert "Answer the check" in here
    assert "Unread (1)" in here
    notice = Notice.objects.get(item=item)
    assert client.get(f"/inbox/{notice.ref}/")["Location"] == "/desk/drafts/"
    assert "Unread (1)" not in page(client, "/inbox/")
    assert "You have read everything" in page(client, "/inbox/?show=unread")
    assert "Answer the check" in page(client, "/inbox/")
    assert AuditEvent.objects.filter(kind="notice.read", actor_id=cast["teacher"].pk).count() == 1


def test_nobody_opens_anothers(cast: Cast) -> None:
    due_item(cast["teacher"], due_in=timedelta(days=3))
    remind()
    notice = Notice.objects.get()
    assert signed_in(cast["outsider"]).get(f"/inbox/{notice.ref}/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_are_marked_as_read_as_far_as_they_were_shown(cast: Cast) -> None:
    due_item(cast["teacher"], due_in=timedelta(days=3))
    remind()
    shown = Notice.objects.get().pk
    due_item(cast["teacher"], due_in=timedelta(days=3), task="Came meanwhile")
    remind()
    client = signed_in(cast["teacher"])
    assert "1 marked as read" in page(client, client.post("/inbox/", {"up_to": str(shown)})["Location"])
    assert "Unread (1)" in page(client, "/inbox/")
    for odd in ("", "x", "9" * 40, "-1", "²"):
        assert "Nothing was unread" in page(client, client.post("/inbox/", {"up_to": odd})["Location"])


def test_an_empty_inbox_says_what_will_come(cast: Cast) -> None:
    assert "Nothing has been told to you yet" in page(signed_in(cast["teacher"]), "/inbox/")


def test_whoever_wants_no_e_mail_of_a_kind_still_finds_it_in_the_inbox(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    client = signed_in(cast["teacher"])
    assert "Pledge and terms of use" in page(client, "/inbox/ways/")
    fields = {f.name: "daily" for _, rows in _form(client).groups for f in rows}
    answer = send(client, "/inbox/ways/", **{**fields, "how_people": "not"})
    assert answer["Location"] == "/inbox/"
    assert Preference.objects.get(person=cast["teacher"], kind="people").how == "not"
    due_item(cast["teacher"], due_in=timedelta(days=1), task="Answer the check")
    remind()
    clock.move_to(MONDAY + timedelta(days=1), tick=False)
    remind()
    assert mail.outbox == []
    assert "Answer the check" in page(signed_in(cast["teacher"]), "/inbox/")


def _form(client: Client):  # type: ignore[no-untyped-def]
    return client.get("/inbox/ways/").context["form"]


def test_a_way_that_is_none_is_an_error_beside_its_field(cast: Cast) -> None:
    client = signed_in(cast["teacher"])
    fields = {f.name: "daily" for _, rows in _form(client).groups for f in rows}
    answer = send(client, "/inbox/ways/", **{**fields, "how_people": "by pigeon"})
    assert "There is a problem" in says(led_back(client, answer))
    assert not Preference.objects.exists()


def test_who_is_told_names_each_step_its_day_and_the_people(cast: Cast, clock: time_machine.Traveller) -> None:
    worker, manager = cast["social_worker"], cast["team_manager"]
    item = due_item(worker, due_in=timedelta(days=2), kind="plan_review", task="Review the plan")
    remind()
    for user in (worker, manager):
        here = page(signed_in(user), f"/my-work/{item.ref}/told/").split("<tbody")[1]
        assert here.index(worker.name) < here.index(manager.name) < here.index(cast["lscb_manager"].name)
        assert "Told</strong>" in here
    assert signed_in(cast["outsider"]).get(f"/my-work/{item.ref}/told/").status_code == 404
    assert AuditEvent.objects.filter(kind="due_item.telling_looked_at").count() == 2


def test_far_overdue_work_is_counted_without_a_name(cast: Cast, clock: time_machine.Traveller) -> None:
    worker = cast["social_worker"]
    item = due_item(worker, due_in=timedelta(days=1), kind="plan_review", task="Review the plan", detail="Maya")
    board = signed_in(cast["lscb_manager"])
    assert "Nothing is far overdue" in page(board, "/my-work/far-overdue/")
    clock.move_to(MONDAY + timedelta(days=40), tick=False)
    remind()
    here = page(signed_in(cast["lscb_manager"]), "/my-work/far-overdue/")
    assert item.ref in here
    assert "Plans to review" in here
    for word in ("Maya", worker.name, "Review the plan"):
        assert word not in here
    assert signed_in(worker).get("/my-work/far-overdue/").status_code == 403


def test_what_was_set_aside_is_shown_by_reference_and_tried_again(cast: Cast) -> None:
    item = due_item(cast["teacher"], due_in=timedelta(days=1), task="Answer the check")
    DueItem.objects.filter(pk=item.pk).update(next_step_at=None, set_aside_at=portal_clock.now(), step_failures=5)
    Letter.objects.create(
        recipient=cast["teacher"], subject="s", body="b", state="set_aside", ended_at=portal_clock.now(), tries=12
    )
    client = signed_in(cast["system_administrator"])
    here = page(client, "/operations/messages/")
    assert item.ref in here
    assert "Answer the check" not in here
    assert cast["teacher"].name not in here
    answer = client.post("/operations/messages/")
    assert "2 will be tried again" in page(client, answer["Location"])
    remind()
    assert Notice.objects.filter(item=item).exists()
    assert Letter.objects.filter(state="sent").count() == 1


def test_without_redis_a_deed_is_saved_and_its_news_goes_out_later(cast: Cast) -> None:
    from cse_portal.notices.actions import post_news
    from cse_portal.notices.news_kinds import news_of

    news = news_of("trail_alarm")
    assert news is not None
    with patch("cse_portal.core.broker.hand_over", return_value=False):
        assert post_news(news=news, to=[cast["teacher"]], url="/") == 1
    assert mail.outbox == []
    remind()
    assert [one.to for one in mail.outbox] == [[cast["teacher"].email]]
