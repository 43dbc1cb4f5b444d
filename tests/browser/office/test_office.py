"""The partnership's manager changes settings; an agency signs; everyone looks up whom to ask and what roles may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies import actions
from cse_portal.agencies.models import Partnership, PledgeSignature, TermsAcceptance, User
from cse_portal.core import clock
from cse_portal.office.actions import publish_pledge
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.factories import TEST, agency_of

SignIn = Callable[[str], Page]


def check(page: Page) -> None:
    assert_accessible(page)
    no_sideways_scroll(page)


def test_settings_are_changed_and_shown_on_every_page(signed_in: SignIn) -> None:
    page = signed_in("lscb_manager")
    page.goto("/partnership/")
    check(page)
    page.get_by_role("link", name="Change whom to ring").click()
    check(page)
    page.get_by_label("MASH phone").fill("ask Kit")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("MASH phone must be a phone number")
    expect(page.get_by_label("MASH phone")).to_have_value("ask Kit")
    check(page)
    page.get_by_label("MASH phone").fill("01632 960555")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved. The change stands in the history.")).to_be_visible()
    expect(page.get_by_role("region", name="If a child is in danger")).to_contain_text("01632 960555")
    page.get_by_role("link", name="The whole history").click()
    expect(page.locator("main")).to_contain_text("01632 960200")
    check(page)

    for link in ("mash’s hours", "the timescales of referrals and mash", "names and words", "searching for a child"):
        page.goto("/partnership/")
        page.get_by_role("link", name=f"Change {link}").click()
        check(page)
    page.goto("/help/now/")
    expect(page.locator("main")).to_contain_text("01632 960555")
    check(page)


def test_a_colour_is_tried_on_before_it_is_used(signed_in: SignIn) -> None:
    page = signed_in("lscb_manager")
    page.goto("/partnership/")
    page.get_by_role("link", name="Change colour").click()
    page.get_by_label("Colour", exact=True).fill("#ffcc00")
    page.get_by_role("button", name="Show it on this page").click()
    expect(page.get_by_role("alert")).to_contain_text("White words cannot be read on #ffcc00")
    check(page)
    page.get_by_role("link", name="Slate blue").click()
    expect(page.get_by_role("status")).to_contain_text("This whole page shows #35558a")
    check(page)
    page.get_by_role("button", name="Use this colour").click()
    expect(page.get_by_role("insertion")).to_have_text("#35558a")


@pytest.fixture
def asked(cast: dict[str, User], transactional_db: None) -> None:
    """A pledge to sign, and terms of the school that began yesterday."""
    here, school = Partnership.objects.get(), agency_of(cast["school_spoc"])
    pledge = actions.draft_pledge(partnership=here, text="We act.\n\nAt once.", starts_on=days(7), by=TEST)
    publish_pledge(draft=pledge, version=pledge.version, by=TEST)
    terms = actions.draft_terms(agency=school, text="I lock what I leave.", starts_on=days(-1), by=TEST)
    actions.publish(draft=terms, version=terms.version, by=TEST)


def days(number: int) -> date:
    return clock.today() + timedelta(days=number)


def test_an_agency_signs_the_pledge_and_its_people_accept_the_terms(
    asked: None, signed_in: SignIn, open_browser: Callable[..., BrowserContext], cast: dict[str, User]
) -> None:
    page = signed_in("school_spoc")
    page.goto("/")
    expect(page.get_by_role("heading", name="Before you go on: how we use the portal")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Accept and go on").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick that you accept these terms")
    check(page)
    page.get_by_label("I have read this, and I accept it").check()
    page.get_by_role("button", name="Accept and go on").click()
    page.get_by_role("link", name="Read and sign").first.click()
    check(page)
    page.get_by_role("button", name="Sign for Fernhill Academy").click()
    expect(page.locator("main")).to_contain_text("Version 1, signed for Fernhill Academy by Beth Lindqvist")
    check(page)
    page.get_by_role("link", name="1 of 2 people accepted it").click()
    expect(page.get_by_role("row", name="Gareth Onwuachi")).to_contain_text("Not yet")
    check(page)
    signature, acceptance = PledgeSignature.objects.get(), TermsAcceptance.objects.get()
    assert (signature.pledge.number, signature.signed_by) == (1, cast["school_spoc"])
    assert (acceptance.terms.number, acceptance.user) == (1, cast["school_spoc"])


def test_a_new_version_is_written_looked_at_and_published(signed_in: SignIn) -> None:
    page = signed_in("school_spoc")
    page.goto("/agencies/")
    page.get_by_role("link", name="Fernhill Academy").click()
    check(page)
    page.get_by_role("link", name="Pledge and terms of use").click()
    page.get_by_role("link", name="Write a new version").click()
    check(page)
    page.get_by_role("button", name="Save and look at it").click()
    expect(page.get_by_role("heading", name="Look at version 1")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Version 1 is published. Everyone is asked from its first day.")).to_be_visible()
    check(page)


def test_everyone_looks_up_agencies_leads_and_roles_by_keyboard_and_phone(signed_in: SignIn) -> None:
    page = signed_in("outsider")
    page.goto("/agencies/")
    check(page)
    page.get_by_label("Name of the agency").fill("fernhill")
    page.get_by_label("Name of the agency").press("Enter")
    expect(page.get_by_role("link", name="Fernhill Academy")).to_be_visible()
    expect(page.get_by_role("link", name="Larkmere MASH")).to_have_count(0)
    check(page)
    page.get_by_role("link", name="Lead arrangements").click()
    check(page)
    page.get_by_role("link", name="What each role can do").click()
    expect(page.get_by_role("heading", name="Practitioner Your role")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Head of service or director").click()
    expect(page.get_by_role("heading", name="Head of service or director")).to_be_in_viewport()


def test_the_directory_and_the_roles_need_no_javascript(
    open_browser: Callable[..., BrowserContext], sign_in_to: Callable[[BrowserContext, str], None]
) -> None:
    context = open_browser(java_script_enabled=False)
    sign_in_to(context, "outsider")
    page = context.new_page()
    page.goto("/agencies/")
    page.get_by_label("Kind of agency").select_option("education")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("main")).to_contain_text("Fernhill Academy")
    page.goto("/roles/")
    expect(page.get_by_role("heading", name="What each role can do")).to_be_visible()
