"""What a handling mark leaves of a case to each reader: Python's rule and the database's are one."""

from __future__ import annotations

import pytest
from django.db import connection

from cse_portal.agencies import access
from cse_portal.agencies.actions import add_agency, add_person, give_role
from cse_portal.agencies.agency_types import KINDS, AgencyType, Group
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import grant_to_person, write_entry
from cse_portal.cases.entry_queries import entries
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case, Entry
from cse_portal.core import clock, wall
from tests.factories import TEST
from tests.integration.cases.conftest import Cast, hat


def an_agency(case: Case, kind: str) -> Agency:
    return add_agency(partnership=case.partnership, name=f"Larkmere {kind or 'unsaid'}", kind=kind, by=TEST)


def somebody(agency: Agency, role: Role = Role.PRACTITIONER) -> Membership:
    person = add_person(email=f"p{agency.pk}.{role}@larkmere.example", name="Imran Castellan", by=TEST)
    return give_role(user=person, agency=agency, role=role, by=TEST)


def named(case: Case, held: Membership) -> User:
    grant_to_person(case=case, membership=held, by=TEST)
    return User.objects.get(pk=held.user_id)


def reads_health(person: User) -> bool:
    with access.acting_for(person), connection.cursor() as cursor:
        cursor.execute("select portal.reads_health()")
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["", *AgencyType])
def test_health_professionals_are_those_of_health_agencies(case: Case, kind: str) -> None:
    person = User.objects.get(pk=somebody(an_agency(case, kind)).user_id)
    expected = bool(kind) and KINDS[AgencyType(kind)].group == Group.HEALTH
    assert reads_health(person) is access.reader(person).health is expected


def test_only_the_hat_that_is_worn_reads(case: Case, cast: Cast) -> None:
    worker = cast["social_worker"]
    clinic = give_role(user=worker, agency=an_agency(case, "sexual_health"), role=Role.PRACTITIONER, by=TEST)
    for number, expected in ((hat_in(worker, case.lead_agency).pk, False), (clinic.pk, True)):
        person = User.objects.get(pk=worker.pk)
        access.wear(person, number)
        assert reads_health(person) is access.reader(person).health is expected


def hat_in(person: User, agency: Agency) -> Membership:
    return Membership.objects.get(user=person, agency=agency)


@pytest.fixture
def readers(case: Case, cast: Cast) -> dict[str, User]:
    """Everyone here sees the case; the marks tell them apart."""
    nurse = somebody(an_agency(case, "community_health"))
    camhs = somebody(an_agency(case, "camhs"))
    school = somebody(an_agency(case, "school"))
    police = somebody(an_agency(case, "police_cse"), Role.POLICE_CSE_SPOC)
    people = {"nurse": nurse, "camhs": camhs, "school": school, "police": police, "worker": hat(cast["social_worker"])}
    return {key: named(case, held) for key, held in people.items()}


WHO_READS = {
    Handling.NETWORK: {"nurse", "camhs", "school", "police", "worker"},
    Handling.OWN_AGENCY: {"nurse"},
    Handling.NAMED_AGENCIES: {"nurse", "school"},
    Handling.HEALTH: {"nurse", "camhs"},
    Handling.COVERT: {"police"},
}


@pytest.mark.parametrize("mark", Handling)
def test_a_part_is_read_by_whom_its_mark_names(case: Case, readers: dict[str, User], mark: Handling) -> None:
    """The police write what is covert, so that each mark is tried on a part of somebody's who reads it."""
    writer = readers["police" if mark == Handling.COVERT else "nurse"]
    with access.acting_for(writer):
        entry = write_entry(
            case=case,
            happened_on=clock.today(),
            words="Seen at the clinic",
            handling=mark,
            named_agencies=[hat(readers["school"]).agency] if mark == Handling.NAMED_AGENCIES else (),
            agency=hat(writer).agency,
            by=writer,
        )
    database, python = set(), set()
    for key, person in readers.items():
        with access.acting_for(person):
            assert case in Case.objects.visible_to(person)
            shown, _ = entries(person, case)
            if Entry.objects.filter(pk=entry.pk).exists():
                database.add(key)
        if entry.is_readable_by(access.reader(person)):
            python.add(key)
        assert (entry in shown) is (key in WHO_READS[mark])
    assert database == python == WHO_READS[mark]


def test_an_emergency_alone_shows_nothing_covert_in_python_either(case: Case, readers: dict[str, User]) -> None:
    """Asked past the wall, so that the application's own check is what is seen."""
    police = readers["police"]
    with access.acting_for(police):
        entry = write_entry(
            case=case,
            happened_on=clock.today(),
            words="Seen with an adult",
            handling=Handling.COVERT,
            agency=hat(police).agency,
            by=police,
        )
    with wall.as_system("test"):
        assert entry in entries(police, case, reasons={Reason.EMERGENCY, Reason.NAMED})[0]
        assert entry not in entries(police, case, reasons={Reason.EMERGENCY})[0]
