"""A social worker assesses a child again: the score steps down, a manager signs, and a third person countersigns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import allocate_case, grant_to_person, open_case
from cse_portal.cases.models import Case
from screening.models import Tool
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.factories import TEST, agency_of
from tests.integration.cases.pairs import joins
from tests.integration.screening.assessments import assessed, filled_all, signed, submitted
from tests.integration.screening.conftest import yes
from tests.reading import one_of

PHONE = {"width": 375, "height": 740}
SignInTo = Callable[[BrowserContext, str], None]
Open = Callable[..., BrowserContext]


@pytest.fixture
def case(transactional_db: None, cast: dict[str, User]) -> Case:
    """At a score of 2 since its first assessment, and due to be assessed again."""
    worker, manager = cast["social_worker"], cast["team_manager"]
    care = agency_of(worker)
    born = date(2011, 5, 4)
    made = open_case(given_names="Tamsin", family_name="Ferncroft", born_on=born, lead_agency=care, by=TEST)
    allocate_case(case=made, worker=Membership.objects.get(user=worker), version=made.version, by=TEST)
    grant_to_person(case=made, membership=Membership.objects.get(user=manager), by=TEST)
    cast["sspl"] = joins(care, Role.SSPL, "Corin Ashby").user
    first = assessed(made, worker, S3=yes("A silver car, twice"), S4=yes("New phone"), S7=yes("A hotel"))
    signed(submitted(first, worker, "2"), manager)
    return one_of(Case.objects.filter(pk=made.pk))


def check(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    assert_accessible(page)
    no_sideways_scroll(page)


def assess_again(page: Page, case: Case, worker: User) -> None:
    page.goto(f"/cases/{case.ref}/review/")
    check(page, "Next review")
    page.get_by_role("button", name="Start the review").click()
    check(page, "Start the review")
    page.get_by_label("No, or not that I know of").check()
    page.get_by_role("button", name="Start", exact=True).click()
    check(page, "CSE assessment")
    page.get_by_role("link", name="Gangs, older age groups and involvement in crime").click()
    check(page, "Gangs, older age groups")
    expect(page.get_by_text("Already on record:").first).to_be_visible()
    page.get_by_role("button", name="Save and come back later").click()
    check(page, "CSE assessment")
    tool = one_of(Tool.objects.filter(status="draft"))
    filled_all(tool, worker)
    page.goto(f"/screening/{tool.ref}/check/")
    page.get_by_role("button", name="See the result and decide").click()
    check(page, "Result of the assessment")
    page.get_by_label("Score 0").check()
    page.get_by_role("button", name="Put it before a manager").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter what changed since last time")
    check(page, "Result of the assessment")
    page.get_by_label("What changed since last time").fill("She lives with her aunt since May")
    page.get_by_role("button", name="Put it before a manager").click()
    check(page, "waiting to be signed off")


def sign_off(page: Page) -> None:
    page.goto("/screening/")
    page.get_by_role("link", name="Read and sign off").click()
    check(page, "Sign off an assessment")
    expect(page.get_by_text("She lives with her aunt since May")).to_be_visible()
    page.get_by_label("Corin Ashby").check()
    page.get_by_role("button", name="Sign off", exact=True).click()
    check(page, "waiting for a countersignature")


def countersign(page: Page, case: Case) -> None:
    page.goto("/screening/")
    page.get_by_role("link", name="Read and countersign").click()
    check(page, "Countersign the step-down")
    page.get_by_label("Yes, I agree").check()
    page.get_by_role("button", name="Countersign").click()
    check(page, "CSE assessment: Score 0")
    assert one_of(Case.objects.filter(pk=case.pk)).risk == 0
    page.goto(f"/cases/{case.ref}/review/")
    expect(page.get_by_text("At a score of 0 no review is due by itself")).to_be_visible()


def test_a_review_steps_down_once_three_people_have_looked(
    case: Case, cast: dict[str, User], open_browser: Open, sign_in_to: SignInTo
) -> None:
    phone, manager, lead = open_browser(viewport=PHONE), open_browser(), open_browser()
    for browser, who in ((phone, "social_worker"), (manager, "team_manager"), (lead, "sspl")):
        sign_in_to(browser, who)
    assess_again(phone.new_page(), case, cast["social_worker"])
    sign_off(manager.new_page())
    countersign(lead.new_page(), case)
