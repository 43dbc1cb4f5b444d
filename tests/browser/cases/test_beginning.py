"""A teacher on a phone begins a record, without and with a record that they see; an outsider learns nothing."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from cse_portal.agencies.models import Membership, User
from cse_portal.cases.actions import grant_to_person, open_case
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.browser.conftest import SignIn
from tests.factories import TEST, agency_of

ONE_ANSWER = "Others may know this child all the same."


@pytest.fixture
def _known(transactional_db: None, cast: dict[str, User]) -> None:
    """The teacher is named on the record, and nobody from outside is."""
    led = open_case(
        given_names="Maya",
        family_name="Ferncroft",
        born_on=date(2011, 5, 4),
        lead_agency=agency_of(cast["social_worker"]),
        by=TEST,
    )
    grant_to_person(case=led, membership=Membership.objects.get(user=cast["teacher"]), by=TEST)


def looks_for(page: Page, given: str, family: str) -> None:
    page.goto("/cases/")
    page.get_by_role("link", name="Begin a record").first.click()
    expect(page.get_by_role("heading", level=1, name="Whom are you worried about?")).to_be_visible()
    page.get_by_label("First and middle names").fill(given)
    page.get_by_label("Last name", exact=True).fill(family)
    page.get_by_label("The date of birth is known").check()
    for label, value in (("Day", "4"), ("Month", "5"), ("Year", "2011")):
        page.get_by_label(label).fill(value)
    checked(page)
    page.get_by_role("button", name="Look first").click()
    expect(page.get_by_role("heading", level=1, name="Is there a record already?")).to_be_visible()
    checked(page)


def checked(page: Page) -> None:
    assert_accessible(page)
    no_sideways_scroll(page)


@pytest.mark.usefixtures("_known")
def test_a_teacher_finds_the_record_however_it_is_spelled(page: Page, signed_in: SignIn) -> None:
    page.set_viewport_size({"width": 375, "height": 740})
    signed_in("teacher")
    looks_for(page, "Maia", "Fern croft")
    page.get_by_role("link", name="Maya Ferncroft").click()
    expect(page.get_by_role("heading", level=1, name="Maya Ferncroft")).to_be_visible()


@pytest.mark.usefixtures("_known")
def test_an_outsider_learns_nothing_and_goes_on(page: Page, signed_in: SignIn) -> None:
    signed_in("outsider")
    looks_for(page, "Maya", "Ferncroft")
    expect(page.get_by_text("You see no record that is like this.")).to_be_visible()
    expect(page.get_by_text(ONE_ANSWER)).to_be_visible()
    page.get_by_role("button", name="Begin a new record").click()
    expect(page.get_by_role("link", name="Enter what you have seen or heard")).to_be_visible()
    checked(page)
    page.get_by_label("What have you seen or heard?").fill("She is met by a man in a silver car")
    page.get_by_label("Shared with the network").check()
    page.get_by_role("button", name="Begin a new record").click()
    expect(page.get_by_text("The record is begun")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="Maya Ferncroft")).to_be_visible()
    checked(page)
