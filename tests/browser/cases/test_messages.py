"""Messages about a case on a phone: named while typing, answered without JavaScript, read, and on the chronology."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.models import Membership, User
from cse_portal.cases.actions import grant_to_person, open_case
from cse_portal.cases.models import Case
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.factories import TEST, agency_of

PHONE = {"width": 375, "height": 740}


@pytest.fixture
def case(transactional_db: None, cast: dict[str, User]) -> Case:
    worker = cast["social_worker"]
    made = open_case(
        given_names="Maya", family_name="Ferncroft", born_on=date(2011, 5, 4), lead_agency=agency_of(worker), by=TEST
    )
    for who in ("social_worker", "school_spoc"):
        grant_to_person(case=made, membership=Membership.objects.get(user=cast[who]), by=TEST)
    return made


def check(page: Page) -> None:
    assert_accessible(page)
    no_sideways_scroll(page)


def ask(page: Page, case: Case) -> None:
    """A name is taken from the suggestions; another, of somebody outside, is said and taken out again."""
    page.goto(f"/cases/{case.ref}/messages/")
    expect(page.get_by_role("heading", name="No messages that you may read")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Begin a conversation").last.click()
    page.get_by_label("What is it about?").fill("School this week")
    words = page.get_by_role("textbox", name="Your message")
    words.press_sequentially("Was Maya at school, @Beth Li")
    expect(page.get_by_role("option")).to_have_text(["Beth Lindqvist Single point of contact, Fernhill Academy"])
    words.press("ArrowDown")
    assert_accessible(page)
    words.press("Enter")
    expect(words).to_have_value("Was Maya at school, @Beth Lindqvist ")
    words.press_sequentially("and @Olu Wetherby?")
    page.get_by_label("Shared with the network").check()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Olu Wetherby cannot open this case, so was not told")
    check(page)
    expect(words).to_have_value("Was Maya at school, @Beth Lindqvist and @Olu Wetherby?")
    words.fill("Was Maya at school, @Beth Lindqvist?")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Not yet read by Beth Lindqvist")).to_be_visible()
    check(page)


def test_asked_with_a_name_and_answered_without_javascript(
    open_browser: Callable[..., BrowserContext], sign_in_to: Callable[[BrowserContext, str], None], case: Case
) -> None:
    first, second = open_browser(viewport=PHONE), open_browser(viewport=PHONE, java_script_enabled=False)
    sign_in_to(first, "social_worker")
    page = first.new_page()
    ask(page, case)

    sign_in_to(second, "school_spoc")
    answering = second.new_page()
    answering.goto("/inbox/")
    answering.get_by_role("link", name="A message about a case is for you").click()
    expect(answering.get_by_text("Was Maya at school")).to_be_in_viewport()
    expect(answering.get_by_text("New", exact=True)).to_be_visible()
    answering.get_by_role("button", name="Send", exact=True).click()
    expect(answering.get_by_role("alert")).to_contain_text("Enter your message")
    answering.get_by_label("Your message").fill("All day. She stayed for the art group.")
    answering.get_by_label("This is significant").check()
    answering.get_by_role("button", name="Send", exact=True).click()
    expect(answering.get_by_text("All day. She stayed for the art group.")).to_be_visible()
    no_sideways_scroll(answering)

    page.goto(f"/cases/{case.ref}/messages/")
    expect(page.get_by_role("link", name="Messages 1 not read yet")).to_be_visible()
    page.get_by_role("link", name="School this week").click()
    expect(page.get_by_text("Read by Beth Lindqvist")).to_be_visible()
    page.goto(f"/cases/{case.ref}/chronology/")
    page.get_by_role("link", name="School this week").click()
    page.get_by_role("link", name="The conversation").click()
    expect(page.get_by_text("All day. She stayed for the art group.")).to_be_in_viewport()
    check(page)
