"""The list of cases in a browser: narrowed, ordered, kept as a view, copied, shared out; accessible and narrow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.models import User
from cse_portal.cases.actions import open_case
from cse_portal.cases.models import Case
from cse_portal.core import wall
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.factories import TEST, agency_of

PHONE = {"width": 375, "height": 740}
SignInTo = Callable[[BrowserContext, str], None]
Open = Callable[..., BrowserContext]
NAMES = ("Ada", "Bea", "Cal", "Dot")


@pytest.fixture
def cases(transactional_db: None, cast: dict[str, User]) -> list[Case]:
    made = []
    for score, name in enumerate(NAMES):
        team = agency_of(cast["team_manager"])
        case = open_case(given_names=name, family_name="Ferncroft", born_on=None, lead_agency=team, by=TEST)
        with wall.as_system("test"):
            Case.objects.filter(pk=case.pk).update(risk=score)
        made.append(case)
    return made


def check(page: Page) -> None:
    assert_accessible(page)
    no_sideways_scroll(page)


def children(page: Page) -> list[str]:
    return [one.inner_text().split()[0] for one in page.locator("tbody th a").all()]


@pytest.fixture
def manager(cases: list[Case], open_browser: Open, sign_in_to: SignInTo) -> Page:
    context = open_browser()
    sign_in_to(context, "team_manager")
    return context.new_page()


def test_it_is_narrowed_ordered_and_kept(manager: Page) -> None:
    page = manager
    page.goto("/cases/")
    expect(page.get_by_text("4 cases, the most urgent first.")).to_be_visible()
    assert children(page) == ["Dot", "Cal", "Bea", "Ada"]
    check(page)
    page.get_by_role("link", name="Child", exact=True).click()
    expect(page.get_by_role("columnheader", name="Child")).to_have_attribute("aria-sort", "ascending")
    assert children(page) == list(NAMES)
    page.get_by_label("3, serious").check()
    page.get_by_label("2, medium").check()
    page.get_by_text("Choose columns", exact=True).click()
    page.get_by_label("Lead agency").last.check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("2 cases of those you see.")).to_be_visible()
    assert children(page) == ["Cal", "Dot"]
    check(page)
    page.get_by_role("link", name="Score 2, medium").click()
    expect(page.get_by_text("1 case of those you see.")).to_be_visible()
    page.get_by_role("link", name="Keep this view").click()
    page.get_by_label("What will you call it?").fill("Serious")
    check(page)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("link", name="Serious", exact=True)).to_have_attribute("aria-current", "page")
    check(page)
    page.get_by_role("link", name="Change your views").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your views")
    check(page)
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("You keep no view yet")).to_be_visible()
    check(page)


def test_a_spreadsheet_is_asked_for_with_a_reason(manager: Page) -> None:
    page = manager
    page.goto("/cases/?score=3")
    page.get_by_role("link", name="Make a spreadsheet").click()
    expect(page.get_by_text("The file will name the children of 1 case")).to_be_visible()
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter why you need a copy outside the portal")
    check(page)
    page.get_by_label("Why do you need a copy outside the portal?").fill("For the team meeting")
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_role("heading", name="List of cases: spreadsheet")).to_be_visible()
    check(page)


def test_ticked_cases_are_allocated_together(manager: Page) -> None:
    page = manager
    page.goto("/cases/")
    page.get_by_label("Choose Ada Ferncroft").check()
    page.get_by_label("Choose Dot Ferncroft").check()
    page.get_by_role("button", name="Allocate those ticked").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Allocate 2 cases")
    check(page)
    page.get_by_label("Who is to work with these children?").select_option(index=1)
    page.get_by_role("button", name="Allocate them").click()
    expect(page.get_by_role("heading", name="Allocating many cases")).to_be_visible()
    check(page)


def test_on_a_phone_without_javascript(cases: list[Case], open_browser: Open, sign_in_to: SignInTo) -> None:
    context = open_browser(viewport=PHONE, java_script_enabled=False)
    sign_in_to(context, "team_manager")
    page = context.new_page()
    page.goto("/cases/?area=LOND&score=1")
    expect(page.get_by_role("alert")).to_contain_text("Enter the first half of a postcode, like W1A")
    expect(page.get_by_label("Postcode area")).to_have_value("LOND")
    assert children(page) == ["Bea"]
    no_sideways_scroll(page)
