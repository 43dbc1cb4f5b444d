"""An order from the thought to its service, a breach of it, and the reminder before its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.core import clock
from cse_portal.network.link_kinds import LinkKind
from cse_portal.network.models import Item
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.integration.network.conftest import case_for, linked, person

PHONE = {"width": 375, "height": 740}
SignInTo = Callable[[BrowserContext, str], None]
Open = Callable[..., BrowserContext]


@pytest.fixture
def dez(transactional_db: None, cast: dict[str, User]) -> Item:
    worker = cast["social_worker"]
    with access.acting_for(worker):
        return linked(worker, case_for(worker), LinkKind.GROOMED_BY, person()).items[0]


def check(page: Page) -> None:
    assert_accessible(page)
    no_sideways_scroll(page)


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def day(page: Page, group: str, value: date) -> None:
    fields = page.get_by_role("group", name=group, exact=True)
    for label, number in (("Day", value.day), ("Month", value.month), ("Year", value.year)):
        fields.get_by_label(label).fill(str(number))


def is_considered(page: Page, item: Item) -> None:
    page.goto(f"/network/{item.ref}/")
    page.get_by_role("link", name="Add a notice or order").click()
    heading(page, "Add a notice or order")
    check(page)
    page.get_by_label("Child abduction warning notice (CAWN)").check()
    page.get_by_label("How old is the child it protects?").fill("16")
    page.get_by_role("group", name="Is the child in care?").get_by_label("No", exact=True).check()
    page.get_by_label("What may they not do, or have to do?").fill("Not to be in the company of the child")
    page.get_by_label("Shared with the network").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("no legal basis for a young person of 16 or 17")
    expect(page.get_by_label("What may they not do, or have to do?")).to_have_value(
        "Not to be in the company of the child"
    )
    check(page)
    page.get_by_label("How old is the child it protects?").fill("15")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Child Abduction Act 1984, s2")).to_be_visible()
    check(page)


def is_served(page: Page, until: date) -> None:
    page.get_by_role("button", name="Record that it was served").click()
    heading(page, "Record that it was served")
    check(page)
    page.get_by_label("Who served it?").fill("PC Orla Finch")
    day(page, "Until when? (optional)", until)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Ends in 20 days")).to_be_visible()
    check(page)


def is_breached(page: Page) -> None:
    page.get_by_role("button", name="Record a breach").click()
    heading(page, "Record a breach")
    check(page)
    day(page, "When was it breached?", clock.today())
    page.get_by_label("What happened?").fill("Seen with the child at Station Parade")
    page.get_by_label("Whom was it reported to?").fill("Police, on 101")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Seen with the child at Station Parade")).to_be_visible()
    check(page)


def is_reminded_of(page: Page) -> None:
    page.goto("/?whose=agency")
    page.get_by_role("link", name="Open the order").first.click()
    heading(page, "Child abduction warning notice")
    page.goto("/network/orders/?ending=yes")
    heading(page, "Orders register")
    expect(page.get_by_role("link", name="Child abduction warning notice (CAWN) on Dez")).to_be_visible()
    check(page)


def test_an_order_is_considered_served_breached_and_spoken_of_before_its_end(
    dez: Item, open_browser: Open, sign_in_to: SignInTo, watch: object
) -> None:
    phone, desk = open_browser(viewport=PHONE), open_browser()
    sign_in_to(phone, "social_worker")
    sign_in_to(desk, "team_manager")
    page = phone.new_page()
    is_considered(page, dez)
    is_served(page, clock.today() + timedelta(days=20))
    is_breached(page)
    is_reminded_of(desk.new_page())
