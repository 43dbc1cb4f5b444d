"""Four journeys: searching the trail, being asked why, the weekly sign-off, and an alarm."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.actions import record_look
from cse_portal.cases.actions import open_case, say_why
from cse_portal.cases.looking import Looking
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from cse_portal.desk import tasks
from cse_portal.desk.models import BackgroundJob
from cse_portal.trail.actions.weeks import open_week
from cse_portal.trail.tasks import raise_alarms
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.browser.conftest import SignIn
from tests.desks import one
from tests.factories import TEST, agency_of, in_post

Cast = dict[str, User]


@pytest.fixture
def case(cast: Cast, transactional_db: None) -> Case:
    return open_case(
        given_names="Maya", family_name="Ellerby", born_on=None, lead_agency=agency_of(cast["team_manager"]), by=TEST
    )


def check(page: Page) -> None:
    assert_accessible(page)
    no_sideways_scroll(page)


def test_a_governance_lead_searches_opens_an_entry_and_takes_a_spreadsheet(
    cast: Cast, case: Case, signed_in: SignIn, settings: Settings, tmp_path: Path
) -> None:
    settings.FILES_DIR = tmp_path
    with in_post(cast["social_worker"]):
        record_look("case.looked_at", about=case, reason="On duty", by=cast["social_worker"])
    page = signed_in("governance_lead")
    page.goto("/")
    page.get_by_role("link", name="Audit trail").click()
    check(page)
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("link", name="Enter why you are searching")).to_be_visible()
    check(page)
    page.get_by_label("Why are you searching?").fill("A complaint")
    page.get_by_label("Who did it?").fill("Priya Nair")
    page.get_by_label("What was done?").select_option(label="Looked at a record, or was asked why")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("heading", name="1 entry")).to_be_visible()
    assert "Priya" not in page.url
    assert "Priya" not in page.title()
    check(page)
    page.get_by_role("link", name="Looked at a case").click()
    expect(page.get_by_text("“On duty”")).to_be_visible()
    expect(page.get_by_text("Nobody can change or remove it unseen")).to_be_visible()
    assert "Ellerby" not in page.content()
    check(page)
    page.go_back()
    page.get_by_role("button", name="Make a spreadsheet").click()
    expect(page.get_by_role("heading", name="Search of the audit trail: spreadsheet")).to_be_visible()
    assert tasks.run_job(one(BackgroundJob).ref) == 1
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download", exact=True).click()
    assert case.ref in Path(download.value.path()).read_text(encoding="utf-8-sig")


def test_a_manager_without_a_part_says_why_without_javascript(
    cast: Cast,
    case: Case,
    open_browser: Callable[..., BrowserContext],
    sign_in_to: Callable[[BrowserContext, str], None],
    signed_in: SignIn,
) -> None:
    page = signed_in("team_manager")
    page.goto(f"/cases/{case.ref}/")
    expect(page.get_by_role("heading", name="You have no part in this case today")).to_be_visible()
    check(page)
    plain = open_browser(java_script_enabled=False)
    sign_in_to(plain, "team_manager")
    page = plain.new_page()
    page.goto("/cases/")
    page.get_by_role("link", name="Maya Ellerby").click()
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_role("link", name="Select why you are looking")).to_be_visible()
    page.get_by_label("I supervise or sign off work on this case").check()
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_role("heading", name="Maya Ellerby")).to_be_visible()
    page.get_by_role("navigation", name="Case").get_by_role("link", name="Who can see").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who can see this case")
    expect(page.get_by_role("heading", name="You have no part in this case today")).to_have_count(0)


def test_a_contact_asks_a_colleague_and_signs_the_week(
    cast: Cast,
    transactional_db: None,
    open_browser: Callable[..., BrowserContext],
    sign_in_to: Callable[[BrowserContext, str], None],
) -> None:
    """The police contact's week; a colleague of the unit looked for their role alone."""
    spoc, colleague = cast["police_spoc"], cast["team_manager"]
    unit = agency_of(colleague)
    moved = spoc.memberships.get()
    type(moved).objects.filter(pk=moved.pk).update(agency=unit)
    looked_at = open_case(given_names="Maya", family_name="Ellerby", born_on=None, lead_agency=unit, by=TEST)
    with in_post(colleague):
        say_why(case=looked_at, choice=Looking.DUTY, by=colleague)
        record_look("case.looked_at", about=looked_at, by=colleague)
    today = clock.today()
    with wall.as_system("test"):
        assert open_week(agency=unit, monday=today - timedelta(days=today.weekday()), by=TEST)
    first_browser, second_browser = open_browser(), open_browser()
    sign_in_to(first_browser, "police_spoc")
    sign_in_to(second_browser, "team_manager")
    contact, other = first_browser.new_page(), second_browser.new_page()

    contact.goto("/")
    contact.get_by_role("link", name="Check", exact=False).first.click()
    expect(contact.get_by_text("I am on duty and act for the team")).to_be_visible()
    check(contact)
    contact.get_by_label("Ask them why").check()
    contact.get_by_role("button", name="Save", exact=True).click()
    expect(contact.get_by_text("Saved: 0 of 1 settled.")).to_be_visible()

    other.goto("/")
    other.get_by_role("link", name="Answer", exact=False).first.click()
    expect(other.get_by_label("Why did you look?")).to_be_visible()
    check(other)
    other.get_by_label("Why did you look?").fill("Cover for Priya")
    other.get_by_role("button", name="Send", exact=True).click()
    expect(other.get_by_text("Your answer is with your single point of contact.")).to_be_visible()

    contact.reload()
    expect(contact.get_by_text("Cover for Priya")).to_be_visible()
    contact.get_by_label("There was a reason").check()
    contact.get_by_role("button", name="Save", exact=True).click()
    expect(contact.get_by_text("Saved: 1 of 1 settled.")).to_be_visible()
    check(contact)
    contact.get_by_label("I have looked at every line, and what it says is right").check()
    contact.get_by_role("button", name="Sign", exact=True).click()
    expect(contact.get_by_text("signed by Tom Akers")).to_be_visible()
    check(contact)
    _look_at_all_weeks(contact)


