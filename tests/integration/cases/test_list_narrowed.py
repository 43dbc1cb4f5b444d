"""Narrowing and ordering the list: every filter, every order, page after page, and nothing told of what is hidden."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cse_portal.agencies import access
from cse_portal.agencies.agency_types import AgencyType
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Role
from cse_portal.cases import list_queries, narrowing
from cse_portal.cases.actions import allocate_case, grant_to_agency, grant_to_person, open_case, record_fact
from cse_portal.cases.listing import COLUMNS, ORDERS, Review, Wanted, Whose
from cse_portal.cases.models import (
    Address,
    CareStatus,
    Case,
    CaseMember,
    Fact,
    Placement,
    PoliceReference,
    Schooling,
)
from cse_portal.core import clock, wall
from tests.factories import TEST, agency_of, due_item
from tests.integration.cases.conftest import Browse, Cast, hat, joins
from tests.integration.cases.forms import says
from tests.plugins.wall import the_owner

pytestmark = pytest.mark.django_db
MANY = 60
Make = Callable[..., Case]


def years_ago(years: int, days: int = 0) -> date:
    today = clock.today()
    return date(today.year - years, today.month, min(today.day, 28)) - timedelta(days=days)


@pytest.fixture
def make(cast: Cast) -> Make:
    """A case of the manager's own team."""

    def one(name: str = "Ada", born_on: date | None = None, **case: Any) -> Case:
        made = open_case(
            given_names=name,
            family_name="Canaryname",
            born_on=born_on,
            lead_agency=case.pop("lead_agency", agency_of(cast["team_manager"])),
            by=TEST,
        )
        with wall.as_system("test"):
            Case.objects.filter(pk=made.pk).update(**case)
        return made

    return one


def know(case: Case, fact: Fact, **values: Any) -> None:
    with wall.as_system("test"):
        record_fact(case=case, fact=fact, values=values, by=TEST)


def found(person: User, **wanted: Any) -> set[int]:
    """As the list and its number say it, which must agree."""
    asked = Wanted(**wanted)
    with access.acting_for(person):
        page = list_queries.found(person, asked, None)
        assert len(page.cases) == page.number
        return {case.pk for case in page.cases}


Known = dict[str, Any]
FILTERS: dict[str, tuple[Known, Known, Known]] = {
    "score": ({"scores": ("3", "none")}, {"risk": 3}, {"risk": 1}),
    "not assessed": ({"scores": ("none",)}, {"risk": None}, {"risk": 0}),
    "stage": ({"stages": ("referred",)}, {"stage": "referred"}, {"stage": "screened"}),
}


@pytest.mark.parametrize("name", FILTERS)
def test_what_the_case_says(name: str, make: Make, cast: Cast) -> None:
    wanted, fits, fits_not = FILTERS[name]
    right, wrong = make(**fits), make(**fits_not)
    assert found(cast["team_manager"], **wanted) == {right.pk}
    assert wrong.pk in found(cast["team_manager"], order="name")


def test_reviews_by_how_soon_they_are_due(make: Make, cast: Cast) -> None:
    today = clock.today()
    days = {-1: make(review_on=today - timedelta(days=1))}
    days |= {number: make(review_on=today + timedelta(days=number)) for number in (0, 7, 8, 28, 29)}
    never = make(review_on=None)
    make(review_on=today - timedelta(days=9), closed_on=today, stage="closed")
    manager = cast["team_manager"]
    expected = {Review.LATE: [-1], Review.WEEK: [-1, 0, 7], Review.FOUR_WEEKS: [-1, 0, 7, 8, 28]}
    for review, numbers in expected.items():
        assert found(manager, review=review) == {days[number].pk for number in numbers}
    assert found(manager, review=Review.NONE) == {never.pk}


