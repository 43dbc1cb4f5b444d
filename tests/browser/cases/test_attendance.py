"""A school imports its absences on a phone, says which column is what, and a social worker finds them in the case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.cases.actions import grant_to_person, open_case
from cse_portal.cases.models import Case
from tests.browser.cases.test_missing import PHONE, Open, SignInTo, check, heading
from tests.factories import TEST, agency_of

SHEET = "Larkmere absence\r\nLearner,DOB,Day away,Mark\r\n{rows}"
ROWS = (
    "Maya Canaryname,4/5/2011,12/10/2026,O",
    "Maya Canaryname,4/5/2011,31/2/2026,O",
    "Zoë Stone,1/2/2012,12/10/2026,I",
)


@pytest.fixture
def case(transactional_db: None, cast: dict[str, User]) -> Case:
    team = agency_of(cast["social_worker"])
    made = open_case(given_names="Maya", family_name="Canaryname", born_on=date(2011, 5, 4), lead_agency=team, by=TEST)
    Agency.objects.filter(pk=agency_of(cast["school_spoc"]).pk).update(kind="school")
    for key in ("social_worker", "school_spoc"):
        grant_to_person(case=made, membership=Membership.objects.get(user=cast[key]), by=TEST)
    return made


def imports(page: Page, file: Path) -> None:
    page.goto("/cases/")
    page.get_by_role("link", name="Import absence").click()
    heading(page, "Absence from school")
    check(page)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a file")
    page.get_by_label("Which file?").set_input_files(file)
    page.get_by_role("button", name="Check the file").click()
    heading(page, "Check the file before anything is kept")
    expect(page.get_by_role("alert")).to_contain_text("Say which column holds the day")
    check(page)
    page.get_by_label("Column 3, Day away").select_option("First day, or the day")
    page.get_by_role("button", name="Read the file again").click()
    expect(page.get_by_text("Rows read: 3.")).to_be_visible()
    expect(page.get_by_text("Row 4", exact=True)).to_be_visible()
    check(page)
    page.get_by_role("button", name="Keep the absences").click()
    heading(page, "What was kept of the file")
    check(page)


def test_a_school_imports_its_absences_and_the_case_has_them(
    case: Case, open_browser: Open, sign_in_to: SignInTo, tmp_path: Path, watch: object
) -> None:
    file = tmp_path / "absence.csv"
    file.write_bytes(SHEET.format(rows="\r\n".join(ROWS)).encode("cp1252"))
    phone, desk = open_browser(viewport=PHONE), open_browser()
    sign_in_to(phone, "school_spoc")
    sign_in_to(desk, "social_worker")
    imports(phone.new_page(), file)
    page = desk.new_page()
    page.goto(f"/cases/{case.ref}/missing/")
    expect(page.get_by_role("region", name="Table of absences")).to_contain_text("12 October 2026")
    check(page)
    page.goto("/cases/missing-without-screening/?what=absent")
    expect(page.get_by_role("link", name="Maya Canaryname")).to_be_visible()
    check(page)
