"""The database's own answer about the trail: every line is asked for, and only the right ones come."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.actions import add_agency, add_person, found_partnership, give_role
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.actions import record
from cse_portal.audit.models import AuditEvent, AuditHead, AuditSeal
from cse_portal.cases.actions import grant_to_person, write_entry
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from tests.factories import TEST, agency_of, in_post
from tests.integration.trail.conftest import Cast, hat, looks

pytestmark = pytest.mark.django_db
EVERYBODY = ("teacher", "school_spoc", "social_worker", "team_manager", "police_spoc", "governance_lead", "outsider")


@pytest.fixture(autouse=True)
def _reads_all() -> None:
    """Here nobody is stated unless the test says so."""


def look(user: User, case: Case) -> int:
    with wall.as_system("test"):
        return looks(user, case).pk


def meets(user: User | None, *numbers: int, in_hand: str = "") -> set[int]:
    """Which of these lines."""
    with access.acting_for(user), wall.with_case(in_hand):
        return set(AuditEvent.objects.filter(pk__in=numbers).values_list("pk", flat=True))


def whoever_meets(cast: Cast, number: int, in_hand: str = "") -> set[str]:
    return {key for key in EVERYBODY if meets(cast[key], number, in_hand=in_hand)}


def far_away() -> Membership:
    """Governance of another partnership."""
    rings = {"mash_phone": "01632 960200", "out_of_hours_phone": "01632 960299"}
    far = found_partnership(name="Saltmarsh Partnership", short_name="Saltmarsh", **rings, by=TEST)
    agency = add_agency(partnership=far, name="Saltmarsh Council", by=TEST)
    person = add_person(email="lead@saltmarsh.example", name="Una Field", by=TEST)
    return give_role(user=person, agency=agency, role=Role.INFORMATION_GOVERNANCE_LEAD, by=TEST)


def test_a_look_is_met_by_the_looker_their_contact_and_governance(cast: Cast, case: Case) -> None:
    assert whoever_meets(cast, look(cast["teacher"], case)) == {"teacher", "school_spoc", "governance_lead"}
    assert whoever_meets(cast, look(cast["social_worker"], case)) == {"social_worker", "governance_lead"}


def test_whoever_states_nobody_meets_no_line_of_a_case_and_the_portal_all(cast: Cast, case: Case) -> None:
    number = look(cast["teacher"], case)
    assert meets(None, number) == set()
    assert meets(None, number, in_hand=case.ref) == set()
    with wall.as_system("test"):
        assert AuditEvent.objects.filter(pk=number).exists()


def test_with_the_case_in_hand_whoever_sees_it_meets_its_lines_and_nobody_else(cast: Cast, case: Case) -> None:
    number = look(cast["police_spoc"], case)
    always = {"police_spoc", "governance_lead"}
    assert whoever_meets(cast, number) == always
    assert whoever_meets(cast, number, in_hand=case.ref) == always | {"team_manager"}
    grant_to_person(case=case, membership=hat(cast["social_worker"]), by=TEST)
    assert whoever_meets(cast, number, in_hand=case.ref) == always | {"team_manager", "social_worker"}
    assert whoever_meets(cast, number, in_hand="ZZZZ-3333-ZZZZ") == always


def test_what_was_done_with_an_entry_that_is_kept_from_them_is_kept_from_them_too(cast: Cast, case: Case) -> None:
    police = cast["police_spoc"]
    grant_to_person(case=case, membership=hat(police), by=TEST)
    words = {"words": "Seen at the station", "happened_on": clock.today(), "agency": agency_of(police)}
    with access.acting_for(police):
        write_entry(case=case, handling=Handling.COVERT, **words, by=police)
    with wall.as_system("test"):
        number = AuditEvent.objects.filter(object_kind="cases.entry").latest("pk").pk
    assert meets(police, number, in_hand=case.ref) == {number}
    assert meets(cast["team_manager"], number, in_hand=case.ref) == set()


def test_what_is_about_no_child_is_left_to_the_pages_but_for_what_governance_does_about_people(cast: Cast) -> None:
    made = {}
    for kind in ("agency.changed", "alarm.opened", "canary.planted"):
        record(kind, by=TEST)
        with wall.as_system("test"):
            made[kind] = AuditEvent.objects.latest("pk").pk
    assert whoever_meets(cast, made["agency.changed"]) == set(EVERYBODY)
    assert whoever_meets(cast, made["alarm.opened"]) == {"governance_lead"}
    assert whoever_meets(cast, made["canary.planted"]) == {"governance_lead"}


def test_an_alarm_over_a_case_stands_in_no_list_of_who_has_looked(cast: Cast, case: Case, client: Client) -> None:
    record("alarm.opened", case=case.ref, detail={"kind": "canary"}, by=TEST)
    with wall.as_system("test"):
        number = AuditEvent.objects.latest("pk").pk
    grant_to_person(case=case, membership=hat(cast["social_worker"]), by=TEST)
    assert meets(cast["social_worker"], number, in_hand=case.ref) == set()
    assert meets(cast["governance_lead"], number) == {number}
    client.force_login(cast["social_worker"])
    place = reverse("cases:looks", kwargs={"ref": case.ref})
    assert "alarm" not in client.get(f"{place}?view=every").content.decode().lower()


def test_a_contact_in_another_hat_reads_no_trail(cast: Cast, case: Case) -> None:
    number = look(cast["teacher"], case)
    spoc = cast["school_spoc"]
    other = give_role(user=spoc, agency=agency_of(cast["outsider"]), role=Role.PRACTITIONER, by=TEST)
    for worn, expected in ((first_hat(spoc), {number}), (other, set())):
        person = User.objects.get(pk=spoc.pk)
        access.wear(person, worn.pk)
        assert meets(person, number) == expected


def first_hat(user: User) -> Membership:
    return Membership.objects.filter(user=user).earliest("pk")


def test_each_partnership_reads_its_own_trail(cast: Cast, case: Case) -> None:
    lead, other = cast["governance_lead"], far_away()
    here = look(cast["teacher"], case)
    with in_post(other.user):
        record("person.confirmed", case="FAR-CASE", by=other.user)
    record("case.opened", case=case.ref, by=TEST)  # by the portal, for no agency
    record("person.signed_in", case="ODD", by=cast["teacher"])  # in no post
    with wall.as_system("test"):
        without_post, by_portal, there = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True)[:3]
    assert meets(lead, here, there, by_portal, without_post) == {here, without_post}
    assert meets(other.user, here, there, by_portal, without_post) == {there}


def test_a_seal_is_met_with_its_line_and_no_head_by_anybody(cast: Cast, case: Case) -> None:
    number = look(cast["teacher"], case)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; set constraints all deferred")
    with access.acting_for(cast["teacher"]):
        assert AuditSeal.objects.filter(pk=number).count() == 1
        assert AuditHead.objects.count() == 0
    with access.acting_for(cast["outsider"]):
        assert AuditSeal.objects.filter(pk=number).count() == 0
    with wall.as_system("test"):
        assert AuditHead.objects.count() > 0


def test_everybody_writes_the_trail_and_nobody_changes_it(cast: Cast, case: Case) -> None:
    for user in (None, cast["outsider"], cast["governance_lead"]):
        with access.acting_for(user):
            record("thing.done", case=case.ref, by=TEST)
    with wall.as_system("test"):
        assert AuditEvent.objects.filter(kind="thing.done").count() == 3
    for role in ("portal_app", "portal_system"):
        for forbidden in ("update audit_auditevent set reason = 'x'", "delete from audit_auditevent"):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"set local role {role}")
                with pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
                    cursor.execute(forbidden)
                cursor.execute("set local role portal_app")
