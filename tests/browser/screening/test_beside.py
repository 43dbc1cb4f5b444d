"""Two people in one draft see each other without loading anew, and a document of the case is put beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django import Settings

from cse_portal.agencies.models import Membership, User
from cse_portal.cases.actions import grant_to_person
from tests.architecture.document_objects import a_document
from tests.architecture.screening_objects import a_screening
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.factories import TEST

SignInTo = Callable[[BrowserContext, str], None]
Open = Callable[..., BrowserContext]
A_MINUTE = 61_000


@pytest.fixture(autouse=True)
def _files_apart(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


def test_who_else_is_here_and_what_belongs_to_it(
    transactional_db: None, cast: dict[str, User], open_browser: Open, sign_in_to: SignInTo
) -> None:
    tool = a_screening(cast["teacher"])
    a_document(cast["teacher"], tool.case, title="Letter from the art room")
    for key in ("teacher", "school_spoc"):
        grant_to_person(case=tool.case, membership=Membership.objects.get(user=cast[key]), by=TEST)
    mine, theirs = open_browser(), open_browser()
    sign_in_to(mine, "teacher")
    sign_in_to(theirs, "school_spoc")
    page, other = mine.new_page(), theirs.new_page()
    page.clock.install()
    page.goto(f"/screening/{tool.ref}/")
    here = page.get_by_text("is also here, in “The child”")
    expect(here).to_have_count(0)
    other.goto(f"/screening/{tool.ref}/")
    other.get_by_role("link", name="The child", exact=True).click()
    expect(other.get_by_role("heading", level=1)).to_contain_text("The child")
    page.clock.run_for(A_MINUTE)
    expect(here).to_be_visible()
    assert_accessible(page)
    page.set_viewport_size({"width": 375, "height": 800})
    no_sideways_scroll(page)
    page.get_by_role("link", name="Attach documents").click()
    page.get_by_label("Letter from the art room").check()
    assert_accessible(page)
    no_sideways_scroll(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="Letter from the art room")).to_be_visible()
    assert_accessible(page)
