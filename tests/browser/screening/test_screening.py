"""A teacher screens a child: on a phone without JavaScript, and at a desk by keyboard alone; the adviser endorses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import grant_to_person, open_case
from cse_portal.cases.models import Case
from screening.models import Tool
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.factories import TEST, agency_of
from tests.integration.cases.pairs import joins
from tests.reading import one_of

PHONE = {"width": 375, "height": 740}
SignInTo = Callable[[BrowserContext, str], None]
Open = Callable[..., BrowserContext]


@pytest.fixture
def case(transactional_db: None, cast: dict[str, User]) -> Case:
    """Of a fifteen-year-old, begun by the teacher; an adviser of the school stands by."""
    school = agency_of(cast["teacher"])
    born = date(2011, 5, 4)
    made = open_case(given_names="Tamsin", family_name="Ferncroft", born_on=born, lead_agency=school, by=TEST)
    grant_to_person(case=made, membership=Membership.objects.get(user=cast["teacher"]), by=TEST)
    cast["adviser"] = joins(school, Role.SAFEGUARDING_ADVISER, "Nadia Farrow").user
    return made


def check(page: Page) -> None:
    """Axe is a script: where there are none, the page is held to its width alone."""
    if page.locator(".js-enabled").count():
        assert_accessible(page)
        no_sideways_scroll(page)


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def say_no(page: Page) -> None:
    """To everything that the section asks."""
    for one in page.locator("fieldset.p-per").all():
        one.get_by_label("No", exact=True).check()
    for one in page.locator("fieldset.govuk-fieldset:visible").all():
        no = one.get_by_label("No", exact=True)
        if no.count():
            no.check()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").last.click()


def begin(page: Page, case: Case) -> None:
    page.goto(f"/cases/{case.ref}/screening/")
    expect(page.get_by_text("Nobody has screened TF yet")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Start a screening").click()
    heading(page, "Start a screening")
    check(page)
    page.get_by_label("No, or not that I know of").check()
    page.get_by_role("button", name="Start").click()
    heading(page, "Multi-agency screening tool")
    check(page)


def fill_in(page: Page) -> None:
    page.get_by_role("link", name="The child", exact=True).click()
    heading(page, "The child")
    check(page)
    say_no(page)
    go_on(page)
    heading(page, "What the child says")
    say_no(page)
    page.get_by_label("What did the child say?").fill("They wait for me in the car")
    go_on(page)
    heading(page, "Significant indicators")
    say_no(page)
    for words, evidence in (
        ("Entering or leaving vehicles", "A silver car, twice"),
        ("Unexplained money", "New phone"),
    ):
        one = page.locator("[data-item]", has=page.get_by_role("heading", name=words))
        one.locator("fieldset").first.get_by_label("Yes").check()
        one.get_by_label("What was seen or said").fill(evidence)
    check(page)
    go_on(page)
    for title in ("Additional indicators", "Background"):
        heading(page, title)
        say_no(page)
        go_on(page)
    heading(page, "Summary")
    page.get_by_label("What are the main concerns?").fill("A man drives her to places that she does not name")
    check(page)
    go_on(page)
    heading(page, "Check answers")


def decide(page: Page) -> None:
    page.get_by_role("button", name="See the result and decide").click()
    heading(page, "Result of the screening")
    expect(page.get_by_text("Vehicles of unknown adults · Unexplained money or items")).to_be_visible()
    check(page)
    page.get_by_label("Medium").check()
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter why you decide something else")
    check(page)
    page.get_by_label("Significant").check()
    page.get_by_role("button", name="Save decision").click()
    heading(page, "What follows the screening")
    check(page)
    page.get_by_label("MASH was told").check()
    page.get_by_label("With whom, and what was agreed").fill("Dominic Reyes: a strategy discussion is called")
    page.get_by_role("button", name="Save", exact=True).click()
    heading(page, "Multi-agency screening tool: Significant")
    check(page)


def test_on_a_phone_without_javascript(case: Case, open_browser: Open, sign_in_to: SignInTo) -> None:
    context = open_browser(viewport=PHONE, java_script_enabled=False)
    sign_in_to(context, "teacher")
    page = context.new_page()
    begin(page, case)
    page.get_by_role("button", name="Check answers").click()
    heading(page, "Check answers")
    check(page)
    page.get_by_role("link", name="Answer “What was agreed").click()
    heading(page, "Summary")
    page.get_by_label("What was agreed").fill("We ring MASH today")
    page.get_by_role("button", name="Save and come back later").click()
    heading(page, "Multi-agency screening tool")
    fill_in(page)
    decide(page)
    tool = one_of(Tool.objects.all())
    assert (tool.suggested, tool.decided, tool.next_step) == ("significant", "significant", "mash")


def test_by_keyboard_alone_tiles_fill_and_the_adviser_endorses(
    case: Case, open_browser: Open, sign_in_to: SignInTo
) -> None:
    desk, other = open_browser(), open_browser()
    sign_in_to(desk, "teacher")
    sign_in_to(other, "adviser")
    page = desk.new_page()
    begin(page, case)
    page.get_by_role("link", name="Significant indicators").click()
    heading(page, "Significant indicators")
    gangs, keys = page.locator("[data-letter=G]"), page.keyboard
    expect(gangs).to_have_class("p-tile p-tile--none")
    for _ in range(3):  # to the third item: vehicles
        keys.press("n")
    keys.press("1")
    expect(gangs).to_have_class("p-tile p-tile--2")
    keys.press("2")
    keys.press("e")
    keys.type("A silver car 12 times, never known")  # a key in a field is a letter
    vehicles = page.locator("[data-item]").nth(2)
    expect(vehicles.get_by_label("What was seen or said")).to_have_value("A silver car 12 times, never known")
    expect(vehicles.locator("fieldset").nth(1).get_by_label("No", exact=True)).to_be_checked()
    check(page)
    go_on(page)
    heading(page, "Additional indicators")
    page.goto(page.get_by_role("link", name="All sections", exact=True).get_attribute("href") or "")
    page.get_by_role("button", name="Ask your adviser").click()
    heading(page, "Ask your adviser")
    page.get_by_label("Nadia Farrow").check()
    check(page)
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("Waiting for advice")).to_be_visible()
    theirs = other.new_page()
    theirs.goto("/screening/")
    check(theirs)
    theirs.get_by_role("link", name="Read and advise").click()
    heading(theirs, "Advise on a screening")
    check(theirs)
    theirs.get_by_label("I endorse it").check()
    theirs.get_by_role("button", name="Save", exact=True).click()
    expect(theirs.get_by_text("Nobody waits for your advice")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Endorsed")).to_be_visible()
