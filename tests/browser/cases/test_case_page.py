"""The page of a case: allocated and handed over, an agency involved, closed and reopened; accessible and narrow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.actions import add_agency, add_person, give_role
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import grant_to_person, move_case, open_case, write_entry
from cse_portal.cases.models import Case
from cse_portal.cases.workflow import Stage
from cse_portal.core import clock, wall
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.factories import TEST, agency_of, in_post

PHONE = {"width": 375, "height": 740}
SignInTo = Callable[[BrowserContext, str], None]
Open = Callable[..., BrowserContext]


@pytest.fixture
def case(transactional_db: None, cast: dict[str, User]) -> Case:
    """Named on it are both who share it out and who works it, so that nobody is asked why they look."""
    worker, manager = cast["social_worker"], cast["team_manager"]
    team = agency_of(worker)
    made = open_case(given_names="Maya", family_name="Ferncroft", born_on=None, lead_agency=team, by=TEST)
    for one in (worker, manager):
        grant_to_person(case=made, membership=Membership.objects.get(user=one), by=TEST)
    with in_post(worker):
        move_case(case=made, to=Stage.SCREENED, why="By the form", version=made.version, by=worker)
        write_entry(case=made, happened_on=clock.today(), words="Seen at school.", agency=team, by=worker)
    other = add_person(email="amara.okonjo@larkmere.example", name="Amara Okonjo", by=TEST)
    give_role(user=other, agency=team, role=Role.SOCIAL_WORKER, by=TEST)
    return made


@pytest.fixture
def manager(case: Case, open_browser: Open, sign_in_to: SignInTo) -> Page:
    context = open_browser()
    sign_in_to(context, "team_manager")
    return context.new_page()


def check(page: Page) -> None:
    assert_accessible(page)
    no_sideways_scroll(page)


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_it_is_allocated_and_handed_over(case: Case, manager: Page, watch: object) -> None:
    page = manager
    page.goto(f"/cases/{case.ref}/")
    heading(page, "Maya Ferncroft")
    expect(page.get_by_text("Next: allocate a worker.")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Allocate the case").click()
    heading(page, "Allocate this case")
    check(page)
    page.get_by_role("button", name="Allocate the case").click()
    expect(page.get_by_role("alert")).to_contain_text("Select who is to work with the child")
    check(page)
    page.get_by_label("Who is to work with the child?").select_option(label=option(page, "Priya Nair"))
    page.get_by_label("Anything they should know first").fill("Knows the family")
    page.get_by_role("button", name="Allocate the case").click()
    heading(page, "People")
    expect(page.get_by_text("The case is allocated to Priya Nair. They are told.")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Hand over").click()
    heading(page, "Hand this case over")
    check(page)
    page.get_by_label("Who is to work with the child?").select_option(label=option(page, "Amara Okonjo"))
    page.get_by_label("What does the next worker need to know?").fill("She likes to walk by the reservoir")
    page.get_by_role("button", name="Hand it over").click()
    expect(page.get_by_text("The case is handed over to Amara Okonjo. Both are told.")).to_be_visible()
    expect(page.get_by_role("heading", name="Before")).to_be_visible()
    check(page)


def option(page: Page, name: str) -> str:
    return str(page.locator("option", has_text=name).inner_text())


def test_an_agency_is_involved_and_its_part_ended(case: Case, manager: Page, watch: object) -> None:
    page = manager
    page.goto(f"/cases/{case.ref}/people/")
    page.get_by_role("link", name="Involve an agency").click()
    heading(page, "Involve an agency")
    check(page)
    page.get_by_label("Agency", exact=True).select_option(label="Fernhill Academy")
    page.get_by_label("What do they take part for?").fill("Attendance, and who collects her")
    page.get_by_label("Consent", exact=True).check()
    page.get_by_label("They were not asked").check()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Involve the agency").click()
    expect(page.get_by_role("alert")).to_contain_text("Consent is the ground only where they agreed")
    check(page)
    page.get_by_label("Public task and safeguarding duty").check()
    page.get_by_label("They were asked, and agreed").check()
    page.get_by_role("button", name="Involve the agency").click()
    expect(page.get_by_text("Fernhill Academy is involved, and sees this case. They are told.")).to_be_visible()
    check(page)
    page.get_by_role("link", name="End the part of Fernhill Academy").click()
    expect(page.get_by_label("Fernhill Academy")).to_be_checked()
    check(page)
    page.get_by_label("Why?").fill("She left the school")
    page.get_by_role("button", name="End their part").click()
    expect(page.get_by_text("Their part has ended, and with it the access")).to_be_visible()


def test_another_agency_is_asked_to_lead_and_accepts(
    case: Case, manager: Page, cast: dict[str, User], open_browser: Open, sign_in_to: SignInTo, watch: object
) -> None:
    west = add_agency(partnership=case.partnership, name="Social care, West team", by=TEST)
    cast["west_manager"] = add_person(email="femi.adeleke@larkmere.example", name="Femi Adeleke", by=TEST)
    give_role(user=cast["west_manager"], agency=west, role=Role.CSC_TEAM_MANAGER, by=TEST)
    page = manager
    page.goto(f"/cases/{case.ref}/people/")
    page.get_by_role("link", name="Ask another agency to lead").click()
    heading(page, "Ask another agency to lead")
    check(page)
    page.get_by_label("Which agency is to lead?").select_option(label="Social care, West team")
    page.get_by_label("Why?").fill("The family has moved west")
    page.get_by_role("button", name="Ask them").click()
    expect(page.get_by_text("Social care, West team is asked to lead this case.")).to_be_visible()
    check(page)
    context = open_browser(viewport=PHONE)
    sign_in_to(context, "west_manager")
    other = context.new_page()
    other.goto("/")
    other.get_by_role("link", name="Answer").first.click()
    heading(other, "A case for your agency to lead")
    expect(other.get_by_text("Maya")).to_have_count(0)
    check(other)
    other.get_by_label("Yes", exact=False).first.check()
    other.get_by_role("button", name="Send your answer").click()
    expect(other.get_by_text("Your agency leads this case now.")).to_be_visible()
    heading(other, "Maya Ferncroft")
    check(other)
    page.reload()
    expect(page.get_by_role("heading", name="Before")).to_be_visible()
    expect(page.get_by_text("was asked to lead by")).to_be_visible()
    check(page)


def test_it_is_closed_and_reopened(case: Case, manager: Page, watch: object) -> None:
    page = manager
    page.goto(f"/cases/{case.ref}/")
    page.get_by_role("link", name="Close this case").click()
    heading(page, "Close this case")
    check(page)
    page.get_by_label("The child is safe from exploitation now").check()
    page.get_by_label("What led to this decision?").fill("No contact since spring; she says she sleeps well")
    page.get_by_role("button", name="Close the case").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter what support goes on")
    check(page)
    page.get_by_label("What support goes on?").fill("Keep-safe work at school")
    page.get_by_label("Who sees to it, and whom does the child turn to?").fill("Ms Okafor, art teacher")
    page.get_by_role("button", name="Close the case").click()
    expect(page.get_by_text("The case is closed. Everything in it is kept")).to_be_visible()
    page.get_by_text("How the case got here").click()
    expect(page.get_by_text("Keep-safe work at school").first).to_be_visible()
    check(page)
    page.get_by_role("button", name="Reopen the case").click()
    heading(page, "Open this case again")
    check(page)
    page.get_by_label("What is new?").fill("Missing again since Friday")
    page.get_by_role("button", name="Reopen the case").click()
    expect(page.get_by_text("The case is open again.")).to_be_visible()
    expect(page.get_by_text("Reopened").first).to_be_visible()
    check(page)


def test_every_page_of_it_fits_a_phone(case: Case, open_browser: Open, sign_in_to: SignInTo) -> None:
    context = open_browser(viewport=PHONE)
    sign_in_to(context, "team_manager")
    page = context.new_page()
    page.goto(f"/cases/{case.ref}/")
    heading(page, "Maya Ferncroft")
    line = page.get_by_role("region", name="Stage of the case").locator("ol")
    expect(line.get_by_text("Screened")).to_be_visible()
    expect(line.get_by_text("Referred", exact=True)).to_be_visible()
    expect(line.get_by_text("At MASE")).to_be_hidden()
    check(page)
    for tab in ("Family and support", "Chronology", "People", "Who can see", "Who has looked"):
        page.get_by_role("navigation", name="Case").get_by_role("link", name=tab, exact=True).click()
        current = page.get_by_role("navigation", name="Case").locator("[aria-current=page]")
        expect(current).to_have_text(tab)
        check(page)
    with wall.as_system("test"):
        assert Case.objects.get(pk=case.pk).get_stage() is Stage.SCREENED
