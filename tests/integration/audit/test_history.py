"""What a row was: kept whoever changes it and however, with who did it, and for nobody to change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person, open_case, revoke, sweep_ended_grants, write_entry
from cse_portal.cases.models import Case, CaseGrant, Child, Entry
from cse_portal.core import clock, wall
from cse_portal.core.request_id import identified
from tests.factories import TEST, agency_of

pytestmark = pytest.mark.django_db
Cast = dict[str, User]


@pytest.fixture
def case(cast: Cast) -> Case:
    return open_case(
        given_names="Maya Rose",
        family_name="Canaryname",
        born_on=date(2011, 5, 4),
        lead_agency=agency_of(cast["social_worker"]),
        by=TEST,
    )


@pytest.fixture
def seen(case: Case, cast: Cast) -> Case:
    """The social worker sees the case."""
    grant_to_person(case=case, membership=Membership.objects.get(user=cast["social_worker"]), by=TEST)
    return case


def lines(model: type, **of: object) -> list[tuple[str, object]]:
    with wall.as_system("test"):
        history = model._meta.get_field("history").related_model
        return list(history.objects.filter(**of).order_by("pgh_id").values_list("pgh_label", "pgh_context"))


def in_bulk() -> None:
    Case.objects.update(risk=3)


def by_raw_sql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("update cases_case set risk = 3")


def with_triggers_told_to_ignore() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('pgtrigger.ignore', '{update_update}', true)")
        cursor.execute("update cases_case set risk = 3")


@pytest.mark.parametrize("change", [in_bulk, by_raw_sql, with_triggers_told_to_ignore])
def test_no_way_of_changing_a_row_goes_past_its_history(seen: Case, cast: Cast, change: Callable[[], None]) -> None:
    worker = cast["social_worker"]
    with identified("a-request") as request, access.acting_for(worker), transaction.atomic():
        change()
    was = lines(Case, pgh_obj=seen)
    assert [label for label, _ in was] == ["insert", "update"]
    said = was[1][1]
    assert isinstance(said, dict)
    assert (said["person"], said["request"]) == (worker.pk, request)
    assert "purpose" not in said


def test_the_line_names_the_transaction_under_which_the_trail_says_the_rest(case: Case) -> None:
    with wall.as_system("test"):
        first = case.history.get()
    event = AuditEvent.objects.get(kind="case.opened")
    assert (first.pgh_tx, first.pgh_context["purpose"]) == (event.tx, "open a case")
    assert first.pgh_login


def test_what_a_hand_at_the_database_changes_is_kept_too_with_its_login(case: Case) -> None:
    with transaction.atomic(), wall.as_owner(), connection.cursor() as cursor:
        cursor.execute("set local role none")
        cursor.execute("update cases_child set known_as = 'By hand'")
        cursor.execute("select session_user")
        (login,) = cursor.fetchone()
        cursor.execute("set local role portal_app")
    with wall.as_system("test"):
        last = Child.objects.get().history.first()
        assert (last.known_as, last.pgh_label, last.pgh_login) == ("By hand", "update", login)


def test_a_grant_that_is_gone_is_in_its_history(seen: Case) -> None:
    with wall.as_system("test"):
        given = CaseGrant.objects.get(user__isnull=False)
    revoke(grant=given, why="moved team", by=TEST)
    sweep_ended_grants(by=TEST)
    assert [label for label, _ in lines(CaseGrant, pgh_obj=given.pk)][-1] in {"update", "delete"}


def test_moving_the_lists_order_is_no_change_of_a_grant(seen: Case) -> None:
    before = lines(CaseGrant)
    with wall.as_system("test"):
        Case.objects.update(risk=3)
    assert lines(CaseGrant) == before


def test_a_password_and_a_sign_in_leave_nothing_behind(cast: Cast) -> None:
    worker = cast["social_worker"]
    before = lines(User, pgh_obj=worker)
    worker.set_password("a long invented password")
    worker.last_login = clock.now()
    worker.save()
    assert lines(User, pgh_obj=worker) == before
    worker.name = "Somebody Else"
    worker.save()
    assert len(lines(User, pgh_obj=worker)) == len(before) + 1


def test_whoever_does_not_see_the_row_does_not_see_what_it_was(seen: Case, cast: Cast) -> None:
    worker = cast["social_worker"]
    with access.acting_for(worker):
        write_entry(
            case=seen, words="Seen at the station", happened_on=clock.today(), agency=agency_of(worker), by=worker
        )
    kept = [model._meta.get_field("history").related_model.objects for model in (Child, Case, Entry, CaseGrant)]
    with access.acting_for(worker):
        assert all(history.exists() for history in kept)
    with access.acting_for(cast["outsider"]):
        assert not any(history.exists() for history in kept)
    with wall.stated(wall.NOBODY):
        assert not any(history.exists() for history in kept)


TAKING_AWAY = (
    "update cases_casehistory set risk = 0",
    "delete from cases_casehistory",
    "truncate cases_casehistory",
)
FORGING = (
    "insert into cases_casehistory select * from cases_casehistory",
    "insert into agencies_userhistory select * from agencies_userhistory",
    "alter table cases_casehistory disable trigger all",
    "alter table cases_case disable trigger all",
)


@pytest.mark.parametrize(
    ("role", "forbidden"),
    [
        *(("none", one) for one in TAKING_AWAY),
        *((role, one) for role in ("portal_app", "portal_system") for one in TAKING_AWAY + FORGING),
    ],
)
def test_a_history_takes_lines_from_its_triggers_only(case: Case, role: str, forbidden: str) -> None:
    """The owner of the tables is "none"; what is forged past triggers, the trail does not know."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"set local role {role}")
        cursor.execute("select set_config('portal.purpose', 'test', true)")
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(forbidden)
        cursor.execute("set local role portal_app")
