"""The list of cases: every case once, the most urgent first, page after page, whatever the grants that show it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from cse_portal.agencies import access
from cse_portal.agencies.access import cases as judge
from cse_portal.cases.actions import grant_to_agency, grant_to_person, open_case
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat
from tests.integration.cases.forms import says

MANY = 60


@pytest.fixture
def many(cast: Cast) -> list[Case]:
    """Of every risk, with and without a review, some closed; the manager sees some by agency, some twice."""
    manager, elsewhere = cast["team_manager"], agency_of(cast["mash_officer"])
    today, made = clock.today(), []
    for number in range(MANY):
        case = open_case(
            given_names=f"Child{number:02}", family_name="Canaryname", born_on=None, lead_agency=elsewhere, by=TEST
        )
        if number % 3:
            grant_to_agency(case=case, agency=agency_of(manager), by=TEST)
        if number % 2 or not number % 3:
            grant_to_person(case=case, membership=hat(manager), by=TEST)
        made.append(case)
        with wall.as_system("test"):
            Case.objects.filter(pk=case.pk).update(
                risk=(None, 0, 1, 2, 3)[number % 5],
                review_on=today + timedelta(days=number % 4) if number % 7 else None,
                closed_on=today if number % 11 == 0 else None,
                stage="identified" if number % 11 else "closed",
            )
    return made


def refs_in(page: str) -> list[str]:
    return re.findall(r'href="/cases/([0-9A-Z-]{14})/"', page)


def test_every_case_stands_once_in_order(many: list[Case], browse: Browse) -> None:
    browser, place, found = browse("team_manager"), "/cases/", []
    for _ in range(MANY):
        page = says(browser.get(place))
        found += refs_in(page)
        assert f"{MANY} cases, the most urgent first" in page
        more = re.search(r'href="/cases/(\?after=[^"]+)"', page)
        if not more:
            break
        place = f"/cases/{more.group(1)}"
    with wall.as_system("test"):
        known = list(Case.objects.filter(pk__in=[case.pk for case in many]))
    ordered = sorted(known, key=lambda case: (case.rank, case.review_on or date.max, case.pk))
    assert found == [case.ref for case in ordered]


def test_pages_of_any_length_agree(many: list[Case], cast: Cast) -> None:
    manager = cast["team_manager"]
    for size in (1, 7, MANY - 1, MANY, MANY + 1):
        found, after = [], None
        with access.acting_for(manager):
            while True:
                page = access.page(manager, Case.objects.all(), after=after, size=size)
                found += [case.pk for case in page.cases]
                assert page.number == MANY
                if page.next is None:
                    break
                after = page.next
        assert len(found) == len(set(found)) == MANY


def test_a_case_that_is_lost_on_the_way_takes_no_other_along(many: list[Case], cast: Cast) -> None:
    """The key says where one stood, not which case stood there."""
    manager = cast["team_manager"]
    with access.acting_for(manager):
        first = access.page(manager, Case.objects.all(), size=10)
        last, key = first.cases[-1], first.next
    with wall.as_system("test"):
        last.grants.update(valid_until=clock.now())
    with access.acting_for(manager):
        rest = access.page(manager, Case.objects.all(), after=key, size=MANY)
    assert len(rest.cases) == MANY - 10
    assert rest.number == MANY - 1


@pytest.mark.parametrize("odd", ["x", "", "WyJhIl0:abc:def", "a\x00b"])
def test_an_odd_place_to_go_on_from_is_the_beginning(many: list[Case], browse: Browse, odd: str) -> None:
    browser = browse("team_manager")
    assert refs_in(says(browser.get("/cases/", {"after": odd}))) == refs_in(says(browser.get("/cases/")))


def test_whoever_sees_very_many_is_told_there_are_more(
    many: list[Case], browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "COUNT_AT_MOST", 40)
    monkeypatch.setattr(access, "COUNT_AT_MOST", 40)
    assert "40+ cases, the most urgent first" in says(browse("team_manager").get("/cases/"))


def test_nobody_sees_pages_of_others(many: list[Case], cast: Cast, client: Client) -> None:
    outsider, manager = cast["outsider"], cast["team_manager"]
    with access.acting_for(manager):
        key = access.page(manager, Case.objects.all()).next
    with access.acting_for(outsider):
        assert access.page(outsider, Case.objects.all(), after=key).cases == []
    with access.acting_for(outsider):  # whomever the list is asked for, rows are those of whoever asks
        assert access.page(manager, Case.objects.all(), after=key).cases == []
