"""Asking for a file, watching it being made, leaving, fetching it, and changing one's mind."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from pytest_django import Settings

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.core import broker
from cse_portal.desk import building, kinds
from cse_portal.desk.building import Progress
from cse_portal.desk.models import BackgroundJob
from tests.browser.desk.conftest import Device
from tests.browser.desk.notes import expect_accessible, expect_no_sideways_scroll

pytestmark = pytest.mark.browser
DOWNLOADS = "/desk/downloads/"


class Slow:
    """Stops at 23 of 60 until it may go on."""

    def __init__(self) -> None:
        self.may_go_on = threading.Event()

    def __call__(self, job: BackgroundJob, progress: Progress) -> None:
        with progress.file("slow.txt", "text/plain") as out:
            out.write(b"made")
        while not self.may_go_on.wait(0.05):
            progress.report(23, 60)
        progress.report(60, 60)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    made = Slow()
    kind = kinds.Kind(
        "test.slow", "A slow file", Permission.OWN_DESK, made, offer="It takes a while", button="Make it"
    )
    monkeypatch.setitem(kinds._kinds, kind.name, kind)
    yield made
    made.may_go_on.set()


@pytest.fixture(autouse=True)
def hands(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A thread in place of the worker: the journey is about the pages."""
    settings.FILES_DIR = tmp_path / "files"
    threads: list[threading.Thread] = []

    def work(ref: str) -> None:
        try:
            building.build(ref)
        finally:
            connection.close()

    def hand_over(task: str, ref: str) -> bool:
        threads.append(threading.Thread(target=work, args=[ref]))
        threads[-1].start()
        return True

    monkeypatch.setattr(broker, "hand_over", hand_over)
    yield
    for thread in threads:
        thread.join(20)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def fetched(page: Page, path: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download", exact=True).click()
    waiting.value.save_as(path)
    return path


def test_a_file_is_asked_for_watched_and_fetched(
    people: dict[str, User], device: Device, slow: Slow, tmp_path: Path
) -> None:
    page = device(people["social_worker"])
    page.goto(DOWNLOADS)
    expect(page.get_by_text("Nothing is waiting for you.")).to_be_visible()
    expect_accessible(page)
    press(page, "Make it")
    expect(page.get_by_text("Building: 23 of 60").first).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "38")
    expect_accessible(page)
    page.get_by_role("link", name="your downloads").click()
    expect(page.get_by_text("Building: 23 of 60").first).to_be_visible()
    page.get_by_role("link", name="A slow file").click()
    slow.may_go_on.set()
    expect(page.get_by_text("It is ready.")).to_be_visible()
    expect(page).to_have_title("A slow file: Ready - CSE Portal")
    expect_accessible(page)
    assert fetched(page, tmp_path / "slow.txt").read_text() == "made"
    page.goto(DOWNLOADS)
    expect_accessible(page)
    press(page, "Remove")
    expect(page.get_by_text("Nothing is waiting for you.")).to_be_visible()


def test_a_change_of_mind_stops_it(people: dict[str, User], device: Device, slow: Slow) -> None:
    page = device(people["social_worker"])
    page.goto(DOWNLOADS)
    press(page, "Make it")
    press(page, "Cancel")
    expect(page.get_by_text("You cancelled it. Nothing was kept.")).to_be_visible()
    expect_accessible(page)
    slow.may_go_on.set()
    press(page, "Start again")
    expect(page.get_by_text("It is ready.")).to_be_visible()


def test_ones_own_activity_on_paper(people: dict[str, User], device: Device, tmp_path: Path) -> None:
    page = device(people["social_worker"])
    page.goto(DOWNLOADS)
    press(page, "Make the PDF")
    expect(page.get_by_text("It is ready.")).to_be_visible(timeout=30_000)
    text = PdfReader(fetched(page, tmp_path / "activity.pdf")).pages[0].extract_text()
    for words in ("OFFICIAL-SENSITIVE", "My recorded activity", people["social_worker"].name, "Page 1 of 1"):
        assert words in text


def test_without_javascript_it_works_too(people: dict[str, User], device: Device, slow: Slow, tmp_path: Path) -> None:
    page = device(people["social_worker"], java_script_enabled=False)
    page.goto(DOWNLOADS)
    press(page, "Make it")
    expect(page.get_by_text("This page looks again every 10 seconds.")).to_be_visible()
    slow.may_go_on.set()
    until(page, lambda: page.get_by_text("It is ready.").is_visible())
    assert fetched(page, tmp_path / "slow.txt").read_text() == "made"


def until(page: Page, is_so: Callable[[], bool]) -> None:
    """What a person does while waiting: look again."""
    for _ in range(30):
        if is_so():
            return
        page.wait_for_timeout(100)
        page.reload()
    raise AssertionError(page.content())


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_fit(people: dict[str, User], device: Device, slow: Slow, width: int) -> None:
    page = device(people["social_worker"], viewport={"width": width, "height": 800})
    page.goto(DOWNLOADS)
    press(page, "Make it")
    expect(page.get_by_text("Building: 23 of 60").first).to_be_visible()
    expect_no_sideways_scroll(page)
    page.goto(DOWNLOADS)
    expect_no_sideways_scroll(page)
    administrator = device(people["system_administrator"], viewport={"width": width, "height": 800})
    administrator.goto("/operations/")
    expect_accessible(administrator)
    expect_no_sideways_scroll(administrator)
