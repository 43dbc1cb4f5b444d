"""The database is away, the role has ended, someone else signed in: what was typed stays with whoever typed it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Event, current_thread, main_thread

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings
from playwright.sync_api import Page, expect

from cse_portal.agencies.models import Membership, User
from cse_portal.core import clock
from cse_portal.demo.models import PracticeNote
from tests.browser.desk.conftest import Device, sign_in_at_once, sign_out_behind_the_back
from tests.browser.desk.notes import (
    WRITE,
    expect_accessible,
    expect_no_sideways_scroll,
    expect_saved,
    fill_note,
    save,
    status,
    what_happened,
)

pytestmark = pytest.mark.browser
WORDS = "She got into a silver car at the bus station."


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """database(False) takes it away from every request to come; database(True) brings it back."""
    real, is_away = BaseDatabaseWrapper.cursor, Event()

    def cursor(wrapper: BaseDatabaseWrapper) -> object:
        if is_away.is_set() and current_thread() is not main_thread():  # the server's threads, not the test's own
            raise OperationalError("nothing listens there")
        return real(wrapper)

    def is_there(is_there: bool) -> None:
        is_away.clear() if is_there else is_away.set()

    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", cursor)
    return is_there


@pytest.mark.parametrize("width", [375, 1280])
def test_without_javascript_the_words_come_back_and_are_sent_again(
    people: dict[str, User], device: Device, database: Callable[[bool], None], width: int
) -> None:
    page = device(people["social_worker"], java_script_enabled=False, viewport={"width": width, "height": 800})
    page.goto(WRITE)
    fill_note(page, what_happened=WORDS)
    database(False)
    save(page)
    expect(page.get_by_role("heading", name="Your words are still here")).to_be_visible()
    expect(page.get_by_text("The portal is not available for the moment")).to_be_visible()
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    database(True)
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("The note is saved.")).to_be_visible()
    assert PracticeNote.objects.get().what_happened == WORDS


def test_the_open_form_says_that_it_is_not_saving_and_goes_on_by_itself(
    people: dict[str, User], device: Device, database: Callable[[bool], None]
) -> None:
    page = device(people["social_worker"])
    page.goto(WRITE)
    database(False)
    fill_note(page, what_happened=WORDS)
    expect(status(page)).to_contain_text("Not saving since")
    expect(status(page)).to_contain_text("the portal is not available")
    save(page)
    expect(what_happened(page)).to_have_value(WORDS)
    database(True)
    expect(status(page)).to_contain_text("Saved", timeout=40_000)
    save(page)
    expect(page.get_by_text("The note is saved.")).to_be_visible()
    assert PracticeNote.objects.get().what_happened == WORDS


def test_the_open_form_says_when_the_role_has_ended(people: dict[str, User], device: Device) -> None:
    page = device(people["social_worker"])
    page.goto(WRITE)
    what_happened(page).fill(WORDS)
    expect_saved(page)
    yesterday = clock.today() - timedelta(days=1)
    Membership.objects.filter(user=people["social_worker"]).update(starts_on=yesterday, ends_on=yesterday)
    what_happened(page).fill(f"{WORDS} He waved.")
    expect(status(page)).to_contain_text("your role does not include this form any more")
    expect(what_happened(page)).to_have_value(f"{WORDS} He waved.")


def test_the_open_form_says_when_a_second_step_is_asked(people: dict[str, User], device: Device) -> None:
    page = device(people["social_worker"])
    page.goto(WRITE)
    with override_settings(MFA_REQUIRED=True):
        what_happened(page).fill(WORDS)
        expect(status(page)).to_contain_text("the portal needs something else from you first")
        link = page.get_by_role("link", name="See what it asks (opens in a new tab)")
        expect(link).to_have_attribute("href", "/account/second-step/new/?next=/desk/signed-in-again/")
    expect(status(page)).to_contain_text("Saved", timeout=40_000)


def test_the_pages_that_give_words_back_are_accessible_and_fit(people: dict[str, User], device: Device) -> None:
    page = device(people["social_worker"], viewport={"width": 320, "height": 800})
    page.goto(WRITE)
    with override_settings(MFA_REQUIRED=True):
        send_at_once(page)
        expect(page.get_by_role("link", name="Set up your second step (opens in a new tab)")).to_be_visible()
        expect_accessible(page)
        expect_no_sideways_scroll(page)
    page.goto(WRITE)
    Membership.objects.filter(user=people["social_worker"]).delete()
    send_at_once(page)
    expect(page.get_by_role("heading", name="Your words are still here")).to_be_visible()
    expect(page.get_by_text("Your role does not include this form, or no longer does")).to_be_visible()
    expect_accessible(page)
    expect_no_sideways_scroll(page)


def test_another_persons_form_is_saved_in_the_name_of_whoever_began_it(
    people: dict[str, User], device: Device, live_server: object
) -> None:
    url = live_server.url  # type: ignore[attr-defined]
    page = device(people["social_worker"], java_script_enabled=False)
    page.goto(WRITE)
    fill_note(page, what_happened=WORDS)
    sign_out_behind_the_back(page.context)
    sign_in_at_once(page.context, people["team_manager"], url)
    save(page)
    expect(page.get_by_role("heading", name="This form was begun by someone else")).to_be_visible()
    expect(page.get_by_text(WORDS)).to_be_hidden()
    page.get_by_text("Show what was typed").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_role("heading", name="This form was begun by someone else")).to_be_visible()
    assert not PracticeNote.objects.exists()
    sign_out_behind_the_back(page.context)
    sign_in_at_once(page.context, people["social_worker"], url)
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("The note is saved.")).to_be_visible()
    assert PracticeNote.objects.get().written_by == people["social_worker"]


def send_at_once(page: Page) -> None:
    """Past the script, which would keep the page until everything typed is saved."""
    fill_note(page, what_happened=WORDS)
    with page.expect_navigation():
        page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('.p-safe-form'))")
