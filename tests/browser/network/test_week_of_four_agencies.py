"""A week of events from four agencies reads as one chronology and one network, by each with what they may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies import access
from cse_portal.agencies.actions import add_agency
from cse_portal.agencies.agency_types import AgencyType
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import About, allocate_case, grant_to_person, open_case, write_entry
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.network.actions import LinkSaid, NewItem, add_link
from cse_portal.network.actions.writing import Grade
from cse_portal.network.item_kinds import ItemKind
from cse_portal.network.link_kinds import LinkKind
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.factories import TEST, agency_of
from tests.integration.cases.pairs import joins

SignInTo = Callable[[BrowserContext, str], None]
Open = Callable[..., BrowserContext]


@dataclass(frozen=True)
class Told:
    """One event of the week and whoever it is about, told by one agency under one mark."""

    who: str
    mark: Handling
    event: str
    label: str
    readers: frozenset[str]


EVERYBODY = frozenset({"social_worker", "police_spoc", "analyst", "school_spoc", "nurse"})
WEEK: tuple[Told, ...] = (
    Told("social_worker", Handling.NETWORK, "Her aunt fetched her from the taxi office", "Dez", EVERYBODY),
    Told(
        "social_worker",
        Handling.OWN_AGENCY,
        "The foster carer is worn out",
        "Carer’s brother",
        frozenset({"social_worker", "analyst"}),
    ),
    Told("police_spoc", Handling.NETWORK, "A silver car was stopped at Station Parade", "Tosh", EVERYBODY),
    Told("police_spoc", Handling.COVERT, "A watch is kept on the hotel", "Quiet Ray", frozenset({"police_spoc"})),
    Told("school_spoc", Handling.NETWORK, "Left school at noon with a man", "Man at the gate", EVERYBODY),
    Told("nurse", Handling.HEALTH, "Asked for a test", "Father of the test", frozenset({"nurse"})),
    Told("nurse", Handling.NETWORK, "Bruises on both arms", "Kit", EVERYBODY),
)


@pytest.fixture
def case(transactional_db: None, cast: dict[str, User]) -> Case:
    worker = cast["social_worker"]
    team = agency_of(worker)
    cast["analyst"] = joins(team, Role.MASE_COORDINATOR, "Ruben Bakare").user
    clinic = add_agency(
        partnership=team.partnership, name="Larkmere Sexual Health", kind=AgencyType.SEXUAL_HEALTH, by=TEST
    )
    cast["nurse"] = joins(clinic, Role.PRACTITIONER, "Anouk Brandt").user
    made = open_case(given_names="Maya", family_name="Ferncroft", born_on=date(2011, 5, 4), lead_agency=team, by=TEST)
    hat = Membership.objects.get(user=worker)
    allocate_case(case=made, worker=hat, version=made.version, is_told=False, by=TEST)
    for key in EVERYBODY - {"social_worker"}:
        grant_to_person(case=made, membership=Membership.objects.get(user=cast[key]), by=TEST)
    for number, told in enumerate(WEEK):
        _tell(made, told, cast[told.who], clock.today() - timedelta(days=number))
    return made


def _tell(case: Case, told: Told, by: User, day: date) -> None:
    with access.acting_for(by):
        about, agency = About(headline=told.event), agency_of(by)
        write_entry(
            case=case, happened_on=day, words="As told.", about=about, handling=told.mark, agency=agency, by=by
        )
        said = LinkSaid(
            kind=LinkKind.SEEN_WITH,
            since=day,
            until=None,
            is_about=False,
            words="",
            known_from="As told",
            grade=Grade("reliable", "direct", "may_be_shared", "", told.mark),
        )
        add_link(start=case, end=NewItem(ItemKind.PERSON, {"label": told.label}), said=said, by=by)


def check(page: Page) -> None:
    assert_accessible(page)
    no_sideways_scroll(page)


@pytest.mark.parametrize("who", ["social_worker", "police_spoc", "analyst"])
def test_each_reads_the_week_as_far_as_they_may(
    who: str, case: Case, open_browser: Open, sign_in_to: SignInTo
) -> None:
    context = open_browser()
    sign_in_to(context, who)
    page = context.new_page()
    mine = [told for told in WEEK if who in told.readers]
    theirs = [told for told in WEEK if who not in told.readers]
    page.goto(f"/cases/{case.ref}/chronology/")
    for told in mine:
        expect(page.get_by_role("heading", name=told.event)).to_be_visible()
    for told in theirs:
        expect(page.get_by_text(told.event)).to_have_count(0)
    for told in WEEK:
        line = page.get_by_role("heading", name=f"{told.label} (person of concern)")
        expect(line).to_have_count(1 if told in mine else 0)
    check(page)
    page.get_by_role("link", name="Network", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Network")
    table = page.get_by_role("table")
    for told in mine:
        expect(table.get_by_role("link", name=told.label, exact=True)).to_be_visible()
    for told in theirs:
        expect(page.get_by_text(told.label)).to_have_count(0)
    expect(table.get_by_role("row")).to_have_count(1 + len(mine))
    check(page)


def test_whoever_has_no_part_in_it_meets_the_page_that_is_not_there(
    case: Case, open_browser: Open, sign_in_to: SignInTo, watch: object
) -> None:
    watch.expect_status(404)  # type: ignore[attr-defined]
    context = open_browser()
    sign_in_to(context, "outsider")
    page = context.new_page()
    for name in ("chronology", "network"):
        page.goto(f"/cases/{case.ref}/{name}/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("nothing here that you can open")
        for words in ("Maya", *(told.event for told in WEEK), *(told.label for told in WEEK)):
            expect(page.get_by_text(words)).to_have_count(0)
        check(page)
