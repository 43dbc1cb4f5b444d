"""A school refers on a phone; MASH takes, rates and asks; police answer; a manager decides; the school reads why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import grant_to_person, open_case
from cse_portal.cases.models import Case
from referrals.models import ReferredChild
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.factories import TEST, agency_of
from tests.integration.cases.pairs import joins
from tests.reading import one_of

PHONE = {"width": 375, "height": 740}
SignInTo = Callable[[BrowserContext, str], None]
Open = Callable[..., BrowserContext]
WORRY = "Collected twice by a man nobody knows, in a silver car"


@pytest.fixture
def case(transactional_db: None, cast: dict[str, User]) -> Case:
    """Begun by the school, with its teacher named on it; and a manager at MASH beside the officer."""
    teacher = cast["teacher"]
    school, born = agency_of(teacher), date(2011, 5, 4)
    made = open_case(given_names="Tamsin", family_name="Ferncroft", born_on=born, lead_agency=school, by=TEST)
    grant_to_person(case=made, membership=Membership.objects.get(user=teacher), by=TEST)
    cast["mash_manager"] = joins(agency_of(cast["mash_officer"]), Role.MASH_MANAGER, "Thandi Moor").user
    return made


def check(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    assert_accessible(page)
    no_sideways_scroll(page)


def refer(page: Page, case: Case) -> None:
    page.goto(f"/cases/{case.ref}/referrals/")
    check(page, "Referrals")
    page.get_by_role("button", name="Refer to MASH").click()
    check(page, "Refer TF to MASH")
    page.get_by_role("button", name="Refer to MASH").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter what worries you")
    check(page, "Refer TF to MASH")
    page.get_by_label("Who was worried first?").select_option("2A")
    page.get_by_label("What worries you?").fill(WORRY)
    page.get_by_label("Today", exact=True).check()
    page.get_by_label("None of these, or not that I know of").check()
    page.get_by_label("Asked, and agreed").check()
    page.get_by_label("Public task, to keep a child safe").check()
    page.get_by_role("button", name="Refer to MASH").click()
    check(page, "Referral to MASH")
    expect(page.get_by_text("MASH has the referral")).to_be_visible()


def look_into(page: Page) -> None:
    page.goto("/mash/")
    check(page, "MASH board")
    page.get_by_role("link", name="Take TF").click()
    check(page, "Take the referral")
    page.get_by_role("button", name="Take it").click()
    check(page, "Referral of Tamsin Ferncroft")
    page.get_by_role("link", name="Rate it").click()
    check(page, "Rate the referral")
    page.get_by_label("Amber", exact=True).check()
    page.get_by_role("button", name="Save the rating").click()
    page.get_by_role("link", name="Ask agencies").click()
    check(page, "Ask agencies what they know")
    page.get_by_label("Larkmere police, child exploitation team").check()
    page.get_by_label("What do you ask them, and what for?").fill("Is the silver car known?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("0 of 1 answered")).to_be_visible()
    check(page, "Referral of Tamsin Ferncroft")


def answer(page: Page) -> None:
    page.goto("/referrals/")
    check(page, "Referrals")
    page.get_by_role("link", name="Read and answer").click()
    check(page, "What does your agency know?")
    page.get_by_label("Known", exact=True).check()
    page.get_by_label("What you know").fill("Seen at the station on three dates")
    page.get_by_role("button", name="Send to MASH").click()
    check(page, "Referrals")


def propose(page: Page, ref: str) -> None:
    page.goto(f"/referrals/{ref}/triage/")
    expect(page.get_by_text("Seen at the station on three dates")).to_be_visible()
    page.get_by_label("Strategy discussion").check()
    page.get_by_label("Which team takes it on?").select_option(label="Children’s social care, East team")
    page.get_by_label("Why?").fill("The same car, on three dates")
    page.get_by_label("What we tell whoever referred").fill("Thank you. We call a strategy discussion")
    page.get_by_role("button", name="Send for approval").click()
    check(page, "MASH board")


def approve(page: Page, ref: str) -> None:
    page.goto(f"/referrals/{ref}/triage/")
    check(page, "Referral of Tamsin Ferncroft")
    expect(page.get_by_label("Why?")).to_have_value("The same car, on three dates")
    page.get_by_role("button", name="Approve and decide").click()
    check(page, "MASH board")
    expect(page.get_by_text("It is decided: strategy discussion")).to_be_visible()


def test_a_worry_becomes_a_decision_that_the_school_reads(
    case: Case, cast: dict[str, User], open_browser: Open, sign_in_to: SignInTo
) -> None:
    phone, desk, police, manager = open_browser(viewport=PHONE), open_browser(), open_browser(), open_browser()
    who = ((phone, "teacher"), (desk, "mash_officer"), (police, "police_spoc"), (manager, "mash_manager"))
    for browser, key in who:
        sign_in_to(browser, key)
    school, officer = phone.new_page(), desk.new_page()
    refer(school, case)
    look_into(officer)
    answer(police.new_page())
    ref = one_of(ReferredChild.objects.all()).ref
    propose(officer, ref)
    approve(manager.new_page(), ref)
    school.goto(f"/referrals/{ref}/")
    check(school, "Referral to MASH")
    expect(school.get_by_text("Thank you. We call a strategy discussion")).to_be_visible()
    school.get_by_role("button", name="I have read it").click()
    check(school, "Have you read what MASH decided?")
    school.get_by_role("button", name="I have read it").click()
    expect(school.get_by_text("MASH sees that you have read it")).to_be_visible()
    assert one_of(ReferredChild.objects.all()).read_by_id == cast["teacher"].pk
