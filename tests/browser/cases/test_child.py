"""The child's record in a browser: a confidential address, a slip in a number, and what is still to be found out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import grant_to_person, open_case
from cse_portal.cases.models import Case
from cse_portal.core import clock
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.browser.conftest import SignIn
from tests.factories import TEST, agency_of

PHONE = {"width": 375, "height": 740}


@pytest.fixture
def case(transactional_db: None, cast: dict[str, User]) -> Case:
    """The social worker and a teacher are named on it."""
    made = open_case(
        given_names="Maya",
        family_name="Ferncroft",
        born_on=date(2011, 5, 4),
        lead_agency=agency_of(cast["social_worker"]),
        by=TEST,
    )
    for key in ("social_worker", "teacher"):
        grant_to_person(case=made, membership=Membership.objects.get(user=cast[key]), by=TEST)
    return made


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def typed_day(page: Page, question: str, on: date) -> None:
    group = page.get_by_role("group", name=question)
    for label, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        group.get_by_label(label).fill(str(value))


def test_a_confidential_address_and_a_slip_in_a_number(page: Page, signed_in: SignIn, case: Case) -> None:
    signed_in("social_worker")
    page.goto(f"/cases/{case.ref}/")
    page.get_by_role("navigation", name="Case").get_by_role("link", name="Child", exact=True).click()
    expect(page.get_by_role("heading", name="Maya Ferncroft, 1", level=1)).to_be_visible()
    assert_accessible(page)
    no_sideways_scroll(page)
    page.get_by_role("link", name="Add an address").click()
    page.get_by_label("What kind of address is it?").select_option(label="Hostel or refuge")
    page.get_by_role("textbox", name=re.compile("^Address")).fill("2 Quay Lane")
    page.get_by_label("Confidential").check()
    assert_accessible(page)
    save(page)
    expect(page.get_by_text("2 Quay Lane", exact=True)).to_be_visible()
    expect(page.get_by_text("Confidential", exact=True)).to_be_visible()
    page.get_by_role("link", name="Add a number").click()
    page.get_by_label("NHS number").check()
    page.get_by_role("textbox", name="Number").fill("943 476 5918")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("NHS number must be 10 digits of which the last checks")
    assert_accessible(page)
    page.get_by_role("textbox", name="Number").fill("943 476 5919")
    save(page)
    expect(page.get_by_text("NHS number: 943 476 5919", exact=True)).to_be_visible()
    page.get_by_role("link", name=re.compile("Change.*NHS number")).click()
    page.get_by_role("link", name="This was never right").click()
    page.get_by_label("Why was it never right?").fill("It is her brother’s")
    page.get_by_role("button", name="Mark as never right").click()
    expect(page.get_by_text("The history keeps it.")).to_be_visible()
    expect(page.get_by_text("943 476 5919", exact=True)).not_to_be_visible()


def test_a_teacher_on_a_phone_finds_out_what_is_missing(
    open_browser: Callable[..., BrowserContext],
    sign_in_to: Callable[[BrowserContext, str], None],
    case: Case,
    cast: dict[str, User],
) -> None:
    """Without JavaScript; what social care keeps confidential is not there."""
    assert Membership.objects.get(user=cast["teacher"]).get_role() is Role.PRACTITIONER
    context = open_browser(viewport=PHONE, java_script_enabled=False)
    sign_in_to(context, "teacher")
    page = context.new_page()
    page.goto(f"/cases/{case.ref}/child/")
    page.get_by_role("link", name=re.compile("Find out.*GP practice")).click()
    expect(page.get_by_label("GP practice")).to_be_checked()
    page.get_by_label("Who could know?").fill("School nurse")
    typed_day(page, "By which day will you have asked?", clock.today() + timedelta(days=3))
    no_sideways_scroll(page)
    page.get_by_role("button", name="Take it on").click()
    expect(page.get_by_text("School nurse could know")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("link", name="Find out: GP practice", exact=True)).to_be_visible()
    page.goto(f"/cases/{case.ref}/child/add-health/")
    page.get_by_label("Which service is it?").select_option(label="GP practice")
    page.get_by_label("Name of the practice or person").fill("The Orchard Practice")
    save(page)
    expect(page.get_by_text("GP practice: The Orchard Practice", exact=True)).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("link", name="Find out: GP practice", exact=True)).not_to_be_visible()