def _look_at_all_weeks(contact: Page) -> None:
    contact.get_by_role("link", name="Who looked, week by week").click()
    expect(contact).to_have_url(re.compile(r"/trail/weeks/$"))
    check(contact)


def test_a_planted_record_raises_an_alarm_that_governance_closes(cast: Cast, case: Case, signed_in: SignIn) -> None:
    page = signed_in("governance_lead")
    page.goto("/trail/planted/")
    check(page)
    page.get_by_role("link", name="Plant a record").first.click()
    expect(page.get_by_label("Invented given names")).to_be_visible()
    check(page)
    page.get_by_label("Which agency leads it?").select_option(label=agency_of(cast["team_manager"]).name)
    page.get_by_label("Invented given names").fill("Perpetua")
    page.get_by_label("Invented family name").fill("Quill")
    page.get_by_label("Why do you plant it?").fill("The yearly test")
    page.get_by_role("button", name="Plant it").click()
    expect(page.get_by_text("Watched")).to_be_visible()
    check(page)
    ref = page.locator("tbody th").inner_text()
    with access.acting_for(cast["team_manager"]):
        planted = Case.objects.select_related("child").get(ref=ref)
    with in_post(cast["team_manager"]):
        record_look("case.reason_asked", about=planted, by=cast["team_manager"])
    assert raise_alarms() == 1
    page.goto("/")
    page.get_by_role("link", name="Look into it", exact=False).first.click()
    expect(page.get_by_text("Nobody has a reason to open it")).to_be_visible()
    check(page)
    page.get_by_label("A mistake, talked through with them").check()
    page.get_by_label("How do you know?").fill("She opened it by mistake, and turned back")
    page.get_by_role("button", name="Close the alarm").click()
    expect(page.get_by_role("link", name="A record that nobody has a reason to open")).to_be_visible()
    check(page)
    page.get_by_role("link", name="A record that nobody has a reason to open").click()
    expect(page.get_by_text("Closed", exact=True)).to_be_visible()
    check(page)
