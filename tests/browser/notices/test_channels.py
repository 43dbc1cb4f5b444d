"""How people are reached: by e-mail, by text message, in their calendar, and what happens when none of it arrives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from cse_portal.agencies.models import User
from cse_portal.cases.letter_kinds import Letter as Kind
from cse_portal.cases.letters import NEWS
from cse_portal.core import clock, wall
from cse_portal.core.notify_key import read_key
from cse_portal.notices.actions import post_news
from cse_portal.notices.actions.troubles import begin_trouble
from cse_portal.notices.models import Letter, Reaching
from cse_portal.notices.tasks import remind
from cse_portal.worklist.models import DueItem
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.browser.conftest import SignIn
from tests.factories import TEST, agency_of, due_item
from tests.notify_stub import KEY, TEXTS, NotifyStub

pytestmark = pytest.mark.django_db(transaction=True)
Cast = dict[str, User]


@pytest.fixture
def stub(settings) -> Iterator[NotifyStub]:  # type: ignore[no-untyped-def]
    settings.NOTIFY_KEY, settings.NOTIFY_TEXT_TEMPLATE = read_key(KEY), TEXTS
    with NotifyStub() as here:
        settings.NOTIFY_URL = here.url
        yield here


def test_the_channels_are_chosen_proved_and_put_right(cast: Cast, stub: NotifyStub, signed_in: SignIn) -> None:
    worker, page = cast["teacher"], signed_in("teacher")
    chooses_ways(page)
    proves_a_number(page, stub)
    makes_an_address(page)
    item = reads_who_is_told(page, worker)
    with wall.as_system("set up a test"):
        said = {"recipient": worker, "subject": "s", "body": "b", "state": "refused", "ended_at": clock.now()}
        begin_trouble(letter=Letter.objects.create(**said), by=TEST)
    puts_an_address_right(signed_in("school_spoc"), worker)
    page = signed_in("lscb_manager")
    page.goto("/my-work/far-overdue/")
    expect(page.get_by_role("rowheader", name=item.ref)).to_be_visible()
    assert_accessible(page)
    no_sideways_scroll(page)


def chooses_ways(page: Page) -> None:
    """By e-mail, and not in the evening."""
    page.goto("/account/second-step/")
    page.get_by_role("link", name="Choose how you hear of your work").click()
    page.get_by_label("Plans to review").select_option(label="Not by e-mail")
    page.get_by_label("Rest in the evening from").select_option(label="5pm")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("It counts from the next message on")).to_be_visible()


def proves_a_number(page: Page, stub: NotifyStub) -> None:
    page.get_by_role("link", name="How you hear of your work").click()
    expect(page.get_by_label("Rest in the evening from")).to_have_value("17")
    no_sideways_scroll(page)
    page.get_by_role("link", name="Give a mobile number").click()
    assert_accessible(page)
    page.get_by_label("Mobile number").fill("07700 900123")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_text("A code is on its way")).to_be_visible()
    remind()
    page.get_by_label("Code from the text message").fill(
        re.findall(r"\d{6}", stub.taken[-1]["personalisation"]["message"])[0]
    )
    assert_accessible(page)
    page.get_by_role("button", name="Confirm the number").click()
    expect(page.get_by_text("your number that ends in 123")).to_be_visible()


def makes_an_address(page: Page) -> None:
    """Of a calendar; it is seen once."""
    page.goto("/my-work/calendar/")
    page.get_by_role("button", name="Make my calendar address").click()
    address = page.get_by_label("Copy it now").input_value()
    assert_accessible(page)
    no_sideways_scroll(page)
    assert Client().get(f"/calendar/{address.rsplit('/', 1)[1]}").status_code == 200
    page.goto("/my-work/calendar/")
    expect(page.get_by_text("Last asked for by a calendar")).to_be_visible()
    expect(page.get_by_text("1 time in all")).to_be_visible()
    expect(page.get_by_label("Copy it now")).to_have_count(0)


def reads_who_is_told(page: Page, worker: User) -> DueItem:
    """By text message, too."""
    item = due_item(worker, due_in=-timedelta(days=60), kind="emergency", task="Read why a case was opened")
    with wall.as_system("set up a test"):
        DueItem.objects.filter(pk=item.pk).update(source_ref="7K3M-9QXA-2F4C")
        assert Reaching.objects.get(person=worker).takes_texts
    post_news(news=NEWS[Kind.EMERGENCY], to=[worker], url="/", reference="7K3M-9QXA-2F4C")
    remind()
    page.goto(f"/my-work/{item.ref}/told/")
    expect(page.get_by_role("row", name="By text message, too").get_by_text(worker.name)).to_be_visible()
    assert_accessible(page)
    return item


def puts_an_address_right(page: Page, worker: User) -> None:
    page.goto(f"/people/at/{agency_of(worker).ref}/")
    expect(page.get_by_text(f"E-mails to {worker.name} cannot be delivered")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Put it right").click()
    expect(page.get_by_text(worker.email)).to_be_visible()
    page.get_by_label("E-mail address that works").fill("gareth.o@larkmere.example")
    page.get_by_label("How do you know that it is theirs?").fill("She rang me")
    assert_accessible(page)
    page.get_by_role("button", name="Put it right").click()
    expect(page.get_by_text("go to the new address")).to_be_visible()
