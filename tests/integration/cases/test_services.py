"""A head of service sees the cases of the agency and of every agency below it, and no other's."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cse_portal.agencies import access
from cse_portal.agencies.actions import add_agency, add_person, change_agency, found_partnership, give_role
from cse_portal.agencies.models import Agency, Membership, Partnership, User
from cse_portal.agencies.roles import Role
from cse_portal.agencies.sight import IN_PERSON
from cse_portal.cases.actions import open_case
from cse_portal.cases.models import Case
from tests.factories import TEST

# Each agency's parent is one that came before it, or none: any forest of this size.
forests = st.lists(st.none() | st.integers(0, 6), min_size=1, max_size=7).map(
    lambda parents: [None if up is None or up >= index else up for index, up in enumerate(parents)]
)


def a_partnership() -> Partnership:
    return found_partnership(
        name="Larkmere Safeguarding Children Partnership",
        short_name="LSCP",
        mash_phone="01632 960100",
        out_of_hours_phone="01632 960101",
        by=TEST,
    )


def an_agency(partnership: Partnership, name: str, parent: Agency | None = None) -> Agency:
    return add_agency(partnership=partnership, name=name, kind="", parent=parent, by=TEST)


def somebody(agency: Agency, role: Role) -> Membership:
    person = add_person(email=f"{role}.{agency.pk}@larkmere.example", name="Nasreen Holt", by=TEST)
    return give_role(user=person, agency=agency, role=role, by=TEST)


def a_case(agency: Agency) -> Case:
    return open_case(
        given_names="Maya", family_name="Canaryname", born_on=date(2011, 5, 4), lead_agency=agency, by=TEST
    )


def principals_of(held: Membership) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("select portal.principals_of(%s, null, now())", [held.user_id])
        return set(cursor.fetchone()[0])


def seen_by(held: Membership) -> set[int]:
    """By the list, by each case's page and by the database alone: always the same."""
    person = User.objects.get(pk=held.user_id)
    with access.acting_for(person):
        rows = set(Case.objects.values_list("pk", flat=True))
        visible = set(Case.objects.visible_to(person).values_list("pk", flat=True))
        page = {case.pk for case in access.page(person, Case.objects.all()).cases}
    assert rows == visible == page
    return rows


@pytest.fixture
def service(db: None) -> dict[str, Agency]:
    here = a_partnership()
    top = an_agency(here, "Children’s services")
    middle = an_agency(here, "Looked-after children", top)
    lowest = an_agency(here, "Leaving care", middle)
    return {"top": top, "middle": middle, "lowest": lowest, "beside": an_agency(here, "Larkmere Academy")}


def test_a_head_of_service_sees_all_depths_below_and_nothing_above_or_beside(service: dict[str, Agency]) -> None:
    case = {key: a_case(agency).pk for key, agency in service.items()}
    heads = {key: somebody(agency, Role.HEAD_OF_SERVICE) for key, agency in service.items()}
    assert seen_by(heads["top"]) == {case["top"], case["middle"], case["lowest"]}
    assert seen_by(heads["middle"]) == {case["middle"], case["lowest"]}
    assert seen_by(heads["lowest"]) == {case["lowest"]}
    assert seen_by(heads["beside"]) == {case["beside"]}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.HEAD_OF_SERVICE, Role.SSPL}))
def test_no_other_role_sees_what_is_below(service: dict[str, Agency], role: Role) -> None:
    a_case(service["lowest"])
    assert seen_by(somebody(service["top"], role)) == set()


def test_the_reason_names_the_agency_below(service: dict[str, Agency]) -> None:
    case = a_case(service["lowest"])
    above, own = somebody(service["top"], Role.HEAD_OF_SERVICE), somebody(service["lowest"], Role.HEAD_OF_SERVICE)
    for held, sentence in (
        (above, "Leaving care, which belongs to your service, is involved"),
        (own, "Your agency, Leaving care, is involved"),
    ):
        person = User.objects.get(pk=held.user_id)
        with access.acting_for(person):
            assert access.explain(person, case) == [sentence]


def test_an_agency_that_moves_takes_its_cases_along_at_once(service: dict[str, Agency]) -> None:
    case = a_case(service["lowest"])
    head = somebody(service["middle"], Role.HEAD_OF_SERVICE)
    assert seen_by(head) == {case.pk}
    moved = service["lowest"]
    change_agency(
        agency=moved, version=moved.version, name=moved.name, kind="", parent=service["beside"], serves=[], by=TEST
    )
    assert seen_by(head) == set()
    assert seen_by(somebody(service["beside"], Role.HEAD_OF_SERVICE)) == {case.pk}


def below(top: int, parents: list[int | None]) -> set[int]:
    """Python's own walk."""
    teams = {index for index, up in enumerate(parents) if up == top}
    return teams.union(*(below(team, parents) for team in teams))


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parents=forests)
def test_python_and_the_database_walk_any_forest_alike(parents: list[int | None]) -> None:
    with transaction.atomic():
        here = a_partnership()
        agencies: list[Agency] = []
        for index, up in enumerate(parents):
            agencies.append(an_agency(here, f"Agency {index}", None if up is None else agencies[up]))
        cases = [a_case(agency).pk for agency in agencies]
        for index, agency in enumerate(agencies):
            whole = {index} | below(index, parents)
            head = somebody(agency, Role.HEAD_OF_SERVICE)
            assert seen_by(head) == {cases[one] for one in whole}
            groups = {agencies[one].access_group.group_id for one in whole}
            assert principals_of(head) == {-head.pk, -head.pk - IN_PERSON} | groups
        transaction.set_rollback(True)


def test_a_circle_that_got_past_the_portal_ends(service: dict[str, Agency]) -> None:
    Agency.objects.filter(pk=service["top"].pk).update(parent=service["lowest"])
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from portal.agencies_below(%s)", [service["top"].pk])
        assert cursor.fetchone() == (3,)
