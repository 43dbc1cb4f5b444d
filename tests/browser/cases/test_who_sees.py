"""Giving and ending access, an emergency with its review, who has looked: accessible, narrow, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.models import Membership, PortalSession, User
from cse_portal.agencies.models.sessions import SessionStore
from cse_portal.agencies.session_rules import note_confirmed
from cse_portal.cases.actions import grant_to_person, open_case
from cse_portal.cases.models import Case
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.cast import PASSWORD
from tests.factories import TEST, agency_of

PHONE = {"width": 375, "height": 740}
SignInTo = Callable[[BrowserContext, str], None]
Open = Callable[..., BrowserContext]


@pytest.fixture
def case(transactional_db: None, cast: dict[str, User]) -> Case:
    worker = cast["social_worker"]
    made = open_case(
        given_names="Maya", family_name="Ferncroft", born_on=date(2011, 5, 4), lead_agency=agency_of(worker), by=TEST
    )
    grant_to_person(case=made, membership=Membership.objects.get(user=worker), by=TEST)
    return made


@pytest.fixture
def as_one(open_browser: Open, sign_in_to: SignInTo) -> Callable[..., Page]:
    def one(key: str, **wanted: object) -> Page:
        context = open_browser(**wanted)
        sign_in_to(context, key)
        return context.new_page()

    return one


def check(page: Page) -> None:
    assert_accessible(page)
    no_sideways_scroll(page)


def signed_in_longer_ago() -> None:
    for kept in PortalSession.objects.all():
        session = SessionStore(kept.session_key)
        note_confirmed(session, now=0)
        session.save()


def say_why(page: Page, why: str) -> None:
    """Whoever has no part in a case is asked before its first page of the day; then that page opens."""
    expect(page.get_by_role("heading", level=1)).to_have_text("You have no part in this case today")
    page.get_by_label(why).check()
    page.get_by_role("button", name="Open the case").click()


def test_access_is_given_and_ended(case: Case, as_one: Callable[..., Page], watch: object) -> None:
    page = as_one("team_manager")
    page.goto(f"/cases/{case.ref}/who-sees/")
    check(page)
    say_why(page, "I supervise or sign off work on this case")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who can see this case")
    check(page)
    page.get_by_role("link", name="Give somebody access").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Give somebody access")
    check(page)
    page.get_by_role("button", name="Give access").click()
    expect(page.get_by_role("alert")).to_contain_text("Select who is to see this case")
    check(page)
    page.get_by_label("A person, by name").check()
    page.get_by_label("Name or work email address").fill("Gareth Onwuachi")
    page.get_by_label("Why do they need to see it?").fill("Her form tutor")
    page.get_by_role("button", name="Give access").click()
    expect(page.get_by_text("Gareth Onwuachi can see this case now")).to_be_visible()
    page.get_by_role("link", name="End the access of Gareth Onwuachi").click()
    expect(page.get_by_label("Gareth Onwuachi")).to_be_checked()
    check(page)
    page.get_by_label("Why?").fill("Left the school")
    page.get_by_role("button", name="End access").click()
    expect(page.get_by_text("their next click is refused. You can give it again")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Give again").click()
    expect(page.get_by_label("Name or work email address")).to_have_value("gareth.onwuachi@larkmere.example")


def test_a_case_is_restricted_without_javascript(case: Case, as_one: Callable[..., Page]) -> None:
    page = as_one("team_manager", java_script_enabled=False)
    page.goto(f"/cases/{case.ref}/who-sees/")
    say_why(page, "I am on duty and act for the team")
    page.get_by_role("link", name="Restrict to named people").click()
    page.get_by_label("Priya Nair").uncheck()
    page.get_by_label("Why must this case be restricted?").fill("Child of a colleague")
    page.get_by_role("button", name="Restrict the case").click()
    expect(page.get_by_text("Choose at least one person of the lead agency").first).to_be_visible()
    page.get_by_label("Priya Nair").check()
    page.get_by_role("button", name="Restrict the case").click()
    expect(page.get_by_text("Restricted to named people")).to_be_visible()
    page.get_by_role("link", name="Lift the restriction").click()
    page.get_by_label("Why?").fill("They left")
    page.get_by_role("button", name="Lift the restriction").click()
    expect(page.get_by_role("link", name="Restrict to named people")).to_be_visible()


def test_an_emergency_and_its_review(case: Case, as_one: Callable[..., Page], watch: object) -> None:
    watch.expect_status(403, 404)  # type: ignore[attr-defined]
    page = as_one("teacher")
    page.goto(f"/cases/{case.ref}/")
    check(page)
    page.get_by_role("link", name="A child is in danger now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Open a case in an emergency")
    check(page)
    page.get_by_label("The child is missing").check()
    page.get_by_label("What happened").fill("Not home since last night")
    page.get_by_label("I have the child’s name").check()
    page.get_by_label("First name").fill("Maya")
    page.get_by_label("Last name").fill("Ferncroft")
    for part, value in (("Day", "4"), ("Month", "5"), ("Year", "2011")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_label("I understand").check()
    signed_in_longer_ago()
    page.get_by_role("button", name="Open the case for 60 minutes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm that it is you")
    check(page)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Emergency access is on until")).to_be_visible()
    check(page)
    page.get_by_role("button", name="End now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your emergency access")
    check(page)

    reviewer = as_one("governance_lead")
    reviewer.goto("/")
    expect(reviewer.get_by_text("Review an emergency access").first).to_be_visible()
    reviewer.goto("/cases/emergency/")
    check(reviewer)
    reviewer.locator("tbody a").first.click()
    expect(reviewer.get_by_text("Looked at a case")).to_be_visible()
    check(reviewer)
    reviewer.get_by_role("button", name="Record the review").click()
    expect(reviewer.get_by_role("alert")).to_contain_text("Select whether it was justified")
    check(reviewer)
    reviewer.get_by_label("Justified", exact=True).check()
    reviewer.get_by_label("Why? And what happens next?").fill("She was found with its help")
    reviewer.get_by_role("button", name="Record the review").click()
    expect(reviewer.get_by_text("She was found with its help")).to_be_visible()


def test_an_emergency_asks_for_a_reference_or_for_a_name(case: Case, as_one: Callable[..., Page]) -> None:
    page = as_one("teacher")
    page.goto("/cases/emergency/open/")
    asked = {
        name: page.get_by_label(name, exact=True) for name in ("Case reference", "First name", "Last name", "Month")
    }
    for one in asked.values():
        expect(one).to_be_hidden()
    page.get_by_label("I have the case reference").check()
    expect(asked["Case reference"]).to_be_visible()
    expect(asked["First name"]).to_be_hidden()
    page.get_by_label("I have the child’s name").check()
    expect(asked["Case reference"]).to_be_hidden()
    for name in ("First name", "Last name", "Month"):
        expect(asked[name]).to_be_visible()
    check(page)


def test_without_javascript_an_emergency_asks_for_both(case: Case, as_one: Callable[..., Page]) -> None:
    page = as_one("teacher", java_script_enabled=False)
    page.goto("/cases/emergency/open/")
    for name in ("Case reference", "First name", "Last name", "Month"):
        expect(page.get_by_label(name, exact=True)).to_be_visible()


def test_who_has_looked_is_read_narrowed_and_printed(case: Case, as_one: Callable[..., Page]) -> None:
    page = as_one("social_worker")
    page.goto(f"/cases/{case.ref}/")
    page.get_by_role("navigation", name="Case").get_by_role("link", name="Who has looked").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who has looked at this record")
    check(page)
    own = page.get_by_role("row").filter(has_text="Priya Nair")
    expect(own).to_have_count(1)
    expect(own).to_contain_text("Named on this case")
    own.get_by_role("link").click()
    expect(page.get_by_role("link", name="Every look")).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("row").filter(has_text="Looked at a case").first).to_be_visible()
    check(page)
    page.get_by_role("link", name="Show everything").click()
    page.get_by_label("What", exact=True).select_option(label="Changes")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Opened a case to somebody").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Show")).to_be_hidden()
    expect(page.get_by_text("Opened a case to somebody").first).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="By person").click()
    expect(page.get_by_role("columnheader", name="Reason the portal had")).to_be_visible()
    page.get_by_role("button", name="Make a PDF").click()
    expect(page).to_have_url(re.compile("/desk/jobs/"))


def test_who_has_looked_without_javascript(case: Case, as_one: Callable[..., Page]) -> None:
    page = as_one("social_worker", java_script_enabled=False)
    page.goto(f"/cases/{case.ref}/who-has-looked/")
    page.get_by_role("link", name="Every look").click()
    expect(page.get_by_role("link", name="Every look")).to_have_attribute("aria-current", "page")
    page.get_by_label("Person").select_option(label="Priya Nair")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("row").filter(has_text="Priya Nair").first).to_be_visible()
    expect(page.get_by_role("link", name="Every look")).to_have_attribute("aria-current", "page")
    page.get_by_role("link", name="By person").click()
    expect(page.get_by_label("Person")).to_have_value(User.objects.get(name="Priya Nair").ref)


def test_every_page_of_who_sees_a_case_fits_a_phone(case: Case, as_one: Callable[..., Page]) -> None:
    page = as_one("team_manager", viewport=PHONE)
    page.goto(f"/cases/{case.ref}/")
    fits(page)
    say_why(page, "I supervise or sign off work on this case")
    expect(page.get_by_role("heading", level=1)).to_have_text("Maya Ferncroft")
    for place in ("", "who-sees/", "who-sees/give/", "who-sees/end/", "who-sees/restrict/", "who-has-looked/"):
        page.goto(f"/cases/{case.ref}/{place}")
        fits(page)
        expect(page.locator('[aria-current="true"]', has_text="Cases")).to_have_count(1)
    page.goto(f"/cases/{case.ref}/who-has-looked/?view=every")
    fits(page)
    for place in ("/cases/", "/cases/emergency/"):
        page.goto(place)
        fits(page)


def fits(page: Page) -> None:
    """Neither the page scrolls sideways, nor a table in it."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url
    wide = "[...document.querySelectorAll('.p-scroll')].filter(one => one.scrollWidth > one.clientWidth).length"
    assert page.evaluate(wide) == 0, page.url
