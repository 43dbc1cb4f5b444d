"""The child's record: kept by each agency, corrected without losing anything, and confidential where it must be."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Role
from cse_portal.agencies.sight import READS_PLACES
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import (
    ask_for_fact,
    change_child,
    change_fact,
    grant_to_person,
    record_fact,
    withdraw_fact,
)
from cse_portal.cases.child_queries import known_facts
from cse_portal.cases.completeness import Wanted
from cse_portal.cases.models import Address, Case, Child, ChildName, Identifier, Question
from cse_portal.core import clock, wall
from cse_portal.core.models import StaleRecord
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Cast, joins
from tests.integration.cases.forms import says, send
from tests.integration.cases.record import HOME, as_worker, place
from tests.reading import all_of, count_of, one_of

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return [one.kind for one in all_of(AuditEvent.objects.filter(kind__startswith="child").order_by("id"))]


# --- actions ---------------------------------------------------------------------------------------------------


def test_a_legal_name_that_changed_stays_on_record(led: Case, cast: Cast) -> None:
    with as_worker(cast):
        child = change_child(
            case=led,
            version=led.child.version,
            values={"family_name": "Okafor"},
            keeps_old_name=True,
            by=cast["social_worker"],
        )
        former = ChildName.objects.get(child=child)
    assert (child.family_name, former.name, former.kind) == ("Okafor", "Maya Rose Canaryname", "former")
    assert former.until == clock.today()
    assert former.told_by == agency_of(cast["social_worker"])
    assert kinds() == ["child.changed", "child_fact.recorded"]


def test_saving_without_a_change_leaves_no_trace(led: Case, cast: Cast) -> None:
    with as_worker(cast):
        change_child(case=led, version=led.child.version, values={"sex": ""}, by=cast["social_worker"])
        assert Child.objects.get().version == led.child.version
    assert kinds() == []


def test_two_people_at_once_lose_nothing(led: Case, cast: Cast) -> None:
    with as_worker(cast):
        change_child(case=led, version=led.child.version, values={"language": "Yoruba"}, by=cast["social_worker"])
        with pytest.raises(StaleRecord):
            change_child(case=led, version=led.child.version, values={"language": "Igbo"}, by=cast["social_worker"])
        assert Child.objects.get().language == "Yoruba"


def test_what_is_replaced_ends_the_day_before(led: Case, cast: Cast) -> None:
    by, since = cast["social_worker"], clock.today() - timedelta(days=10)
    with as_worker(cast):
        first = record_fact(case=led, fact=Address(), values=HOME, by=by)
        second = record_fact(
            case=led, fact=Address(), values={**HOME, "lines": "9 New Street", "since": since}, replaces=first, by=by
        )
        first.refresh_from_db()
        assert first.until == since - timedelta(days=1)
        assert list(Address.objects.current()) == [second]
    assert kinds() == ["child_fact.recorded", "child_fact.ended", "child_fact.recorded"]


def test_what_was_never_right_is_kept_and_no_longer_shown(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    with as_worker(cast):
        made = record_fact(case=led, fact=Address(), values=HOME, by=by)
        withdraw_fact(case=led, fact=made, version=made.version, why="Another child’s", by=by)
        assert list(Address.objects.held()) == []
        assert Address.objects.get().withdrawn_because == "Another child’s"


def test_nobody_deletes_a_fact(led: Case, cast: Cast) -> None:
    with as_worker(cast):
        record_fact(case=led, fact=Address(), values=HOME, by=cast["social_worker"])
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            Address.objects.all().delete()


def test_one_number_of_a_kind(led: Case, cast: Cast) -> None:
    number, by = {"kind": "nhs", "value": "943 476 5919", "note": ""}, cast["social_worker"]
    with as_worker(cast):
        first = record_fact(case=led, fact=Identifier(), values=number, by=by)
        with pytest.raises(NotAllowedNow), transaction.atomic():
            record_fact(case=led, fact=Identifier(), values=number, by=by)
        second = record_fact(case=led, fact=Identifier(), values=number, replaces=first, by=by)
        first.refresh_from_db()
        with pytest.raises(NotAllowedNow), transaction.atomic():
            change_fact(case=led, fact=first, version=first.version, values={"until": None}, by=by)
        assert list(Identifier.objects.current()) == [second]


def test_what_is_replaced_without_a_day_was_right_until_yesterday(led: Case, cast: Cast) -> None:
    with as_worker(cast):
        first = record_fact(case=led, fact=Address(), values=HOME, by=cast["social_worker"])
        record_fact(case=led, fact=Address(), values=HOME, replaces=first, by=cast["social_worker"])
        first.refresh_from_db()
        assert first.until == clock.today() - timedelta(days=1)
        assert first.is_past


def test_whoever_only_looks_changes_nothing(led: Case, cast: Cast) -> None:
    auditor = joins(agency_of(cast["social_worker"]), Role.AUDITOR)
    until = clock.now() + timedelta(days=3)
    grant_to_person(case=led, membership=auditor, reason=Reason.AUDIT, until=until, by=TEST)
    with access.acting_for(auditor.user):
        with pytest.raises(PermissionDenied):
            record_fact(case=led, fact=Address(), values=HOME, by=auditor.user)
        with pytest.raises(PermissionDenied):
            change_child(case=led, version=led.child.version, values={"sex": "female"}, by=auditor.user)


def test_a_failed_write_leaves_neither_row_nor_entry(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    with as_worker(cast):
        wrong = {**HOME, "since": clock.today(), "until": clock.today() - timedelta(days=1)}
        with pytest.raises(IntegrityError), transaction.atomic():
            record_fact(case=led, fact=Address(), values=wrong, by=by)
        assert not Address.objects.exists()
    assert kinds() == []


# --- what is missing -------------------------------------------------------------------------------------------


def test_a_question_is_among_somebodys_work_until_the_answer_is_there(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    with as_worker(cast):
        assert Wanted.ADDRESS not in known_facts(led.child)
        ask_for_fact(case=led, fact=Wanted.ADDRESS, who_could_know="Mother", ask_by=clock.today(), by=by)
        ask_for_fact(case=led, fact=Wanted.ADDRESS, who_could_know="School", ask_by=clock.today(), by=by)
        assert Question.objects.get().who_could_know == "School"
        item = one_of(DueItem.objects.open().filter(person=by))
        assert item.task == "Find out: Where the child lives"
        record_fact(case=led, fact=Address(), values=HOME, by=by)
        assert Wanted.ADDRESS in known_facts(led.child)
        assert count_of(DueItem.objects.open().filter(person=by)) == 0
        assert Question.objects.get().settled_at is not None


def test_a_confidential_address_counts_as_known_to_everyone(led: Case, cast: Cast) -> None:
    with as_worker(cast):
        record_fact(case=led, fact=Address(), values={**HOME, "is_confidential": True}, by=cast["social_worker"])
    support = joins(agency_of(cast["social_worker"]), Role.SUPPORT_WORKER)
    grant_to_person(case=led, membership=support, by=TEST)
    with access.acting_for(support.user):
        assert not Address.objects.exists()
        assert Wanted.ADDRESS in known_facts(led.child)


# --- confidential places ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.SUPPORT_WORKER, Role.PRACTITIONER, Role.CSC_TEAM_MANAGER])
def test_a_confidential_address_is_there_for_whoever_goes_to_the_child(role: Role, led: Case, cast: Cast) -> None:
    """In the row, in its history and on the page."""
    with as_worker(cast):
        made = record_fact(
            case=led, fact=Address(), values={**HOME, "is_confidential": True}, by=cast["social_worker"]
        )
    somebody = joins(agency_of(cast["social_worker"]), role)
    grant_to_person(case=led, membership=somebody, by=TEST)
    client = Client()
    client.force_login(somebody.user)
    page = says(client.get(place("child", led)))
    with access.acting_for(somebody.user), connection.cursor() as cursor:
        rows = Address.objects.count()
        cursor.execute("select count(*) from cases_addresshistory")
        histories = cursor.fetchone()[0]
    may = role in READS_PLACES
    assert (rows == 1, histories > 0, "Canary Row" in page) == (may, may, may)
    change = client.get(reverse("cases:change_address", kwargs={"ref": made.ref}))
    assert change.status_code == (200 if may else 404)


def test_whoever_learns_a_confidential_address_can_write_it_down(led: Case, cast: Cast) -> None:
    support = joins(agency_of(cast["social_worker"]), Role.SUPPORT_WORKER)
    grant_to_person(case=led, membership=support, by=TEST)
    client = Client()
    client.force_login(support.user)
    typed = {"kind": "hostel", "lines": "2 Canary Row", "is_confidential": "on"}
    page = client.get(send(client, place("add_address", led), **typed)["Location"])
    assert "It is confidential, so your role does not see it from now on." in says(page)
    assert "Canary Row" not in says(page)
    with as_worker(cast):
        assert Address.objects.get().lines == "2 Canary Row"


def test_the_system_says_whether_a_fact_is_known_under_a_purpose(led: Case) -> None:
    with wall.as_system("test"):
        assert known_facts(led.child) == {Wanted.BORN}
