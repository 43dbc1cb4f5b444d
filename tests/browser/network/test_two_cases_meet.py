"""A phone links two cases whose workers may not see each other’s file: each learns whom to ring, and no more."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import allocate_case, open_case
from cse_portal.cases.models import Case
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.factories import TEST, agency_of
from tests.integration.cases.pairs import joins

PHONE = {"width": 375, "height": 740}
SignInTo = Callable[[BrowserContext, str], None]
Open = Callable[..., BrowserContext]
Two = tuple[Case, Case]


def check(page: Page) -> None:
    assert_accessible(page)
    no_sideways_scroll(page)


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


@pytest.fixture
def two(transactional_db: None, cast: dict[str, User]) -> Two:
    """Each with a worker of their own, who is named on no other."""
    team = agency_of(cast["social_worker"])
    cast["colleague"] = joins(team, Role.SOCIAL_WORKER, "Jo Tanner").user

    def one(name: str, worker: str) -> Case:
        made = open_case(given_names=name, family_name="Ferncroft", born_on=None, lead_agency=team, by=TEST)
        hat = Membership.objects.get(user=cast[worker])
        allocate_case(case=made, worker=hat, version=made.version, is_told=False, by=TEST)
        return made

    return one("Tamsin", "social_worker"), one("Wren", "colleague")


def add_phone(page: Page, case: Case, name: str, number: str) -> None:
    page.goto(f"/cases/{case.ref}/network/")
    expect(page.get_by_text("No links recorded yet")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Add a link").click()
    heading(page, "Add a person, place or thing")
    check(page)
    page.get_by_role("link", name="Phone", exact=True).click()
    heading(page, "Add a phone")
    page.get_by_label("Whose phone is it").fill(name)
    page.get_by_label("Telephone number").fill(number)
    page.get_by_role("button", name="Save the link").click()
    expect(page.get_by_role("alert")).to_contain_text("Select how they are linked")
    expect(page.get_by_label("Telephone number")).to_have_value(number)
    check(page)
    page.get_by_label("How are they linked?").select_option(label=f"{case.child.given_names} received messages from …")
    page.get_by_label("How do you know?").fill("Their mother saw the messages")
    for answer in ("Reliable", "Known directly", "It may be shared", "Shared with the network"):
        page.get_by_label(answer, exact=True).check()


def test_a_phone_links_two_cases(two: Two, open_browser: Open, sign_in_to: SignInTo, watch: object) -> None:
    mine, theirs = two
    desk, phone = open_browser(), open_browser(viewport=PHONE)
    sign_in_to(desk, "social_worker")
    sign_in_to(phone, "colleague")
    page = desk.new_page()
    add_phone(page, mine, "Phone of Dez", "07700 900418")
    page.get_by_role("button", name="Save the link").click()
    heading(page, "Tamsin Ferncroft received messages from Phone of Dez")
    check(page)
    other = phone.new_page()
    add_phone(other, theirs, "Unknown caller", "+44 7700 900418")
    # what stands at a case that they do not see is not offered, though their own agency recorded it
    expect(other.get_by_label("None of these: add it as new")).to_have_count(0)
    other.get_by_role("button", name="Save the link").click()
    heading(other, "Wren Ferncroft received messages from Unknown caller")
    other.goto(f"/cases/{theirs.ref}/network/")
    expect(other.get_by_role("region", name="Link alert")).to_contain_text("Talk to ")
    expect(other.get_by_text("Tamsin")).to_have_count(0)
    is_drawn(other)
    check(other)
    is_talked_about(page)
    a_point_is_chosen(page, mine)
    other.reload()
    expect(other.get_by_text("talked about")).to_be_visible()


def is_drawn(page: Page) -> None:
    """By keyboard from the child outward; the other case is a ring that says whom to ask."""
    picture = page.get_by_role("region", name="The picture")
    picture.get_by_role("link", name="Wren Ferncroft").focus()
    page.keyboard.press("Tab")
    expect(picture.get_by_role("link", name="Unknown caller")).to_be_focused()
    page.keyboard.press("Tab")
    expect(picture.get_by_role("link", name="Another case, not yours to open: ask ")).to_be_focused()


def a_point_is_chosen(page: Page, case: Case) -> None:
    page.goto(f"/cases/{case.ref}/network/add/?kind=place")
    heading(page, "Add a place")
    page.get_by_label("Longitude").fill("-0.09310")
    page.get_by_label("Latitude").fill("51.51430")
    page.get_by_label("What is the place called?").focus()
    page.get_by_role("button", name="Use the middle of the map").click()
    expect(page.get_by_text(re.compile(r"The point is 51\.51\d+, -0\.093\d+\."))).to_be_visible()
    check(page)
    page.goto("/network/map/")
    expect(page.get_by_text("No places yet")).to_be_visible()
    check(page)


def is_talked_about(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="See the link").first.click()
    heading(page, "There is a link: the same phone number")
    expect(page.get_by_text("Talk to Jo Tanner")).to_be_visible()
    expect(page.get_by_text("Wren")).to_have_count(0)
    check(page)
    page.get_by_role("button", name="Say what came of it").click()
    heading(page, "What came of this link")
    check(page)
    page.get_by_label("We talked about it").check()
    page.get_by_label("What did you find out, or agree?").fill("One man, both go to the strategy meeting")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("One man, both go to the strategy meeting")).to_be_visible()
    check(page)
