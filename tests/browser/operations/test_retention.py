"""Two information governance leads dispose of old records: each page accessible, by keyboard and by phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.models import User
from cse_portal.operations.models import BackupRun
from cse_portal.operations.tasks import carry_out_disposals
from tests.browser.checks import assert_accessible, no_sideways_scroll

HOME = "/operations/retention/"


@pytest.fixture
def old_backups(transactional_db: None) -> list[BackupRun]:
    """Two whose six years are over, and today's."""
    return [_backup(datetime(year, 3, 4, 2, tzinfo=UTC)) for year in (2018, 2019, 2026)]


def _backup(at: datetime) -> BackupRun:
    return BackupRun.objects.create(
        kind="database", started_at=at, finished_at=at + timedelta(minutes=3), verified_at=at + timedelta(minutes=4),
        file_name=f"cse-portal-{at:%Y%m%dT%H%M%SZ}.backup", size=1, sha256="a" * 64,
    )  # fmt: skip


def check(page: Page) -> None:
    assert_accessible(page)
    no_sideways_scroll(page)


def test_two_people_agree_a_list_line_by_line(
    cast: dict[str, User],
    old_backups: list[BackupRun],
    open_browser: Callable[..., BrowserContext],
    sign_in_to: Callable[[BrowserContext, str], None],
) -> None:
    first_browser, second_browser = open_browser(), open_browser()
    sign_in_to(first_browser, "governance_lead")
    sign_in_to(second_browser, "second_governance_lead")
    first, second = first_browser.new_page(), second_browser.new_page()

    first.goto(HOME)
    expect(first.get_by_text("2 records have reached the end of their time")).to_be_visible()
    check(first)
    first.get_by_role("button", name="Make a list to review").click()
    check(first)

    first.get_by_role("button", name="Record my decisions").click()
    expect(first.get_by_role("alert")).to_contain_text("Select what happens to record")
    check(first)
    first.get_by_label("Dispose of it").first.check()
    first.get_by_label("Keep it").last.check()
    first.get_by_role("button", name="Record my decisions").click()
    expect(first.get_by_role("alert")).to_contain_text("must be kept")
    expect(first.get_by_label("Dispose of it").first).to_be_checked()
    first.get_by_label("Why must it be kept?").last.fill("Named in a complaint")
    first.get_by_role("button", name="Record my decisions").click()
    expect(first.get_by_text("You made the first review")).to_be_visible()
    expect(first.get_by_role("button", name="Approve")).to_have_count(0)
    check(first)

    second.goto(first.url)
    second.get_by_role("button", name="Approve the disposal of 1 record").click()
    expect(second.get_by_role("alert")).to_contain_text("Confirm that you have looked at every line")
    check(second)
    second.get_by_label("I have looked at every line").check()
    second.get_by_role("button", name="Approve the disposal of 1 record").click()
    expect(second.get_by_text("Approved, being carried out")).to_be_visible()

    assert carry_out_disposals() == 1
    second.reload()
    expect(second.get_by_role("heading", name="Certificate")).to_be_visible()
    check(second)
    assert BackupRun.objects.count() == 2
    second.goto(HOME + "lists/")
    check(second)


def test_hold_is_placed_and_lifted_without_javascript(
    cast: dict[str, User],
    old_backups: list[BackupRun],
    open_browser: Callable[..., BrowserContext],
    sign_in_to: Callable[[BrowserContext, str], None],
) -> None:
    browser = open_browser(java_script_enabled=False)
    sign_in_to(browser, "governance_lead")
    page = browser.new_page()
    page.goto(HOME)
    page.get_by_role("link", name="Place a hold").click()
    page.get_by_label("Everything the portal holds").check()
    page.get_by_label("Who asked for it?").fill("Independent inquiry")
    page.get_by_role("button", name="Place the hold").click()
    expect(page.get_by_text("Enter why it must be kept").first).to_be_visible()
    expect(page.get_by_label("Who asked for it?")).to_have_value("Independent inquiry")
    page.get_by_label("Why must it be kept?").fill("Asked to preserve all records")
    page.get_by_role("button", name="Place the hold").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check before you hold everything")
    expect(page.get_by_text("2 records that have reached the end of their time")).to_be_visible()
    page.get_by_role("button", name="Change what I entered").click()
    page.get_by_label("Who asked for it?").fill("The independent inquiry")
    page.get_by_role("button", name="Place the hold").click()
    expect(page.get_by_text("The independent inquiry")).to_be_visible()
    page.get_by_role("button", name="Hold everything").click()
    expect(page.get_by_text("Hold placed")).to_be_visible()
    page.goto(HOME)
    expect(page.get_by_text("Nothing has reached the end of its retention")).to_be_visible()
    page.goto(HOME + "holds/")
    page.get_by_role("link", name="Lift").click()
    expect(page.get_by_text("2 records come up for disposal review again")).to_be_visible()
    page.get_by_label("Reason").fill("The inquiry has ended")
    page.get_by_role("button", name="Lift the hold").click()
    expect(page.get_by_text("Hold lifted")).to_be_visible()


def test_empty_pages_teach_and_periods_never_shorten(cast: dict[str, User], signed_in: Callable[[str], Page]) -> None:
    page = signed_in("governance_lead")
    page.goto(HOME)
    expect(page.get_by_text("The first children’s records can come up in 2101")).to_be_visible()
    check(page)
    for path in ("lists/", "holds/", "holds/new/"):
        page.goto(HOME + path)
        check(page)
    page.get_by_label("Everything the portal holds").check()
    page.get_by_label("Who asked for it?").fill("Independent inquiry")
    page.get_by_label("Why must it be kept?").fill("Asked to preserve all records")
    page.get_by_role("button", name="Place the hold").click()
    expect(page.get_by_role("button", name="Hold everything")).to_be_visible()
    check(page)
    page.goto(HOME + "periods/child_cse_record/")
    page.get_by_label("Years").fill("10")
    page.get_by_label("Reason").fill("To save space")
    page.get_by_role("button", name="Save how long").click()
    expect(page.get_by_role("alert")).to_contain_text("Years must be 75 or more")
    expect(page.get_by_label("Reason")).to_have_value("To save space")
    check(page)
