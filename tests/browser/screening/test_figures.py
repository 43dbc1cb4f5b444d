"""The partnership manager reads the board's figures, is told of a mistake, narrows them, and takes the spreadsheet."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from cse_portal.agencies.models import User
from cse_portal.core import clock
from screening.figures import last_quarter
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.browser.conftest import SignIn
from tests.factories import agency_of
from tests.integration.screening import tallies


def check(page: Page) -> None:
    assert_accessible(page)
    no_sideways_scroll(page)


def test_from_the_menu_to_the_spreadsheet(transactional_db: None, cast: dict[str, User], signed_in: SignIn) -> None:
    agencies = [agency_of(cast[one]) for one in ("teacher", "social_worker", "police_spoc")]
    quarter = last_quarter(clock.today())
    tallies.many_tools(agencies, cast["teacher"], 120, since=quarter.since)
    page = signed_in("lscb_manager")
    page.goto("/")
    page.get_by_role("link", name="Figures", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Figures: Multi-agency screening tool")
    expect(page.get_by_text(quarter.words, exact=False).first).to_be_visible()
    expect(page.get_by_role("table", name="What was decided, by agency")).to_contain_text("All agencies")
    check(page)
    page.get_by_label("Last month").select_option(index=30)
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("The last month must be the same as or after the first month")
    assert_accessible(page)
    page.get_by_role("link", name=quarter.words, exact=True).click()
    page.get_by_label("Agency beside all").select_option(label=agencies[0].name)
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text(f"{agencies[0].name} beside all agencies")).to_be_visible()
    expect(page.get_by_role("table", name="Letters of SAFEGUARD").get_by_role("row")).to_have_count(3)
    page.get_by_role("link", name="Show all items").click()
    expect(page.get_by_role("link", name="Show all items")).to_have_count(0)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Spreadsheet (CSV)").click()
    assert fetched.value.suggested_filename.startswith("figures-multi-agency-screening-")
