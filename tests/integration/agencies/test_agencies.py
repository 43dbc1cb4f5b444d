"""Agencies: who keeps them, when one may close, and which partnerships they take part in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cse_portal.agencies import actions, directory
from cse_portal.agencies.actions.organisation import AgencyRefused, Contacts
from cse_portal.agencies.models import Agency, AgencyPartnership, Membership, Partnership, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.core import clock
from tests.factories import TEST, agency_of

CALL = Contacts(phone="01632 960111", email="office@fernhill.example")


@pytest.fixture
def larkmere(cast: dict[str, User]) -> Partnership:
    return Partnership.objects.get()


@pytest.fixture
def manager(cast: dict[str, User]) -> User:
    return cast["lscb_manager"]


@pytest.fixture
def school(cast: dict[str, User]) -> Agency:
    return agency_of(cast["school_spoc"])


@pytest.fixture
def brackwater(db: None) -> Partnership:
    return actions.found_partnership(
        name="Brackwater Board", short_name="Brackwater", mash_phone="01632 960300", out_of_hours_phone="999", by=TEST
    )


def as_kept(agency: Agency, **changes: object) -> dict[str, object]:
    return {"name": agency.name, "kind": agency.kind, "parent": agency.parent, "serves": [], **changes}


def test_the_office_adds_an_agency(larkmere: Partnership, manager: User, cast: dict[str, User]) -> None:
    added = actions.add_agency(partnership=larkmere, name="Hill Surgery", kind="gp", contacts=CALL, by=manager)
    assert (added.kind_title, added.phone, added.is_open) == ("GP surgery", "01632 960111", True)
    with pytest.raises(PermissionDenied):
        actions.add_agency(partnership=larkmere, name="Mine", by=cast["school_spoc"])


def test_the_agencys_own_point_of_contact_keeps_its_contacts(cast: dict[str, User], school: Agency) -> None:
    changed = actions.change_contacts(agency=school, version=1, contacts=CALL, by=cast["school_spoc"])
    assert changed.phone == "01632 960111"
    event = AuditEvent.objects.get(kind="agency.contacts_changed")
    assert event.detail["changes"]["phone"] == [school.phone, "01632 960111"]
    actions.change_contacts(agency=school, version=2, contacts=CALL, by=cast["lscb_manager"])
    assert AuditEvent.objects.filter(kind="agency.contacts_changed").count() == 1
    for key in ("teacher", "police_spoc", "team_manager"):
        with pytest.raises(PermissionDenied):
            actions.change_contacts(agency=school, version=2, contacts=Contacts(), by=cast[key])


def test_what_an_agency_is_only_the_office_says(cast: dict[str, User], school: Agency, manager: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.change_agency(agency=school, version=1, **as_kept(school), by=cast["school_spoc"])
    actions.change_agency(agency=school, version=1, **as_kept(school, kind="college"), by=manager)
    assert AuditEvent.objects.get(kind="agency.changed").detail["changes"] == {"kind": ["school", "college"]}


def test_agencies_never_stand_in_a_circle(larkmere: Partnership, manager: User, brackwater: Partnership) -> None:
    trust = actions.add_agency(partnership=larkmere, name="Trust", by=manager)
    ward = actions.add_agency(partnership=larkmere, name="Ward", parent=trust, by=manager)
    with pytest.raises(AgencyRefused, match="cannot belong to itself"):
        actions.change_agency(agency=trust, version=1, **as_kept(trust, parent=ward), by=manager)
    theirs = actions.add_agency(partnership=brackwater, name="Theirs", by=TEST)
    with pytest.raises(AgencyRefused, match="same partnership"):
        actions.change_agency(agency=trust, version=1, **as_kept(trust, parent=theirs), by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=trust.pk).update(parent=trust)


def test_an_agency_serves_several_partnerships_and_stops(
    cast: dict[str, User], manager: User, brackwater: Partnership
) -> None:
    police = agency_of(cast["police_spoc"])
    actions.change_agency(agency=police, version=1, **as_kept(police, serves=[brackwater]), by=manager)
    assert police in Agency.objects.serving([brackwater.pk])
    assert directory.partnerships(cast["police_spoc"]) == [brackwater, police.partnership]
    assert [one.name for one in directory.partnerships(cast["teacher"])] == [police.partnership.name]
    actions.change_agency(agency=police, version=2, **as_kept(police), by=manager)
    assert police not in Agency.objects.serving([brackwater.pk])
    assert AgencyPartnership.objects.get().ends_on == clock.today()
    actions.change_agency(agency=police, version=3, **as_kept(police, serves=[brackwater]), by=manager)
    assert AgencyPartnership.objects.count() == 2


def test_everyone_looks_up_agencies_of_their_partnership_and_no_others(
    cast: dict[str, User], brackwater: Partnership
) -> None:
    theirs = actions.add_agency(partnership=brackwater, name="Theirs", by=TEST)
    seen = directory.agencies_for(cast["outsider"])
    assert seen.count() == Agency.objects.count() - 1
    assert theirs not in seen


def test_an_agency_closes_when_nobody_is_left(cast: dict[str, User], school: Agency, manager: User) -> None:
    with pytest.raises(AgencyRefused, match="2 people still work"):
        actions.close_agency(agency=school, reason="Merged", by=manager)
    yesterday = clock.today() - timedelta(days=1)
    Membership.objects.filter(agency=school).update(starts_on=yesterday, ends_on=yesterday)
    newcomer = actions.add_person(email="new@larkmere.example", name="New Comer", by=TEST)
    begins = clock.today() + timedelta(days=7)
    coming = actions.give_role(user=newcomer, agency=school, role=Role.PRACTITIONER, starts_on=begins, by=TEST)
    with pytest.raises(AgencyRefused, match="1 person still works"):
        actions.close_agency(agency=school, reason="Merged", by=manager)
    Membership.objects.filter(pk=coming.pk).update(starts_on=yesterday, ends_on=yesterday)
    actions.close_agency(agency=school, reason="Merged", by=manager)
    actions.close_agency(agency=school, reason="Again", by=manager)
    school.refresh_from_db()
    assert (school.closed_on, school.closing_reason) == (clock.today(), "Merged")
    assert school not in Agency.objects.open()
    actions.reopen_agency(agency=school, by=manager)
    assert school in Agency.objects.open()
    kinds = AuditEvent.objects.filter(object_ref=school.ref).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["agency.added", "agency.closed", "agency.reopened"]


def test_an_agency_with_teams_stays_open(larkmere: Partnership, manager: User) -> None:
    trust = actions.add_agency(partnership=larkmere, name="Trust", by=manager)
    actions.add_agency(partnership=larkmere, name="Ward", parent=trust, by=manager)
    with pytest.raises(AgencyRefused, match="Other agencies belong to this one"):
        actions.close_agency(agency=trust, reason="Merged", by=manager)


def test_a_name_is_found_by_its_words_in_any_order(cast: dict[str, User]) -> None:
    assert [one.name for one in Agency.objects.called("academy FERN")] == ["Fernhill Academy"]
    assert not Agency.objects.called("fernhill council").exists()
    for typed in ("children's east", "children’s east"):
        assert [one.name for one in Agency.objects.called(typed)] == ["Children’s social care, East team"]


def test_a_point_of_contact_names_their_own_leads(cast: dict[str, User], school: Agency) -> None:
    held = Membership.objects.get(user=cast["teacher"])
    actions.name_lead(membership=held, version=1, title="education_lead", phone="01632 960112", by=cast["school_spoc"])
    assert [one.user for one in directory.leads_of(school.partnership)] == [cast["teacher"]]
    with pytest.raises(PermissionDenied):
        actions.name_lead(membership=held, version=2, title="", phone="", by=cast["police_spoc"])
    actions.name_lead(membership=held, version=2, title="", phone="01632 960112", by=cast["school_spoc"])
    held.refresh_from_db()
    assert (held.lead_title, held.lead_phone) == ("", "")
    assert directory.leads_of(school.partnership) == []


def test_a_lead_who_left_is_named_no_more(cast: dict[str, User], school: Agency) -> None:
    held = Membership.objects.get(user=cast["teacher"])
    actions.name_lead(membership=held, version=1, title="education_lead", phone="", by=cast["school_spoc"])
    Membership.objects.update(starts_on=clock.today() - timedelta(days=2))
    Membership.objects.filter(pk=held.pk).update(ends_on=clock.today() - timedelta(days=1))
    assert directory.leads_of(school.partnership) == []
