"""In the middle of a screening the connection goes and the session ends: nothing of it is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cse_portal.agencies.models import User
from tests.architecture.screening_objects import a_screening
from tests.browser.desk.conftest import Device, sign_in_at_once, sign_out_behind_the_back
from tests.browser.desk.notes import expect_saved, status

pytestmark = pytest.mark.browser
WORDS = "They wait for me in the car"
MORE = f"{WORDS}. I told my aunt."


def test_nothing_of_it_is_lost(people: dict[str, User], device: Device, live_server: object) -> None:
    teacher = people["teacher"]
    tool = a_screening(teacher)
    page = device(teacher, viewport={"width": 375, "height": 740})
    page.goto(f"/screening/{tool.ref}/")
    page.get_by_role("link", name="What the child says", exact=True).click()
    said, later = (
        page.get_by_label("What did the child say?"),
        page.get_by_role("button", name="Save and come back later"),
    )
    said.fill("First words")
    expect_saved(page)
    page.context.set_offline(True)
    said.fill(WORDS)
    expect(status(page)).to_contain_text("No connection since")
    later.click()
    expect(said).to_have_value(WORDS)
    page.context.set_offline(False)
    expect_saved(page)
    sign_out_behind_the_back(page.context)
    said.fill(MORE)
    expect(status(page)).to_contain_text("You were signed out")
    sign_in_at_once(page.context, teacher, live_server.url)  # type: ignore[attr-defined]
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect_saved(page)
    later.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Multi-agency screening tool")
    page.get_by_role("link", name="What the child says", exact=True).click()
    expect(page.get_by_label("What did the child say?")).to_have_value(MORE)
