"""Somebody with two roles goes over from one to the other, by keyboard and without JavaScript as well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, expect

from cse_portal.agencies.actions import give_role
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.core import clock
from tests.browser.accounts.conftest import Enter
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.factories import TEST, agency_of


@pytest.mark.parametrize("with_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_going_over_to_another_role(
    open_browser: Callable[..., BrowserContext], enter: Enter, cast: dict[str, User], with_javascript: bool
) -> None:
    social_worker = cast["social_worker"]
    long_ago = clock.today() - timedelta(days=3)
    give_role(user=social_worker, agency=agency_of(social_worker), role=Role.SPOC, starts_on=long_ago, by=TEST)
    page = open_browser(java_script_enabled=with_javascript).new_page()
    page.goto("/account/role/")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("The role you work in")
    if with_javascript:
        assert_accessible(page)
        no_sideways_scroll(page)
    page.get_by_label("Single point of contact").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You now work as Single point of contact")).to_be_visible()
    page.get_by_role("link", name="Change the role you work in").click()
    expect(page.get_by_label("Single point of contact")).to_be_checked()
    page.get_by_label("Social worker").check()
    page.get_by_role("button", name="Work in this role").click()
    expect(page.get_by_text("You now work as Social worker")).to_be_visible()
