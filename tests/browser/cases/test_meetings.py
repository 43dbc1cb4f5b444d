"""A network meeting is recorded with its diversion plan: who came, what each agency brought, and who does what."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.models import Membership, User
from cse_portal.cases.actions import grant_to_person, open_case
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.core.working_days import LONDON
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.factories import TEST, agency_of

PHONE = {"width": 375, "height": 740}
SignInTo = Callable[[BrowserContext, str], None]
Open = Callable[..., BrowserContext]


@pytest.fixture
def case(transactional_db: None, cast: dict[str, User]) -> Case:
    """The school and social care are both named on it."""
    made = open_case(
        given_names="Maya",
        family_name="Ferncroft",
        born_on=None,
        lead_agency=agency_of(cast["social_worker"]),
        by=TEST,
    )
    for key in ("social_worker", "school_spoc"):
        grant_to_person(case=made, membership=Membership.objects.get(user=cast[key]), by=TEST)
    return made


@pytest.fixture
def worker(case: Case, open_browser: Open, sign_in_to: SignInTo) -> Page:
    context = open_browser()
    sign_in_to(context, "social_worker")
    return context.new_page()


def check(page: Page) -> None:
    assert_accessible(page)
    no_sideways_scroll(page)


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Case").get_by_role("link", name=name, exact=True).click()


def call_it(page: Page, case: Case) -> None:
    page.goto(f"/cases/{case.ref}/")
    tab(page, "Meetings")
    heading(page, "Meetings")
    expect(page.get_by_text("No meeting yet")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Plan a meeting").click()
    heading(page, "Plan a meeting")
    check(page)
    page.get_by_label("Network meeting").check()
    moment(page, "When is it?")
    page.get_by_label("By video").check()
    page.get_by_label("Somebody outside the partnership").check()
    page.get_by_label("Name and organisation").fill("Amara Okonjo, Saltmarsh")
    page.get_by_label("What is the meeting for?").fill("See together what is around Maya")
    page.get_by_role("group", name="Is the child invited?").get_by_label("No", exact=True).check()
    page.get_by_role("group", name="Are parents or carers invited?").get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Plan the meeting").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter why the child is not invited")
    expect(page.get_by_label("What is the meeting for?")).to_have_value("See together what is around Maya")
    check(page)
    page.get_by_role("group", name="Is the child invited?").get_by_label("Why not?").fill("She asked to write instead")
    page.get_by_role("button", name="Plan the meeting").click()
    expect(page.get_by_text("The meeting is planned. Now say who is invited.")).to_be_visible()
    heading(page, "Network meeting")
    check(page)


def moment(page: Page, group: str) -> None:
    now = clock.now().astimezone(LONDON)
    fields = page.get_by_role("group", name=group)
    for label, value in (("Day", now.day), ("Month", now.month), ("Year", now.year)):
        fields.get_by_label(label).fill(str(value))
    fields.get_by_label("Time").fill(now.strftime("%H:%M"))


def invite(page: Page, agency: str, who: str) -> None:
    page.get_by_role("link", name="Invite somebody").click()
    heading(page, "Invite somebody")
    check(page)
    page.get_by_label("Agency", exact=True).select_option(label=agency)
    page.get_by_label("Who of them?").fill(who)
    page.get_by_role("button", name="Put on the list").click()
    expect(page.get_by_text("They are on the list.")).to_be_visible()


def bring(page: Page, words: str, mark: str) -> None:
    page.get_by_role("link", name="Add what your agency brings").click()
    heading(page, "What your agency brings")
    check(page)
    page.get_by_label("What does your agency bring?").fill(words)
    page.get_by_label(mark).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. It stands in the record of the meeting.")).to_be_visible()


def hold(page: Page) -> None:
    page.get_by_role("link", name="Record that it was held").click()
    heading(page, "Record that the meeting was held")
    check(page)
    page.get_by_role("group", name="Beth Lindqvist").get_by_label("Came", exact=True).check()
    page.get_by_role("group", name="Joy Adeyemi").get_by_label("Sent a report instead").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Now write down what was decided")).to_be_visible()
    check(page)


def agree(page: Page) -> None:
    page.get_by_role("link", name="Add a decision").click()
    heading(page, "Add a decision")
    check(page)
    page.get_by_label("What was decided, and why?").fill("Keep-safe work begins, since she asked for it")
    page.get_by_label("By whom?").fill("Everybody at the meeting")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Decided by: Everybody at the meeting")).to_be_visible()
    page.get_by_role("link", name="Add an action").click()
    heading(page, "Add an action")
    check(page)
    page.get_by_label("What is to be done?").fill("Agree with reception who collects her")
    page.get_by_label("A person, by name").check()
    page.get_by_label("Name or work email address").fill("Beth Lindqvist")
    day = clock.today() + timedelta(days=3)
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_role("group", name="By which day?").get_by_label(label).fill(str(value))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. It is among the work of whoever does it.")).to_be_visible()


def minute(page: Page) -> None:
    page.get_by_role("link", name="Write the minutes").click()
    heading(page, "Minutes")
    check(page)
    page.get_by_label("Minutes").fill("Maya’s own words were read out first.")
    page.get_by_role("button", name="Save the minutes").click()
    expect(page.get_by_text("Saved as a version of the minutes.")).to_be_visible()
    check(page)


def plan_it(page: Page) -> None:
    page.get_by_role("link", name="This meeting made a plan").click()
    heading(page, "The plan that this meeting made")
    expect(page.get_by_label("Diversion plan")).to_be_checked()
    check(page)
    page.get_by_label("What are we worried about?").fill("A car waits for her after school")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_text("The plan is a draft. Now add its rows")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Add a row").click()
    heading(page, "Add a row")
    check(page)
    page.get_by_label("What is the worry?").fill("He waits at the gate")
    page.get_by_label("What will we do?").fill("She leaves by the front with her brother")
    page.get_by_label("Who does it?").fill("Ms Okafor")
    page.get_by_role("button", name="Add the row").click()
    expect(page.get_by_role("heading", name="He waits at the gate")).to_be_visible()
    page.get_by_role("link", name="Agree the plan").click()
    heading(page, "Agree the plan")
    check(page)
    page.get_by_label("Who agreed to it?").fill("Maya, her mother, the school")
    page.get_by_role("button", name="Agree the plan").click()
    expect(page.get_by_text("The plan is agreed, and its review is among your work.")).to_be_visible()
    check(page)


def next_version(page: Page) -> None:
    page.get_by_role("button", name="Make a new version").click()
    expect(page.get_by_text("This is a draft of the next version.")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Change.*He waits at the gate")).click()
    heading(page, "Change the row")
    page.get_by_label("Who does it?").fill("Ms Okafor and reception")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Ms Okafor and reception")).to_be_visible()
    check(page)
    page.get_by_role("link", name="What changed since version 1").click()
    heading(page, "What changed in version 2")
    expect(page.get_by_role("heading", name="Changed", exact=True)).to_be_visible()
    check(page)
    tab(page, "Plan")
    heading(page, "Plan")
    expect(page.get_by_role("link", name="Diversion plan, version 2")).to_be_visible()
    check(page)


def test_a_network_meeting_is_recorded_with_its_diversion_plan(
    case: Case, worker: Page, open_browser: Open, sign_in_to: SignInTo, watch: object
) -> None:
    page = worker
    call_it(page, case)
    invite(page, "Fernhill Academy", "Beth Lindqvist")
    invite(page, "Somebody outside the partnership", "Joy Adeyemi, young people’s clinic")
    bring(page, "She says that she is tired of it", "Shared with the network")
    bring(page, "Supervision: a worker of her own age group", "Own agency only")
    hold(page)
    agree(page)
    minute(page)
    plan_it(page)
    next_version(page)
    other = open_browser(viewport=PHONE)
    sign_in_to(other, "school_spoc")
    reads_it(other.new_page(), case)


def reads_it(page: Page, case: Case) -> None:
    """The school’s action is among its work; what social care kept to itself is not there."""
    page.goto("/")
    expect(page.get_by_role("link", name="Open the action").first).to_be_visible()
    page.goto(f"/cases/{case.ref}/meetings/")
    heading(page, "Meetings")
    check(page)
    page.get_by_role("link", name="Network meeting").click()
    heading(page, "Network meeting")
    expect(page.get_by_text("She says that she is tired of it")).to_be_visible()
    expect(page.get_by_text("Supervision: a worker")).to_have_count(0)
    check(page)
    page.get_by_role("link", name="Say what became of it").click()
    heading(page, "What became of the action")
    check(page)
    page.get_by_label("Done", exact=True).check()
    page.get_by_label("What was done, or why not?").fill("Reception knows")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. It is no longer among the work to do.")).to_be_visible()
    tab(page, "Plan")
    page.get_by_role("link", name="Diversion plan, version 2").click()
    heading(page, "Diversion plan")
    check(page)
