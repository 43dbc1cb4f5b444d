"""The chronology in a browser: narrowed, brushed on its strip; an entry is added and put right on a phone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.cases.actions import About, grant_to_person, open_case, write_entry
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.core import clock
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.browser.conftest import SignIn
from tests.factories import TEST, agency_of

PHONE = {"width": 375, "height": 740}


@pytest.fixture
def case(transactional_db: None, cast: dict[str, User]) -> Case:
    """Four agencies wrote of one week, and one of them for itself."""
    worker = cast["social_worker"]
    made = open_case(
        given_names="Maya", family_name="Ferncroft", born_on=date(2011, 5, 4), lead_agency=agency_of(worker), by=TEST
    )
    for number, (who, mark) in enumerate(
        (
            *(("social_worker", Handling.NETWORK), ("school_spoc", Handling.NETWORK)),
            *(("police_spoc", Handling.COVERT), ("mash_officer", Handling.NETWORK)),
        )
    ):
        person = cast[who]
        grant_to_person(case=made, membership=Membership.objects.get(user=person), by=TEST)
        day = clock.today() - timedelta(days=number + 60 * (number == 0))
        with access.acting_for(person):
            about = About(headline=f"Told by {person.name}", is_significant=who == "school_spoc")
            said = {"happened_on": day, "words": "What we know", "about": about, "handling": mark}
            write_entry(case=made, agency=agency_of(person), **said, by=person)
    return made


def test_a_week_of_four_agencies_reads_as_one(page: Page, signed_in: SignIn, case: Case) -> None:
    signed_in("social_worker")
    page.goto(f"/cases/{case.ref}/chronology/")
    expect(page.get_by_role("img", name="entries since")).to_be_visible()
    expect(page.get_by_role("heading", name="Told by Beth Lindqvist")).to_be_visible()
    expect(page.get_by_text("Told by Tom Akers")).to_have_count(0)
    assert_accessible(page)
    page.get_by_label("Significant only").check()
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("link", name="Show all")).to_be_visible()
    expect(page.get_by_role("heading", name="Told by Priya Nair")).to_have_count(0)
    page.get_by_role("link", name="Show all").click()
    picture = page.locator("[data-strip] svg").first
    box = picture.bounding_box()
    assert box
    across = [box["x"] + box["width"] * part for part in (0.5, 0.998)]
    page.mouse.move(across[0], box["y"] + 20)
    page.mouse.down()
    page.mouse.move(across[1], box["y"] + 20, steps=3)
    page.mouse.up()
    expect(page.get_by_role("heading", name="Told by Beth Lindqvist")).to_be_visible()
    expect(page.get_by_label("Year").first).to_have_value(str(clock.today().year))


def test_an_entry_is_added_and_put_right_on_a_phone(page: Page, signed_in: SignIn, case: Case) -> None:
    page.set_viewport_size(PHONE)
    signed_in("social_worker")
    page.goto(f"/cases/{case.ref}/chronology/")
    page.get_by_role("button", name="Add an entry").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Select what it is about")
    assert_accessible(page)
    no_sideways_scroll(page)
    page.get_by_label("What is it about?").select_option(label="Something that happened")
    today = clock.today()
    for name, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        page.get_by_label(name, exact=True).first.fill(str(value))
    page.get_by_label("What happened, in one line?").fill("Collected by a man in a silver car")
    page.get_by_label("What do you know about it?").fill("Maya looked frightened.")
    page.get_by_label("A worry", exact=True).check()
    page.get_by_label("Shared with the network").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Collected by a man in a silver car")).to_be_visible()
    page.get_by_role("link", name="Put it right").click()
    page.get_by_label("What happened, in one line?").fill("Collected by a man in a grey car")
    page.get_by_label("What was wrong with the entry as it stood?").fill("The car was grey")
    page.get_by_role("button", name="Save the right entry").click()
    expect(page.get_by_role("heading", name="Collected by a man in a grey car")).to_be_visible()
    page.get_by_role("link", name="Collected by a man in a silver car").click()
    expect(page.get_by_text("The car was grey")).to_be_visible()
    assert_accessible(page)
    no_sideways_scroll(page)
