"""Text messages: to a number that is proved, of what cannot wait, once, and without a word about anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from cse_portal.agencies.models import User
from cse_portal.cases.letter_kinds import Letter as Kind
from cse_portal.cases.letters import NEWS
from cse_portal.core.notify_key import read_key
from cse_portal.core.working_days import LONDON
from cse_portal.notices.actions import post_news
from cse_portal.notices.models import Letter, MailTrouble, Notice, Preference, Reaching
from cse_portal.notices.news_kinds import RED_REFERRAL
from cse_portal.notices.tasks import remind
from cse_portal.worklist.models import DueItem
from tests.factories import due_item
from tests.integration.cases.forms import send
from tests.notify_stub import KEY, TEXTS, NotifyStub

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_all")]
Cast = dict[str, User]
URGENT = NEWS[Kind.EMERGENCY]
NIGHT = datetime(2026, 11, 2, 23, 30, tzinfo=LONDON)
PLACE = "/inbox/ways/mobile/"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NIGHT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def stub(settings) -> Iterator[NotifyStub]:  # type: ignore[no-untyped-def]
    settings.NOTIFY_KEY, settings.NOTIFY_TEXT_TEMPLATE = read_key(KEY), TEXTS
    with NotifyStub() as here:
        settings.NOTIFY_URL = here.url
        yield here


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, place: str = PLACE) -> str:
    answer = client.get(place)
    assert answer.status_code == 200
    return str(answer.content.decode())


def reached(user: User, mobile: str = "+447700900123") -> Reaching:
    return Reaching.objects.create(person=user, mobile=mobile, confirmed_at=NIGHT)


def code_in(stub: NotifyStub) -> str:
    return re.findall(r"\d{6}", stub.taken[-1]["personalisation"]["message"])[0]


def test_a_number_counts_once_its_code_is_typed(cast: Cast, stub: NotifyStub) -> None:
    client = signed_in(cast["teacher"])
    assert "Enter a UK mobile number" in str(client.post(PLACE, {"mobile": "020 7946 0018"}).content.decode())
    client.post(PLACE, {"mobile": "07700 900 123"})
    remind()
    assert stub.taken[0]["phone_number"] == "+447700900123"
    assert not Reaching.objects.get().takes_texts
    wrong = "000000" if code_in(stub) != "000000" else "111111"
    assert "This is not the code" in client.post(PLACE, {"do": "confirm", "code": wrong}).content.decode()
    right = code_in(stub)
    client.post(PLACE, {"do": "confirm", "code": f"{right[:3]} {right[3:]}"})
    assert Reaching.objects.get().takes_texts
    assert "ends in 123" in page(client)
    client.post(PLACE, {"do": "forget"})
    assert Reaching.objects.get().mobile == ""


def test_a_code_works_five_tries_and_fifteen_minutes_and_three_go_out_an_hour(
    cast: Cast, stub: NotifyStub, clock: time_machine.Traveller
) -> None:
    client = signed_in(cast["teacher"])
    assert "Ask for a code first" in client.post(PLACE, {"do": "confirm", "code": "123456"}).content.decode()
    client.post(PLACE, {"mobile": "07700900123"})
    remind()
    right = code_in(stub)
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        client.post(PLACE, {"do": "confirm", "code": wrong})
    assert "no longer works" in client.post(PLACE, {"do": "confirm", "code": right}).content.decode()
    client.post(PLACE, {"mobile": "07700900123"})
    remind()
    clock.shift(timedelta(minutes=16))
    client = signed_in(cast["teacher"])
    assert "no longer works" in client.post(PLACE, {"do": "confirm", "code": code_in(stub)}).content.decode()
    client.post(PLACE, {"mobile": "07700900123"})
    assert "Wait an hour" in client.post(PLACE, {"mobile": "07700900123"}).content.decode()
    assert Letter.objects.filter(channel="text").count() == 3


def test_what_cannot_wait_comes_once_at_night_too_and_names_nobody(cast: Cast, stub: NotifyStub) -> None:
    reached(cast["teacher"])
    post_news(news=URGENT, to=[cast["teacher"], cast["outsider"]], url="/", reference="7K3M-9QXA-2F4C")
    remind()
    remind()
    (taken,) = stub.taken
    assert taken["path"] == "/v2/notifications/sms"
    assert taken["template_id"] == TEXTS
    said = taken["personalisation"]["message"]
    assert said.startswith("CSE Portal: A case was opened in an emergency. Sign in")
    assert cast["teacher"].name not in said
    assert Notice.objects.get(recipient=cast["outsider"]).text_after is None, "who gave no number is left out for good"


def test_who_is_told_says_to_whom_a_text_went_too(cast: Cast, stub: NotifyStub) -> None:
    worker, told = cast["teacher"], due_item(cast["teacher"], due_in=timedelta(days=10), kind="emergency")
    place = f"/my-work/{told.ref}/told/"
    DueItem.objects.filter(pk=told.pk).update(source_ref="7K3M-9QXA-2F4C")
    post_news(news=URGENT, to=[worker, cast["outsider"]], url="/", reference="7K3M-9QXA-2F4C")
    remind()
    line = "By text message, too: those of them who gave a mobile number"
    row = page(signed_in(worker), place).split(line)[1].split("</tr>")[0]
    assert "Nobody" in row
    reached(worker)
    reached(cast["outsider"], "+447700900124")
    post_news(news=URGENT, to=[worker, cast["outsider"]], url="/", reference="7K3M-9QXA-2F4C")
    remind()
    row = page(signed_in(worker), place).split(line)[1].split("</tr>")[0]
    assert worker.name in row
    assert cast["outsider"].name not in row, "told of it for another agency’s part"


def test_one_kind_may_be_switched_off_and_the_other_not(cast: Cast, stub: NotifyStub) -> None:
    reached(cast["teacher"])
    client = signed_in(cast["teacher"])
    form = client.get("/inbox/ways/").context["form"]
    assert [one.name for one in form.text_fields] == ["text_red_referral"]
    fields = {f.name: f.initial for _, rows in form.groups for f in rows}
    send(client, "/inbox/ways/", **fields, text_red_referral="not", quiet_from="20", quiet_until="7")
    assert Preference.objects.get(channel="text").how == "not"
    for news in (RED_REFERRAL, URGENT):
        post_news(news=news, to=[cast["teacher"]], url="/")
    remind()
    assert [one["personalisation"]["message"][12:33] for one in stub.taken] == ["A case was opened in "]


def test_a_number_that_is_none_is_shown_to_its_owner_alone(
    cast: Cast, stub: NotifyStub, clock: time_machine.Traveller
) -> None:
    reached(cast["teacher"])
    post_news(news=URGENT, to=[cast["teacher"]], url="/")
    remind()
    stub.set_status("permanent-failure")
    clock.shift(timedelta(minutes=1))
    remind()
    assert "could not be delivered" in page(signed_in(cast["teacher"]))
    assert not MailTrouble.objects.exists()


def test_old_news_and_news_without_a_carrier_are_texted_to_nobody(
    cast: Cast, stub: NotifyStub, clock: time_machine.Traveller, settings
) -> None:  # type: ignore[no-untyped-def]
    reached(cast["teacher"])
    settings.NOTIFY_TEXT_TEMPLATE = ""
    post_news(news=URGENT, to=[cast["teacher"]], url="/")
    assert "sends no text messages" in page(signed_in(cast["teacher"]))
    assert signed_in(cast["teacher"]).post(PLACE, {"mobile": "07700900123"}).status_code == 404
    remind()
    settings.NOTIFY_TEXT_TEMPLATE = TEXTS
    remind()
    post_news(news=URGENT, to=[cast["teacher"]], url="/")
    clock.shift(timedelta(hours=13))
    remind()
    assert stub.taken == []


def test_own_quiet_hours_are_kept_and_what_is_urgent_passes(
    cast: Cast, clock: time_machine.Traveller, mailoutbox: list[object]
) -> None:
    client = signed_in(cast["teacher"])
    form = client.get("/inbox/ways/").context["form"]
    fields = {f.name: "at_once" for _, rows in form.groups for f in rows}
    send(client, "/inbox/ways/", **fields, quiet_from="17", quiet_until="9")
    assert (Reaching.objects.get().quiet_from, Reaching.objects.get().quiet_until) == (17, 9)
    clock.move_to(datetime(2026, 11, 3, 17, 30, tzinfo=LONDON), tick=False)
    post_news(news=NEWS[Kind.GIVEN], to=[cast["teacher"]], url="/")
    remind()
    assert mailoutbox == []
    post_news(news=URGENT, to=[cast["teacher"]], url="/")
    remind()
    assert len(mailoutbox) == 1
    clock.move_to(datetime(2026, 11, 4, 8, 59, tzinfo=LONDON), tick=False)
    remind()
    assert len(mailoutbox) == 1
    clock.move_to(datetime(2026, 11, 4, 9, 0, tzinfo=LONDON), tick=False)
    remind()
    assert len(mailoutbox) == 2
    send(signed_in(cast["teacher"]), "/inbox/ways/", **fields, quiet_from="20", quiet_until="7")
    assert Reaching.objects.get().quiet_from is None, "as the partnership has it"
