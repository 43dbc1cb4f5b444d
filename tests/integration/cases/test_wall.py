"""What Postgres itself lets through, with the application's own judgement out of the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import DatabaseError, ProgrammingError, connection, transaction

from cse_portal.agencies import access
from cse_portal.agencies.reasons import Reason
from cse_portal.cases.actions import grant_to_person, restrict, revoke
from cse_portal.cases.models import Case, CaseGrant, Child
from cse_portal.core import clock, wall
from tests.factories import TEST
from tests.integration.cases.conftest import Cast, hat


def rows() -> tuple[int, int, int]:
    return Case.objects.count(), Child.objects.count(), CaseGrant.objects.count()


def test_whoever_states_nobody_meets_nothing(case: Case) -> None:
    assert rows() == (0, 0, 0)


def test_the_system_meets_rows_only_for_a_purpose(case: Case) -> None:
    with wall.as_system("test"):
        assert rows()[:2] == (1, 1)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('role', 'portal_system', true)")
        cursor.execute("select count(*) from cases_case")
        assert cursor.fetchone() == (0,)
        cursor.execute("select set_config('role', 'portal_app', true)")
    with pytest.raises(ValueError, match="why"):
        wall.as_system(" ")


def test_a_named_person_meets_the_case_and_nobody_else_does(case: Case, cast: Cast) -> None:
    worker = cast["social_worker"]
    with access.acting_for(worker):
        assert rows() == (0, 0, 0)
    given = grant_to_person(case=case, membership=hat(worker), by=TEST)
    with access.acting_for(worker):
        assert rows() == (1, 1, 1)
    with access.acting_for(cast["outsider"]):
        assert rows() == (0, 0, 0)
    revoke(grant=given, why="moved team", by=TEST)
    with access.acting_for(worker):
        assert rows() == (0, 0, 0)


def test_access_that_has_ended_is_gone_by_itself(case: Case, cast: Cast) -> None:
    worker = cast["social_worker"]
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False) as frozen:
        grant_to_person(case=case, membership=hat(worker), until=clock.now() + timedelta(minutes=60), by=TEST)
        with access.acting_for(worker):
            assert rows()[0] == 1
        frozen.shift(timedelta(minutes=60))
        with access.acting_for(worker):
            assert rows()[0] == 0
            assert access.explain(worker, case) == []


def test_the_app_neither_gives_itself_access_nor_deletes(case: Case, cast: Cast) -> None:
    worker = cast["social_worker"]
    grant_to_person(case=case, membership=hat(worker), by=TEST)
    with access.acting_for(worker):
        for forbidden in (
            "insert into cases_casegrant select * from cases_casegrant",
            "update cases_casegrant set valid_until = null",
            "delete from cases_casegrant",
            "delete from cases_case",
            "truncate cases_case",
            "alter table cases_case disable row level security",
            "insert into cases_child (ref) values ('x')",
        ):
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(forbidden)


def test_seeing_for_an_audit_changes_nothing(case: Case, cast: Cast) -> None:
    worker = cast["social_worker"]
    until = clock.now() + timedelta(days=3)
    grant_to_person(case=case, membership=hat(worker), reason=Reason.AUDIT, until=until, by=TEST)
    with access.acting_for(worker):
        assert Case.objects.update(risk=3) == 0
        assert Child.objects.update(known_as="x") == 0
    assert not access.may_write(worker, case)


def test_a_restricted_case_is_opened_to_named_people_only(case: Case, cast: Cast) -> None:
    worker, manager = cast["social_worker"], cast["team_manager"]
    with access.acting_for(manager):
        assert rows()[0] == 1
    restrict(case=case, why="Child of a colleague", keep=[hat(worker)], by=TEST)
    with access.acting_for(manager):
        assert rows() == (0, 0, 0)
    with access.acting_for(worker):
        assert rows()[0] == 1
    with wall.as_system("test"):
        given = CaseGrant.objects.get(content_object=case, user=worker)
        to_all = {"group": Group.objects.get(access__agency=case.lead_agency), "reason": "agency"}
        with pytest.raises(DatabaseError, match="named people only"), transaction.atomic():
            CaseGrant.objects.create(content_object=case, permission=given.permission, granted_for="test", **to_all)
