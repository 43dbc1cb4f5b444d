"""Family and support in a browser: somebody is added and drawn; on a phone without JavaScript, and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.cases.actions import grant_to_person, open_case, record_fact
from cse_portal.cases.models import Case, Relation
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.browser.conftest import SignIn
from tests.factories import TEST, agency_of

PHONE = {"width": 375, "height": 740}
SAID = {"lives_with_child": "no", "has_parental": "yes", "may_be_told": "some"}
AROUND = (("Kola Ferncroft", "father"), ("Abeni Ferncroft", "grandparent"), ("Ms Quill", "trusted"))


@pytest.fixture
def case(transactional_db: None, cast: dict[str, User]) -> Case:
    worker = cast["social_worker"]
    made = open_case(
        given_names="Maya", family_name="Ferncroft", born_on=date(2011, 5, 4), lead_agency=agency_of(worker), by=TEST
    )
    grant_to_person(case=made, membership=Membership.objects.get(user=worker), by=TEST)
    with access.acting_for(worker):
        for name, kind in AROUND:
            values = {**SAID, "name": name, "kind": kind, "closeness": "strained"}
            record_fact(case=made, fact=Relation(), values=values, by=worker)
    return made


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name))


def test_somebody_is_added_and_drawn_with_the_others(page: Page, signed_in: SignIn, case: Case) -> None:
    signed_in("social_worker")
    page.goto(f"/cases/{case.ref}/")
    page.get_by_role("navigation", name="Case").get_by_role("link", name="Family and support").click()
    expect(page.get_by_role("img", name="The family of Maya Ferncroft")).to_be_visible()
    page.get_by_role("link", name="Add a person").click()
    page.get_by_label("Name", exact=True).fill("Tunde Ferncroft")
    page.get_by_label("What are they to the child?").select_option(label="Brother or sister")
    choose(page, "Sex, if it is known", "Male")
    choose(page, "Do they live with the child?", "Yes")
    choose(page, "Do they hold parental responsibility?", "No")
    choose(page, "May they be told about our work with the child?", "Yes")
    choose(page, "What is it like between them and the child?", "Close")
    assert_accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="See them drawn, as family and support").click()
    family = page.get_by_role("img", name="The family of Maya Ferncroft")
    expect(family).to_contain_text("Tunde Ferncroft")
    said = "4 people drawn in 3 generations. The table below says the same in words."
    expect(family).to_have_accessible_description(said)
    expect(row(page, "Tunde Ferncroft")).to_contain_text("Close")
    assert_accessible(page)
    no_sideways_scroll(page)


def test_on_a_phone_without_javascript_the_drawing_scrolls_in_a_field_that_takes_the_focus(
    open_browser: Callable[..., BrowserContext],
    sign_in_to: Callable[[BrowserContext, str], None],
    case: Case,
) -> None:
    context = open_browser(viewport=PHONE, java_script_enabled=False)
    sign_in_to(context, "social_worker")
    page = context.new_page()
    page.goto(f"/cases/{case.ref}/child/family/")
    no_sideways_scroll(page)
    drawing = page.get_by_role("region", name="Drawing of who supports the child")
    drawing.focus()
    expect(drawing).to_be_focused()
    assert drawing.evaluate("field => field.scrollWidth > field.clientWidth")
    expect(row(page, "Kola Ferncroft")).to_contain_text("Only some things")