def test_ages_are_those_that_the_list_shows(make: Make, cast: Cast) -> None:
    manager = cast["team_manager"]
    twelve, thirteen = make(born_on=years_ago(13) + timedelta(days=40)), make(born_on=years_ago(13, 40))
    turning, grown = make(born_on=years_ago(18) + timedelta(days=90)), make(born_on=years_ago(18, 40))
    make(born_on=None)
    unborn = make(born_on=clock.today() + timedelta(days=60))
    assert found(manager, flags=("under_13",)) == {twelve.pk}
    assert found(manager, flags=("turning_18",)) == {turning.pk}
    assert found(manager, flags=("adult",)) == {grown.pk}
    assert found(manager, age_from=13, age_to=17) == {thirteen.pk, turning.pk}
    assert found(manager, age_to=12) == {twelve.pk, unborn.pk}


def test_what_is_known_of_the_child(make: Make, cast: Cast) -> None:
    manager = cast["team_manager"]
    lac, cp, away, other = make(), make(), make(), make()
    know(lac, CareStatus(), kind="lac", legal_status="C2")
    know(cp, CareStatus(), kind="cp", cp_category="neglect")
    know(other, CareStatus(), kind="lac", legal_status="C2", until=clock.today() - timedelta(days=1))
    know(away, Placement(), kind="foster", is_out_of_borough=True, host_authority="Saltmarsh")
    with wall.as_system("test"):
        PoliceReference.objects.create(case=cp, reference="LM 1", added_by=manager)
    assert found(manager, flags=("lac",)) == {lac.pk}
    assert found(manager, flags=("cp",)) == {cp.pk}
    assert found(manager, flags=("cp", "police")) == {cp.pk}
    assert found(manager, flags=("lac", "police")) == set()
    assert found(manager, flags=("out_of_borough",)) == {away.pk}


@pytest.fixture
def school(cast: Cast) -> Agency:
    there = agency_of(cast["school_spoc"])
    Agency.objects.filter(pk=there.pk).update(kind=AgencyType.SCHOOL)
    return there


def test_school_and_area(make: Make, cast: Cast, school: Agency) -> None:
    there, elsewhere = make(), make()
    know(there, Schooling(), place=school.name.upper(), status="on_roll")
    know(there, Address(), kind="home", lines="4 Canary Row", postcode="W1A 1AA")
    know(elsewhere, Address(), kind="home", lines="4 Canary Row", postcode="W1 1AA")
    assert found(cast["team_manager"], school=school.ref) == {there.pk}
    assert found(cast["team_manager"], area="W1A") == {there.pk}
    assert found(cast["team_manager"], school="K7MX-4TRP-W9HC") == set()


def test_nobody_finds_by_what_they_may_not_read(make: Make, cast: Cast, school: Agency) -> None:
    """Confidential: a filter would tell where the child is as surely as a page."""
    hidden = make()
    know(hidden, Schooling(), place=school.name, status="on_roll", is_confidential=True)
    know(hidden, Address(), kind="home", lines="4 Canary Row", postcode="W1A 1AA", is_confidential=True)
    away = {"kind": "foster", "is_out_of_borough": True, "host_authority": "Saltmarsh", "is_confidential": True}
    know(hidden, Placement(), **away)
    auditor = joins(agency_of(cast["team_manager"]), Role.AUDITOR)
    with wall.as_system("test"):
        until = clock.now() + timedelta(days=3)
        grant_to_person(case=hidden, membership=auditor, reason="audit", until=until, by=TEST)
    for wanted in ({"school": school.ref}, {"area": "W1A"}, {"flags": ("out_of_borough",)}):
        assert found(cast["team_manager"], **wanted) == {hidden.pk}
        assert found(auditor.user, **wanted) == set()
    with access.acting_for(auditor.user):
        page = list_queries.found(auditor.user, Wanted(), None)
        beside = list_queries.beside(page.cases, COLUMNS)
        assert beside.schools == {}
        assert page.cases[0].child.care == set()


