"""Overdue work from its worker's inbox up to the partnership's list, in a browser; with axe at each page."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import time_machine
from playwright.sync_api import expect

from cse_portal.agencies.actions import add_person, give_role
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.core import clock, wall
from cse_portal.core.working_days import LONDON
from cse_portal.notices.tasks import remind
from cse_portal.worklist.models import DueItem
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.browser.conftest import SignIn
from tests.factories import TEST, agency_of, due_item

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def overdue(cast: dict[str, User]) -> DueItem:
    """A review that was due forty days ago, and the mornings since."""
    now = clock.now()
    with wall.as_system("set up a test"):
        team, board = agency_of(cast["social_worker"]), agency_of(cast["lscb_manager"])
        for name, agency, role in (("Cora Lindgren", team, Role.SPOC), ("Lena Abara", board, Role.SSPL)):
            user = add_person(email=f"{name.split()[0].lower()}@larkmere.example", name=name, by=TEST)
            give_role(user=user, agency=agency, role=role, by=TEST)
            cast[name.split()[0].lower()] = user
        Membership.objects.update(starts_on=date(2020, 1, 1))
    with time_machine.travel(now - timedelta(days=60), tick=False) as traveller:
        item = due_item(
            cast["social_worker"], due_in=timedelta(days=20), kind="plan_review", task="Review the plan", url="/help/"
        )
        for day in range(61):
            morning = (now - timedelta(days=60 - day)).astimezone(LONDON).date()
            traveller.move_to(datetime(morning.year, morning.month, morning.day, 9, tzinfo=LONDON), tick=False)
            remind()
    return item


def test_an_overdue_review_is_read_of_by_each_rung(overdue: DueItem, signed_in: SignIn) -> None:
    page = signed_in("social_worker")
    page.goto("/inbox/")
    expect(page.get_by_role("link", name="Review the plan").first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Review the plan").first.click()
    expect(page).to_have_url("/help/")
    page.goto(f"/my-work/{overdue.ref}/told/")
    expect(page.get_by_role("rowheader")).to_have_count(10)
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    page.goto("/inbox/")
    no_sideways_scroll(page)

    page = signed_in("team_manager")
    page.goto("/inbox/")
    expect(page.get_by_role("link", name="Late in your agency: Plans to review").first).to_be_visible()

    for key in ("cora", "lena"):
        page = signed_in(key)
        page.goto("/inbox/")
        expect(page.get_by_text(overdue.ref).first).to_be_visible()
        assert_accessible(page)

    page = signed_in("lscb_manager")
    page.goto("/my-work/far-overdue/")
    expect(page.get_by_role("rowheader", name=overdue.ref)).to_be_visible()
    expect(page.get_by_text("Review the plan")).to_have_count(0)
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    no_sideways_scroll(page)


def test_how_one_hears_is_chosen_and_kept(cast: dict[str, User], signed_in: SignIn) -> None:
    page = signed_in("social_worker")
    page.goto("/inbox/")
    page.get_by_role("link", name="How you hear of your work").click()
    page.get_by_label("Plans to review").select_option(label="Not by e-mail")
    assert_accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("It counts from the next message on")).to_be_visible()
    page.goto("/inbox/ways/")
    expect(page.get_by_label("Plans to review")).to_have_value("not")
    with wall.as_system("look in a test"):
        assert cast["social_worker"].mail_preferences.get(kind="plan_review").how == "not"
