"""After a merge the child is found by everything that either record was found by, at a desk and in an emergency."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.cases.emergency_queries import Details, case_named_by
from cse_portal.cases.finding import find_cases
from cse_portal.cases.models import Case, Child, LikelyPair
from cse_portal.core import clock, wall
from tests.factories import agency_of
from tests.integration.cases.conftest import Cast
from tests.integration.cases.pairs import acting, case_of, merge_two, person_for, take_apart

pytestmark = pytest.mark.django_db
BORN, OTHER_DAY = date(2011, 5, 4), date(2011, 4, 5)
UNLIKE = {"given_names": "Quillow Anne", "family_name": "Hathersage", "born_on": OTHER_DAY}
FIRST = Details("", "Maya", "Canaryname", BORN)
SECOND = Details("", "Quillow", "Hathersage", OTHER_DAY)


@pytest.fixture
def unlike(cast: Cast) -> tuple[Case, Case]:
    """Two records of one child who took another name, and whose day of birth was heard wrong."""
    agency = agency_of(cast["social_worker"])
    return case_of(agency, given_names="Maya", family_name="Canaryname", born_on=BORN), case_of(agency, **UNLIKE)


@pytest.fixture
def people(unlike: tuple[Case, Case], cast: Cast) -> tuple[User, User]:
    agency = agency_of(cast["social_worker"])
    return (
        person_for(Role.MASH_OFFICER, agency, *unlike),
        person_for(Role.MASH_MANAGER, agency, *unlike, name="Bola Ashby"),
    )


@pytest.fixture
def unlike_pair(unlike: tuple[Case, Case]) -> LikelyPair:
    with wall.as_system("test"):
        first, second = (case.child for case in unlike)
        return LikelyPair.objects.create(first=first, second=second, whys=["nhs"], score=60, found_on=clock.today())


def merged(pair: LikelyPair, cases: tuple[Case, Case], people: tuple[User, User], side: str) -> None:
    said = dict.fromkeys(("given_names", "family_name", "born"), side)
    merge_two(pair, people, kept="first", closes=[cases[1].ref], values_from=said)


def in_emergency(person: User, details: Details) -> Case | None:
    place = person.memberships.get().agency.partnership_id
    with acting(person):
        return case_named_by(details, place, person)


@pytest.mark.parametrize("side", ["first", "second"])
def test_by_each_name_day_and_reference(
    unlike: tuple[Case, Case], unlike_pair: LikelyPair, people: tuple[User, User], cast: Cast, side: str
) -> None:
    """Whichever record went on, and whichever name and day stayed."""
    merged(unlike_pair, unlike, people, side)
    asker, open_one = cast["school_spoc"], unlike[0]
    for details in (
        *(FIRST, SECOND, Details("", "quillow anne", "HATHERSAGE", OTHER_DAY)),
        *(Details(ref=case.child.ref) for case in unlike),
    ):
        assert in_emergency(asker, details) == open_one, details
    for case in unlike:
        assert in_emergency(asker, Details(ref=case.ref)) == case
    officer = people[0]
    with acting(officer):
        for words in ("Maya Canaryname", "Quillow Hathersage", *(case.child.ref for case in unlike)):
            places = [one.url for one in find_cases(officer, words)]
            assert reverse("cases:record", kwargs={"ref": open_one.ref}) in places, words


@pytest.mark.parametrize(
    "wrong",
    [
        *(Details("", "Maya", "Canaryname", date(2011, 5, 5)), Details("", "Quill", "Hathersage", OTHER_DAY)),
        *(Details("", ".*", "Hathersage", OTHER_DAY), Details("", "Quillow", "", OTHER_DAY)),
        Details(ref="ZZZZ-3333-ZZZZ"),
    ],
    ids=repr,
)
def test_never_by_what_is_only_like_it(
    unlike: tuple[Case, Case], unlike_pair: LikelyPair, people: tuple[User, User], cast: Cast, wrong: Details
) -> None:
    merged(unlike_pair, unlike, people, "second")
    assert in_emergency(cast["school_spoc"], wrong) is None


def test_taken_apart_each_is_found_by_its_own_alone(
    unlike: tuple[Case, Case], unlike_pair: LikelyPair, people: tuple[User, User], cast: Cast
) -> None:
    merged(unlike_pair, unlike, people, "second")
    take_apart(unlike_pair, people)
    asker = cast["school_spoc"]
    assert [in_emergency(asker, details) for details in (FIRST, SECOND)] == list(unlike)
    assert in_emergency(asker, Details("", "Maya", "Hathersage", BORN)) is None
    with acting(people[0]):
        assert [one.url for one in find_cases(people[0], "Quillow Hathersage")] == [
            reverse("cases:record", kwargs={"ref": unlike[1].ref})
        ]


def test_two_children_of_one_name_and_day_open_nothing(cast: Cast) -> None:
    agency = agency_of(cast["social_worker"])
    for _ in range(2):
        case_of(agency, given_names="Maya", family_name="Canaryname", born_on=BORN)
    assert in_emergency(cast["school_spoc"], FIRST) is None


def test_a_child_whose_last_name_nobody_knew_is_opened_where_nobody_else_fits(cast: Cast) -> None:
    agency = agency_of(cast["social_worker"])
    without = case_of(agency, given_names="Maya", family_name="", born_on=BORN)
    assert in_emergency(cast["school_spoc"], FIRST) == without
    assert in_emergency(cast["school_spoc"], Details("", "Maya", "Canaryname", OTHER_DAY)) is None
    known = case_of(agency, given_names="Maya", family_name="Canaryname", born_on=BORN)
    assert in_emergency(cast["school_spoc"], FIRST) == known
    assert in_emergency(cast["school_spoc"], Details("", "Maya", "Hathersage", BORN)) == without


def test_of_one_childs_cases_the_open_one_is_opened(unlike: tuple[Case, Case], cast: Cast) -> None:
    earlier: dict[str, Any] = {"stage": "closed", "closed_on": clock.today()}
    with wall.as_system("test"):
        Case.objects.filter(pk=unlike[0].pk).update(**earlier)
        Case.objects.filter(pk=unlike[1].pk).update(child=unlike[0].child)
        assert Child.objects.filter(cases__in=unlike).distinct().count() == 1
    assert in_emergency(cast["school_spoc"], FIRST) == unlike[1]
