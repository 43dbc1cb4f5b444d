"""Two people merge two records of one child, and take them apart: one at a desk, one on a phone without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.models import Membership, User
from cse_portal.cases.actions import COMPARE, compare_children, grant_to_person, open_case
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.factories import TEST, agency_of

PHONE = {"width": 375, "height": 740}
BORN = date(2011, 5, 4)


@pytest.fixture
def _two(transactional_db: None, cast: dict[str, User]) -> None:
    agency = agency_of(cast["team_manager"])
    for given in ("Maya", "Mya"):
        case = open_case(given_names=given, family_name="Ferncroft", born_on=BORN, lead_agency=agency, by=TEST)
        for key in ("mash_officer", "team_manager"):
            grant_to_person(case=case, membership=Membership.objects.get(user=cast[key]), by=TEST)
    compare_children(by=COMPARE)


def checked(page: Page) -> None:
    assert_accessible(page)
    no_sideways_scroll(page)


def open_pair(page: Page, which: str = "") -> None:
    page.goto(f"/cases/likely-pairs/{which}")
    expect(page.get_by_role("heading", level=1, name="Likely pairs")).to_be_visible()
    checked(page)
    page.get_by_role("link", name="Ferncroft").first.click()
    expect(page.get_by_role("heading", name="What is known")).to_be_visible()
    checked(page)


@dataclass(frozen=True)
class Second:
    """The second person, without JavaScript; axe itself is a script: it looks at the same page in another browser."""

    page: Page
    reader: Page

    def check(self) -> None:
        no_sideways_scroll(self.page)
        self.reader.goto(self.page.url)
        expect(self.reader.get_by_role("heading", level=1)).to_have_text(self.page.locator("h1").inner_text())
        checked(self.reader)


@pytest.mark.usefixtures("_two", "watch")
def test_two_people_merge_and_take_apart(
    open_browser: Callable[..., BrowserContext], sign_in_to: Callable[[BrowserContext, str], None]
) -> None:
    contexts = open_browser(), open_browser(viewport=PHONE, java_script_enabled=False), open_browser(viewport=PHONE)
    pages = []
    for context, key in zip(contexts, ("mash_officer", "team_manager", "team_manager"), strict=True):
        sign_in_to(context, key)
        pages.append(context.new_page())
    first, second = pages[0], Second(*pages[1:])
    proposes_a_merge(first)
    confirms_it(second)
    proposes_to_take_apart(first)
    takes_apart(second)
    sets_aside_and_puts_back(first)


def proposes_a_merge(page: Page) -> None:
    open_pair(page)
    page.get_by_role("button", name="Propose to merge").click()
    page.get_by_role("group", name="Which record goes on?").get_by_label("Maya Ferncroft").check()
    page.get_by_role("group", name="First and middle names").get_by_label("Mya").check()
    page.get_by_role("group", name="Which case goes on").get_by_role("radio").first.check()
    page.get_by_label("How do you know that both are one child?").fill("One mother, one school")
    checked(page)
    page.get_by_role("button", name="Propose to merge").click()
    expect(page.get_by_text("A second person decides")).to_be_visible()
    checked(page)


def confirms_it(second: Second) -> None:
    page = second.page
    page.goto("/")
    page.get_by_role("link", name="Confirm that two records are of one child", exact=True).click()
    expect(page.get_by_role("heading", name="What is known")).to_be_visible()
    second.check()
    page.get_by_role("button", name="Read what will happen, and decide").click()
    expect(page.get_by_text("becomes part of it")).to_be_visible()
    second.check()
    page.get_by_label("Do not merge them").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("link", name="Enter why you turn it down")).to_be_visible()
    no_sideways_scroll(page)
    page.get_by_label("They are one child: merge the records").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Merged. It can be taken apart again")).to_be_visible()
    second.check()


def proposes_to_take_apart(page: Page) -> None:
    open_pair(page, "?which=one")
    page.get_by_role("button", name="Propose to take apart").click()
    expect(page.get_by_role("heading", level=1, name="Propose to take apart")).to_be_visible()
    checked(page)
    page.get_by_label("How do you know that they are two children after all?").fill("Seen together")
    page.get_by_role("button", name="Propose to take apart").click()
    expect(page.get_by_text("A second person decides")).to_be_visible()


def takes_apart(second: Second) -> None:
    page = second.page
    page.goto("/cases/likely-pairs/?which=one")
    second.check()
    page.get_by_role("link", name="Ferncroft").first.click()
    page.get_by_role("button", name="Read what will happen, and decide").click()
    expect(page.get_by_role("heading", level=1, name="Take a merged record apart?")).to_be_visible()
    second.check()
    page.get_by_label("They are two children: take the record apart").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Taken apart. Everything is back")).to_be_visible()
    second.check()


def sets_aside_and_puts_back(page: Page) -> None:
    open_pair(page)
    page.get_by_role("button", name="Not the same person").click()
    page.get_by_label("How do you know that they are two children?").fill("Twins")
    checked(page)
    page.get_by_role("button", name="Not the same person").click()
    expect(page.get_by_text("They are two children. The portal does not suggest")).to_be_visible()
    open_pair(page, "?which=two")
    page.get_by_role("button", name="Put them back among the likely pairs").click()
    expect(page.get_by_text("They are among the likely pairs again")).to_be_visible()
    checked(page)