def test_mine_my_agencys_and_those_of_a_worker(make: Make, cast: Cast) -> None:
    manager, worker = cast["team_manager"], cast["social_worker"]
    ours, carried = make(), make()
    theirs = make(lead_agency=agency_of(cast["mash_officer"]))
    grant_to_agency(case=theirs, agency=agency_of(manager), by=TEST)
    with wall.as_system("test"):
        carried = Case.objects.select_related("child").get(pk=carried.pk)
    allocate_case(case=carried, worker=hat(worker), version=carried.version, by=TEST)
    assert found(manager, whose=Whose.AGENCY) == {ours.pk, carried.pk}
    assert found(manager, worker=hat(worker).ref) == {carried.pk}
    assert found(manager, worker="nobody") == {ours.pk, theirs.pk}
    assert found(manager, whose=Whose.MINE) == set()
    assert found(worker, whose=Whose.MINE) == {carried.pk}
    assert found(manager, agency=agency_of(cast["mash_officer"]).ref) == {theirs.pk}


def test_restricted_cases_are_there_for_those_who_are_named(make: Make, cast: Cast) -> None:
    kept = make()
    manager, worker = cast["team_manager"], cast["social_worker"]
    grant_to_person(case=kept, membership=hat(worker), by=TEST)
    with wall.as_system("test"):
        kept.grants.filter(group__isnull=False).update(valid_until=clock.now())
    assert found(worker, order="name") == {kept.pk}
    assert found(manager, order="name") == set()


@pytest.fixture
def many(make: Make, cast: Cast) -> list[Case]:
    """Many with the same name, age and day, so that only their number tells them apart."""
    today, made = clock.today(), []
    for number in range(MANY):
        made.append(
            make(
                f"Child{number % 4}",
                born_on=years_ago(10 + number % 5) if number % 6 else None,
                risk=(None, 0, 1, 2, 3)[number % 5],
                review_on=today + timedelta(days=number % 4) if number % 7 else None,
                opened_on=today - timedelta(days=number % 3),
            )
        )
    return made


def refs_in(page: str) -> list[str]:
    return re.findall(r'href="/cases/([0-9A-Z-]{14})/"', page)


def key_of(case: Case, order: str) -> tuple[Any, ...]:
    return tuple(list_queries.key_of(case, order))


