"""A looked-after child goes missing, is found, and is heard on the 71st hour; a head of service says what is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import grant_to_person, open_case
from cse_portal.cases.models import CareStatus, Case
from cse_portal.core import clock, wall
from cse_portal.core.working_days import LONDON
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.factories import TEST, agency_of
from tests.integration.cases.pairs import joins

PHONE = {"width": 375, "height": 740}
SignInTo = Callable[[BrowserContext, str], None]
Open = Callable[..., BrowserContext]


@pytest.fixture
def case(transactional_db: None, cast: dict[str, User]) -> Case:
    """Of a looked-after child; the head of service is named on it, as the social worker is."""
    team = agency_of(cast["social_worker"])
    made = open_case(given_names="Tamsin", family_name="Ferncroft", born_on=None, lead_agency=team, by=TEST)
    head = joins(team, Role.HEAD_OF_SERVICE)
    cast["head_of_service"] = head.user
    for post in (Membership.objects.get(user=cast["social_worker"]), head):
        grant_to_person(case=made, membership=post, by=TEST)
    with wall.as_system("test"):
        CareStatus.objects.create(child=made.child, kind="lac")
    return made


def check(page: Page) -> None:
    assert_accessible(page)
    no_sideways_scroll(page)


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def moment(page: Page, group: str, at: datetime) -> None:
    local = at.astimezone(LONDON)
    fields = page.get_by_role("group", name=group, exact=True)
    for label, value in (("Day", local.day), ("Month", local.month), ("Year", local.year)):
        fields.get_by_label(label).fill(str(value))
    fields.get_by_label("Time").fill(local.strftime("%H:%M"))


def report(page: Page, case: Case, began: datetime) -> None:
    page.goto(f"/cases/{case.ref}/missing/")
    expect(page.get_by_text("No missing episode yet")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Report missing").click()
    heading(page, "Report that a child is missing")
    check(page)
    moment(page, "Since when is the child missing?", clock.now() + timedelta(hours=3))
    page.get_by_label("Missing", exact=True).check()
    page.get_by_label("Who noticed and reported it?").fill("Night staff")
    page.get_by_role("button", name="Save the report").click()
    expect(page.get_by_role("alert")).to_contain_text("This is in the future")
    expect(page.get_by_label("Who noticed and reported it?")).to_have_value("Night staff")
    check(page)
    moment(page, "Since when is the child missing?", began)
    page.get_by_role("button", name="Save the report").click()
    heading(page, "Missing for")
    expect(page.get_by_text("No police reference yet.")).to_be_visible()
    check(page)


def comes_back(page: Page, ended: datetime) -> None:
    page.goto("/")
    expect(page.get_by_role("link", name="Tamsin Ferncroft").first).to_be_visible()
    check(page)
    page.goto("/cases/missing-now/")
    heading(page, "Missing now")
    check(page)
    page.get_by_role("link", name="Tamsin Ferncroft").click()
    page.get_by_role("button", name="Record the return").click()
    heading(page, "Record the return")
    check(page)
    moment(page, "When was the child back or found?", ended)
    page.get_by_label("Found by police").check()
    page.get_by_label("No sign of it so far").check()
    page.get_by_label("What did the child say first?").fill("I missed my gran")
    page.get_by_role("button", name="Save the return").click()
    expect(page.get_by_text("The return home interview is due")).to_be_visible()
    expect(page.get_by_text("Less than an hour left")).to_be_visible()
    check(page)


def is_heard(page: Page) -> None:
    page.get_by_role("button", name="Record interview").click()
    heading(page, "Record the return home interview")
    check(page)
    moment(page, "When was the interview?", clock.now())
    page.get_by_label("Who held it?").fill("Ines Duarte")
    page.get_by_role("group", name="Is the interviewer independent").get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Save the interview").click()
    expect(page.get_by_text("Held after 2 days 23 hours, in time")).to_be_visible()
    page.get_by_role("link", name="Add what your agency learnt").click()
    heading(page, "What was learnt")
    check(page)
    page.get_by_label("What did your agency learn?").fill("She wants to see her gran on Sundays")
    page.get_by_label("Shared with the network").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. It stands with the episode.")).to_be_visible()
    check(page)


def is_answered(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Open the episode").first.click()
    heading(page, "Missing for")
    page.get_by_role("link", name="Say what was done").click()
    heading(page, "What was done about it")
    check(page)
    page.get_by_label("Action of a head of service").check()
    page.get_by_label("What was done or decided?").fill("The placement arranges visits on Sundays")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The placement arranges visits on Sundays")).to_be_visible()
    check(page)


def test_a_looked_after_child_is_missing_is_found_and_is_heard_in_time(
    case: Case, open_browser: Open, sign_in_to: SignInTo, watch: object
) -> None:
    ended = clock.now().replace(second=0, microsecond=0) - timedelta(hours=71, minutes=30)
    phone, desk = open_browser(viewport=PHONE), open_browser()
    sign_in_to(phone, "social_worker")
    sign_in_to(desk, "head_of_service")
    page = phone.new_page()
    report(page, case, ended - timedelta(hours=5))
    comes_back(page, ended)
    is_heard(page)
    is_answered(desk.new_page())
    page.goto("/cases/missing-weeks/")
    heading(page, "Missing episodes of a week")
    check(page)
