"""A name that very many children have: whoever sees one of them finds it, whoever sees hundreds is shown the first."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.auth.models import Permission
from django.db import ProgrammingError, connection, transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import AccessGroup, Agency
from cse_portal.cases.actions import grant_to_person
from cse_portal.cases.finding import candidates
from cse_portal.cases.keys import asked_for, read
from cse_portal.cases.models import Case, CaseGrant, Child
from cse_portal.cases.wall import FEW, MUCH
from cse_portal.core import wall
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat
from tests.plugins.wall import the_owner

pytestmark = pytest.mark.django_db
MANY = FEW + 40


def fill(number: int, agency: Agency, family_name: str) -> list[Case]:
    """Children of one name, each with a case that nobody sees."""
    children = [Child(given_names="Maya", family_name=family_name) for _ in range(number)]
    for child in children:
        child.keys = child.found_under()
    with wall.as_system("test"):
        Child.objects.bulk_create(children)
        about = {"partnership": agency.partnership, "lead_agency": agency}
        return Case.objects.bulk_create([Case(child=child, **about) for child in children])


def show(cases: list[Case], agency: Agency) -> None:
    with wall.as_system("test"):
        group = AccessGroup.objects.get(agency=agency).group
        may = Permission.objects.get(codename="view_case")
        to = {"group": group, "permission": may, "reason": "agency", "granted_for": "a test"}
        CaseGrant.objects.bulk_create([CaseGrant(content_object=case, **to) for case in cases])


@pytest.fixture
def unseen(cast: Cast) -> list[Case]:
    return fill(MANY, agency_of(cast["team_manager"]), "Ellerby")


def test_whoever_sees_none_of_them_finds_none(case: Case, unseen: list[Case], browse: Browse) -> None:
    page = browse("team_manager").post("/find/", {"q": "Ellerby"}).content.decode()
    assert "Nothing you can see matches" in page
    assert "There may be more" not in page


@pytest.mark.parametrize("words", ["Ellerby", "Elerby", "maya", "Maya Ellerby", "Maja Rose Elerby"])
def test_whoever_sees_one_of_them_finds_that_one(unseen: list[Case], cast: Cast, words: str) -> None:
    worker, mine = cast["social_worker"], unseen[-1]
    grant_to_person(case=mine, membership=hat(worker), by=TEST)
    with access.acting_for(worker):
        assert [one.case for one in candidates(words)] == [mine.pk]


def test_whoever_sees_hundreds_of_them_is_shown_the_first(
    case: Case, unseen: list[Case], cast: Cast, browse: Browse
) -> None:
    show(unseen, agency_of(cast["team_manager"]))
    page = browse("team_manager").post("/find/", {"q": "Ellerby"}).content.decode()
    assert len(set(re.findall(r"/cases/[A-Z0-9-]{14}/", page))) == 20
    assert "There may be more. Only the first 20 are shown" in page


def test_whoever_sees_very_much_finds_among_many_until_there_are_enough(
    case: Case, unseen: list[Case], cast: Cast
) -> None:
    agency, manager = agency_of(cast["team_manager"]), cast["team_manager"]
    show(fill(MUCH + 1, agency, "Quillfeather"), agency)
    with access.acting_for(manager):
        assert candidates("Ellerby") == []
    show(unseen[-3:], agency)
    with access.acting_for(manager):
        assert {one.case for one in candidates("Ellerby")} == {one.pk for one in unseen[-3:]}
        assert len(candidates("Quillfeather")) >= 20


def test_the_same_whoever_asks_in_the_portals_own_name(unseen: list[Case]) -> None:
    (surest, *_) = asked_for(read("Maya Ellerby"))
    asked = ["select cardinality(portal.children_by_keys(%s::jsonb, %s))", [json.dumps(surest), MANY + 1]]
    with wall.as_system("match who is known"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(*asked)
        assert cursor.fetchone() == (MANY,)
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(*asked)


def test_the_index_is_used_whatever_the_planner_believes(unseen: list[Case]) -> None:
    with transaction.atomic(), the_owner(), connection.cursor() as cursor:
        cursor.execute("analyze cases_child")
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("explain select id from cases_child where keys && array['w:maya', 's:m'] limit 501")
        assert "child_keys" in str(cursor.fetchall())
