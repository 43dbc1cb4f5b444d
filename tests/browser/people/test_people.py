"""A point of contact keeps the people of their agency: they join, are away, leave, and are looked through."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.actions import add_person, give_role
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.core import clock
from cse_portal.worklist.models import DueItem
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.browser.conftest import SignIn, Watch
from tests.factories import TEST, agency_of, due_item
from tests.reading import all_of

Cast = dict[str, User]
OpenBrowser = Callable[..., BrowserContext]
PHONE = {"width": 375, "height": 800}
CHOSEN = "three-lanterns-by-the-quay"
LEAVER, TAKER = "Tariq Wells", "Daniel Okafor"


@pytest.fixture
def agency(cast: Cast) -> Agency:
    return agency_of(cast["school_spoc"])


@pytest.fixture
def colleagues(agency: Agency) -> dict[str, Membership]:
    """Two who work there since the spring."""
    since = clock.today() - timedelta(days=200)

    def joins(name: str) -> Membership:
        person = add_person(email=f"{name.lower().replace(' ', '.')}@larkmere.example", name=name, by=TEST)
        User.objects.filter(pk=person.pk).update(last_login=clock.now())
        return give_role(user=person, agency=agency, role=Role.PRACTITIONER, starts_on=since, by=TEST)

    return {name: joins(name) for name in (LEAVER, TAKER)}


def open_work(held: Membership, task: str) -> DueItem:
    person = User.objects.get(pk=held.user_id)
    return due_item(person, agency=held.agency, due_in=timedelta(days=2), task=task)


def looked_over(page: Page, heading: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert_accessible(page)
    no_sideways_scroll(page)


def said(page: Page, words: str) -> None:
    expect(page.get_by_role("main").get_by_text(words).or_(page.get_by_text(words)).first).to_be_visible()


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("with_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_somebody_is_invited_and_takes_it_up(
    cast: Cast,
    agency: Agency,
    open_browser: OpenBrowser,
    sign_in_to: Callable[[BrowserContext, str], None],
    watch: Watch,
    with_javascript: bool,
) -> None:
    watch.expect_status(410)  # a link that was used
    check = looked_over if with_javascript else lambda page, heading: expect(page.locator("h1")).to_have_text(heading)
    mine = open_browser(java_script_enabled=with_javascript)
    sign_in_to(mine, "school_spoc")
    page = mine.new_page()
    page.goto(reverse("people:agency", args=[agency.ref]))
    check(page, f"People at {agency.name}")
    page.get_by_role("link", name="Invite someone").or_(page.get_by_role("button", name="Invite someone")).click()
    check(page, re.compile("Invite"))
    page.get_by_label("Name", exact=True).fill("Nell Barrow")
    press(page, "Send the invitation")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Nell Barrow")
    check(page, re.compile("Invite"))
    page.get_by_label("Work email address").fill("nell.barrow@larkmere.example")
    page.get_by_label("Role", exact=True).select_option("practitioner")
    press(page, "Send the invitation")
    check(page, f"People at {agency.name}")
    expect(page.get_by_role("link", name="Nell Barrow", exact=True)).to_be_visible()

    (letter,) = mail.outbox
    link = re.search(r"https?://[^/\s]+(/\S+)", str(letter.body))
    assert link
    hers = open_browser(java_script_enabled=with_javascript).new_page()
    hers.goto(link.group(1))
    check(hers, f"{agency.name} invites you")
    hers.get_by_label("Password", exact=True).fill(CHOSEN)
    hers.get_by_label("Password again").fill(CHOSEN)
    hers.get_by_role("button", name="Take up the invitation").click()
    expect(hers.get_by_role("heading", level=1)).not_to_have_text(f"{agency.name} invites you")
    assert Membership.objects.filter(user__email="nell.barrow@larkmere.example", agency=agency).exists()
    other = open_browser(java_script_enabled=with_javascript).new_page()
    other.goto(link.group(1))
    check(other, re.compile("invitation"))
    expect(other.get_by_label("Password", exact=True)).to_have_count(0)


def test_whoever_leaves_hands_over_first_and_can_come_back_today(
    cast: Cast, colleagues: dict[str, Membership], signed_in: SignIn
) -> None:
    leaver = colleagues[LEAVER]
    items = [open_work(leaver, task) for task in ("Answer the check", "Send the attendance figures")]
    page = signed_in("school_spoc")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(reverse("people:person", args=[leaver.ref]))
    looked_over(page, LEAVER)
    page.get_by_role("link", name="End access").click()
    looked_over(page, re.compile(LEAVER))
    page.get_by_label("At once").check()
    page.get_by_label("Why?").fill("Left the school")
    press(page, "End access")
    expect(page.get_by_role("link", name=re.compile("Choose who takes over")).first).to_be_visible()
    expect(page.get_by_label("Why?")).to_have_value("Left the school")
    assert_accessible(page)
    page.get_by_label("Hand everything to").select_option(label=TAKER)
    press(page, "End access")
    expect(page.get_by_role("button", name=re.compile("^Bring back"))).to_be_visible()
    assert_accessible(page)
    taker = colleagues[TAKER].user_id
    handed = all_of(DueItem.objects.filter(pk__in=[one.pk for one in items]))
    assert {one.person_id for one in handed} == {taker}
    client = Client()
    client.force_login(User.objects.get(pk=leaver.user_id))
    assert client.get("/").status_code != 200

    page.get_by_role("button", name=re.compile("^Bring back")).click()
    said(page, f"{LEAVER} is back, as before.")
    looked_over(page, LEAVER)


def test_a_colleague_stands_in_and_sees_the_work(
    cast: Cast, colleagues: dict[str, Membership], signed_in: SignIn, open_browser: OpenBrowser,
    sign_in_to: Callable[[BrowserContext, str], None],
) -> None:  # fmt: skip
    mine = Membership.objects.get(user=cast["teacher"])
    open_work(mine, "Ring the family of a pupil")
    page = signed_in("teacher")
    page.goto("/people/away/")
    looked_over(page, "When you are away")
    page.get_by_role("link", name=re.compile("^Choose who stands in")).click()
    looked_over(page, "Who stands in for you?")
    page.get_by_label("Who stands in?").select_option(colleagues[TAKER].ref)
    until = clock.today() + timedelta(days=3)
    last = page.get_by_role("group", name="Last day away")
    for part, value in (("Day", until.day), ("Month", until.month), ("Year", until.year)):
        last.get_by_label(part).fill(str(value))
    press(page, "Save")
    looked_over(page, "When you are away")
    said(page, f"{TAKER} stands in from")

    stand_in = Client()
    stand_in.force_login(User.objects.get(pk=colleagues[TAKER].user_id))
    assert "Ring the family of a pupil" in stand_in.get("/").content.decode()
    page.get_by_role("button", name=re.compile("^Back: end this")).click()
    said(page, "Nobody stands in any more.")
    assert_accessible(page)
    assert "Ring the family of a pupil" not in stand_in.get("/").content.decode()


def test_somebody_is_suspended_and_let_back_by_keyboard(
    cast: Cast, colleagues: dict[str, Membership], signed_in: SignIn
) -> None:
    held = colleagues[LEAVER]
    page = signed_in("school_spoc")
    page.goto(reverse("people:suspend", args=[held.ref]))
    looked_over(page, f"Suspend {LEAVER}")
    page.get_by_label("Why?").focus()
    page.keyboard.type("Under investigation")
    page.get_by_role("button", name="Suspend access").focus()
    page.keyboard.press("Enter")
    said(page, f"{LEAVER} is suspended. Their next click is refused.")
    assert_accessible(page)
    page.get_by_role("link", name="Lift the suspension").click()
    looked_over(page, f"Lift the suspension of {LEAVER}")
    page.get_by_label("Why?").fill("Cleared")
    press(page, "Lift the suspension")
    said(page, "The suspension is lifted.")
