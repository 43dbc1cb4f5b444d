"""A social worker sees what has changed since the last assessment, and chooses other days to compare."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, expect

from cse_portal.agencies.models import Membership, User
from cse_portal.cases.actions import grant_to_person, open_case
from cse_portal.cases.models import Case
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.factories import TEST, agency_of
from tests.integration.screening.assessed import form_of, unknown, waiting, yes


@pytest.fixture
def case(transactional_db: None, cast: dict[str, User]) -> Case:
    """Assessed three times; the last one waits for a manager."""
    person = cast["social_worker"]
    born, agency = date(2011, 5, 4), agency_of(person)
    made = open_case(given_names="Tamsin", family_name="Ferncroft", born_on=born, lead_agency=agency, by=TEST)
    grant_to_person(case=made, membership=Membership.objects.get(user=person), by=TEST)
    form_of(made, person, date(2026, 2, 20), "3", S1=yes(), S3=yes("A silver car"), A11=yes(when="spring 2025"))
    form_of(made, person, date(2026, 5, 19), "2", S1=yes(), S3=yes(), S4=yes(), S7=yes(), A2=yes())
    waiting(made, person, date(2026, 8, 18), "1", A2=yes("Four days"), S7=unknown(), U10=yes("Seen by the nurse"))
    return made


def test_what_has_changed(
    case: Case, open_browser: Callable[..., BrowserContext], sign_in_to: Callable[[BrowserContext, str], None]
) -> None:
    desk = open_browser()
    sign_in_to(desk, "social_worker")
    page = desk.new_page()
    page.goto(f"/cases/{case.ref}/screening/")
    expect(page.get_by_role("img", name="Score at each assessment")).to_be_visible()
    page.get_by_role("link", name="Then and now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Then and now")
    expect(page.get_by_role("region", name="No longer there 1")).to_contain_text("Sexually assaulted")
    page.get_by_label("Compare", exact=True).select_option("19 May 2026")
    page.get_by_label("with", exact=True).select_option("18 August 2026, waiting to be signed off")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("region", name="New 1")).to_contain_text("Seen by the nurse")
    expect(page.get_by_role("region", name="Still there 1")).to_contain_text("Four days")
    expect(page.get_by_role("region", name="No longer there 3")).to_contain_text("Vehicles of unknown adults")
    expect(page.get_by_role("region", name="Not known any more 1")).to_contain_text("Hotels")
    expect(page.get_by_role("region", name="Past harm, always shown")).to_contain_text("spring 2025")
    page.get_by_text("Show the score line as a table").click()
    expect(page.get_by_role("row", name="20 February 2026")).to_contain_text("The answers do not show it")
    assert_accessible(page)
    no_sideways_scroll(page)