@pytest.mark.parametrize("few", [0, narrowing.FEW])
@pytest.mark.parametrize("order", [*ORDERS, *(f"-{order}" for order in ORDERS)])
def test_every_order_shows_each_case_once(
    order: str, few: int, many: list[Case], browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not few:
        _as_if_many()
    browser, place, seen = browse("team_manager"), f"/cases/?sort={order}&score=0&score=1&score=2&score=3", []
    for _ in range(MANY):
        page = says(browser.get(place))
        seen += refs_in(page)
        more = re.search(r'href="(/cases/\?[^"]*after=[^"]+)" rel="next"', page)
        if not more:
            break
        place = unescape(more.group(1))
    with wall.as_system("test"):
        known = list(Case.objects.select_related("child").filter(risk__isnull=False))
    by = order.removeprefix("-")
    ordered = sorted(known, key=lambda case: key_of(case, by), reverse=order.startswith("-"))
    assert seen == [case.ref for case in ordered]


def _as_if_many() -> None:
    """The way that is gone for whoever sees thousands, without making thousands."""
    with the_owner(), connection.cursor() as cursor:
        for statement in narrowing.SQL:
            cursor.execute(statement.replace(f"> {narrowing.FEW}", "> 0"))


def test_the_list_costs_the_same_however_many_rows_and_columns(many: list[Case], browse: Browse) -> None:
    browser = browse("team_manager")
    every = "&".join(f"column={code}" for code in COLUMNS)
    browser.get("/cases/")

    def queries(place: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get(place).status_code == 200
        return len(asked)

    few, all_of_them = f"/cases/?{every}&sort=name&score=3&review=none", f"/cases/?{every}&sort=name"
    assert 0 < len(refs_in(says(browser.get(few)))) < 4
    assert queries(few) == queries(all_of_them)


def test_a_school_that_left_the_choice_and_odd_codes_are_named(make: Make, browse: Browse) -> None:
    make()
    page = says(browse("team_manager").get("/cases/?school=K7MX-4TRP-W9HC&score=9&area=LOND"))
    for words in ("There is a problem", "Enter the first half of a postcode, like W1A", "Select school or college"):
        assert words in page
    assert "1 case, the most urgent first" in page


def test_chips_lead_to_the_list_without_them(make: Make, browse: Browse) -> None:
    make(risk=3)
    page = says(browse("team_manager").get("/cases/?score=3&score=2&flag=under_13&whose=agency&age_from=3"))
    assert 'href="/cases/?whose=agency&amp;score=3&amp;score=2&amp;age_from=3"' in page
    assert 'href="/cases/?score=3&amp;score=2&amp;flag=under_13&amp;age_from=3"' in page
    assert "No case fits" in page


def test_of_a_closed_case_nothing_is_said_to_be_missing(make: Make, browse: Browse) -> None:
    make("Ada", closed_on=clock.today(), stage="closed")
    page = says(browse("team_manager").get("/cases/?stage=closed"))
    assert "Ada Canaryname" in page
    assert "Nobody yet</span>" not in page
    assert "Not set" not in page


def test_only_what_holds_today_stands_beside_a_case(make: Make, cast: Cast, browse: Browse) -> None:
    """The words for the database here and those of the models agree on what is over or was never right."""
    today, worker, manager = clock.today(), cast["social_worker"], cast["team_manager"]
    shown, over = make("Ada"), make("Bea")
    past, gone = {"until": today - timedelta(days=1)}, {"withdrawn_at": clock.now(), "withdrawn_because": "Mistaken"}
    know(shown, CareStatus(), kind="lac", legal_status="C2", until=today)
    know(shown, Schooling(), place="Larkmere Academy", status="on_roll")
    know(shown, Schooling(), place="<b>Ferncroft & Co", status="on_roll")
    for case, values in ((over, past), (over, gone), (shown, gone)):
        child = {"child_id": case.child_id, **values}
        with wall.as_system("test"):
            CareStatus.objects.create(kind="cp", cp_category="neglect", **child)
            Placement.objects.create(kind="foster", is_out_of_borough=True, host_authority="Saltmarsh", **child)
            Schooling.objects.create(place="Never", status="on_roll", **child)
    for case, ended in ((shown, {}), (over, {"until": today - timedelta(days=1), "since": today - timedelta(days=2)})):
        with wall.as_system("test"):
            CaseMember.objects.create(case=case, membership=hat(worker), part="allocated", **ended)
    with access.acting_for(manager):
        cases = list_queries.found(manager, Wanted(order="name"), None).cases
        beside = list_queries.beside(cases, COLUMNS)
        care = {case.pk: case.child.care for case in cases}
    assert care == {shown.pk: {"lac"}, over.pk: set()}
    assert beside.schools == {shown.child_id: "<b>Ferncroft & Co"}
    assert beside.workers == {shown.pk: worker.name}
    page = says(browse("team_manager").get("/cases/?column=school&column=worker&column=flags&sort=name"))
    assert '<td data-label="School">&lt;b&gt;Ferncroft &amp; Co</td>' in page
    assert f'<td data-label="Worker">{worker.name}</td>' in page
    assert '<td data-label="Worker"><span class="p-muted">Nobody yet</span></td>' in page
    assert "<td></td>" in page


def test_the_list_counts_what_is_to_do_as_every_page_does(make: Make, cast: Cast, browse: Browse) -> None:
    make()
    for days in (-1, 1, 300):
        due_item(cast["team_manager"], due_in=timedelta(days=days))
    client, number = browse("team_manager"), re.compile(r'class="p-count">(\d+)<')
    counts = [number.findall(says(client.get(place))) for place in ("/cases/", "/cases/views/")]
    assert counts[0] == counts[1] == ["2"]
