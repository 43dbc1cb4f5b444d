"""Putting work off and giving it to a colleague, at a desk and on a phone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from cse_portal.agencies.actions import add_person, give_role
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.core import clock
from cse_portal.core.working_days import add_working_days
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.browser.conftest import SignIn
from tests.factories import TEST, agency_of, due_item

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def busy(cast: dict[str, User]) -> dict[str, User]:
    worker = cast["social_worker"]
    una = add_person(email="una.field@larkmere.example", name="Una Field", by=TEST)
    give_role(user=una, agency=agency_of(worker), role=Role.SOCIAL_WORKER, by=TEST)
    due_item(worker, due_in=-3 * DAY, kind="people", task="Confirm who works here", url="/help/")
    due_item(worker, due_in=-DAY, kind="service", task="Answer the school", url="/help/")
    due_item(agency=agency_of(worker), role=Role.SOCIAL_WORKER, due_in=DAY, task="Take the duty call", url="/help/")
    return cast


def looked_at(page: Page) -> None:
    """At both widths."""
    for size in ({"width": 1280, "height": 900}, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert_accessible(page)
        no_sideways_scroll(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_put_off_brought_back_and_taken(busy: dict[str, User], signed_in: SignIn) -> None:
    page = signed_in("social_worker")
    page.goto("/")
    page.get_by_role("link", name=re.compile("Put off.*Answer the school")).click()
    looked_at(page)
    page.get_by_role("button", name="Put off").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter why it can wait")
    day = add_working_days(clock.today(), 1)
    for name, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(name, exact=True).fill(str(value))
    page.get_by_label("Why can it wait?").fill("The school is closed")
    page.get_by_role("button", name="Put off").click()
    off = page.get_by_role("region", name="Put off")
    expect(off).to_contain_text("The school is closed")
    looked_at(page)
    off.get_by_role("button", name="Bring back").click()
    expect(page.get_by_text("It is on your list again")).to_be_visible()
    page.get_by_role("button", name=re.compile("I do this.*Take the duty call")).click()
    expect(page.get_by_text("It is on your own list now")).to_be_visible()


def test_a_manager_gives_two_to_a_colleague(busy: dict[str, User], signed_in: SignIn) -> None:
    page = signed_in("team_manager")
    page.goto("/?whose=agency&urgency=overdue")
    looked_at(page)
    page.get_by_label("Choose: Answer the school").check()
    page.get_by_label("Choose: Confirm who works here").check()
    page.get_by_role("button", name="Give those ticked to someone").click()
    expect(page.get_by_role("heading", name="The 2 things that you give")).to_be_visible()
    looked_at(page)
    page.get_by_label("Who does it from now on?").select_option(label="Una Field, Social worker")
    page.get_by_label("Why?").fill("On leave from Monday")
    page.get_by_role("button", name="Give it to them").click()
    expect(page.get_by_text("2 pieces of work given to Una Field")).to_be_visible()
    expect(page.locator("article", has_text="Answer the school")).to_contain_text("On leave from Monday")
    page.get_by_role("link", name="Overdue : leave this out").click()
    expect(page.get_by_text("Take the duty call").first).to_be_visible()
