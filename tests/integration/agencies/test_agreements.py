"""The pledge and the terms of use: drafted, published, signed once an agency, accepted once a person and version."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cse_portal.agencies import actions
from cse_portal.agencies.actions.agreements import AgreementRefused
from cse_portal.agencies.agreed import pledge_in_force, settled_mark, signature_of, terms_in_force, terms_owed
from cse_portal.agencies.models import Agency, Partnership, Pledge, TermsAcceptance, TermsOfUse, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.core import clock
from cse_portal.core.actor import Actor
from tests.factories import TEST, agency_of


@pytest.fixture
def school(cast: dict[str, User]) -> Agency:
    return agency_of(cast["school_spoc"])


def days(number: int) -> date:
    return clock.today() + timedelta(days=number)


def published_terms(agency: Agency, *, starts_on: date | None = None, by: Actor = TEST) -> TermsOfUse:
    draft = actions.draft_terms(agency=agency, text="Be careful.", starts_on=starts_on or days(-1), by=by)
    actions.publish(draft=draft, version=draft.version, by=by)
    draft.refresh_from_db()
    return draft


def published_pledge(partnership: Partnership, *, starts_on: date | None = None) -> Pledge:
    draft = actions.draft_pledge(partnership=partnership, text="We act.", starts_on=starts_on or days(-1), by=TEST)
    actions.publish(draft=draft, version=draft.version, by=TEST)
    draft.refresh_from_db()
    return draft


def test_a_draft_asks_nobody(cast: dict[str, User], school: Agency) -> None:
    actions.draft_terms(agency=school, text="Be careful.", starts_on=days(1), by=cast["school_spoc"])
    assert terms_in_force(school) is None
    assert terms_owed(cast["teacher"]) == []


def test_terms_are_asked_from_their_first_day(cast: dict[str, User], school: Agency) -> None:
    terms = published_terms(school, starts_on=days(1), by=cast["school_spoc"])
    assert (terms.number, terms.published_by) == (1, cast["school_spoc"])
    assert terms_owed(cast["teacher"]) == []
    TermsOfUse.objects.update(starts_on=clock.today())
    assert terms_owed(cast["teacher"]) == [terms]
    assert terms_owed(cast["outsider"]) == []


def test_people_do_not_begin_words_in_the_middle_of_a_day(cast: dict[str, User], school: Agency) -> None:
    draft = actions.draft_terms(agency=school, text="Be careful.", starts_on=days(0), by=cast["school_spoc"])
    with pytest.raises(AgreementRefused, match="tomorrow or later"):
        actions.publish(draft=draft, version=1, by=cast["school_spoc"])


def test_terms_are_accepted_once_a_version(cast: dict[str, User], school: Agency) -> None:
    first = published_terms(school)
    actions.accept_terms(terms=first, by=cast["teacher"])
    actions.accept_terms(terms=first, by=cast["teacher"])
    assert TermsAcceptance.objects.count() == 1
    assert AuditEvent.objects.filter(kind="terms.accepted").count() == 1
    assert terms_owed(cast["teacher"]) == []
    second = published_terms(school)
    assert second.number == 2
    assert terms_owed(cast["teacher"]) == [second]
    with pytest.raises(AgreementRefused, match="no longer"):
        actions.accept_terms(terms=first, by=cast["teacher"])


def test_nobody_accepts_another_agencys_terms(cast: dict[str, User], school: Agency) -> None:
    terms = published_terms(school)
    with pytest.raises(AgreementRefused):
        actions.accept_terms(terms=terms, by=cast["outsider"])


def test_someone_with_two_agencies_owes_both(cast: dict[str, User], school: Agency) -> None:
    other = agency_of(cast["outsider"])
    actions.give_role(user=cast["teacher"], agency=other, role=Role.PRACTITIONER, by=TEST)
    both = {published_terms(school), published_terms(other)}
    assert set(terms_owed(User.objects.get(pk=cast["teacher"].pk))) == both


def test_the_mark_holds_for_a_day_and_these_agencies(cast: dict[str, User], school: Agency) -> None:
    assert settled_mark(cast["teacher"]) == settled_mark(cast["teacher"])
    assert settled_mark(cast["teacher"]) != settled_mark(cast["outsider"])
    assert settled_mark(cast["teacher"]).startswith(clock.today().isoformat())


@pytest.mark.parametrize("key", ["teacher", "team_manager", "police_spoc"])
def test_only_who_keeps_an_agency_writes_its_terms(cast: dict[str, User], school: Agency, key: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.draft_terms(agency=school, text="Mine", starts_on=days(1), by=cast[key])
    draft = actions.draft_terms(agency=school, text="Ours", starts_on=days(1), by=TEST)
    with pytest.raises(PermissionDenied):
        actions.change_draft(draft=draft, version=1, text="Mine", starts_on=days(1), by=cast[key])
    with pytest.raises(PermissionDenied):
        actions.publish(draft=draft, version=1, by=cast[key])


def test_published_words_stay_as_they_are(cast: dict[str, User], school: Agency) -> None:
    draft = actions.draft_terms(agency=school, text="One", starts_on=days(1), by=cast["school_spoc"])
    actions.change_draft(draft=draft, version=1, text="Two", starts_on=days(2), by=cast["school_spoc"])
    actions.publish(draft=draft, version=2, by=cast["school_spoc"])
    draft.refresh_from_db()
    assert draft.paragraphs == ["Two"]
    with pytest.raises(AgreementRefused, match="stay as they are"):
        actions.change_draft(draft=draft, version=3, text="Three", starts_on=days(2), by=cast["school_spoc"])
    with pytest.raises(AgreementRefused, match="stay as they are"):
        actions.publish(draft=draft, version=3, by=cast["school_spoc"])


def test_the_database_keeps_one_draft_an_agency_and_one_of_each_number(school: Agency) -> None:
    actions.draft_terms(agency=school, text="One", starts_on=days(1), by=TEST)
    with pytest.raises(IntegrityError), transaction.atomic():
        TermsOfUse.objects.create(agency=school, number=2, text="Two", starts_on=days(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        TermsOfUse.objects.create(agency=school, number=1, text="Two", starts_on=days(1), published_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        TermsOfUse.objects.filter(agency=school).update(text="")


def test_an_agencys_lead_signs_the_newest_pledge_once(cast: dict[str, User], school: Agency) -> None:
    first = published_pledge(school.partnership)
    second = published_pledge(school.partnership, starts_on=days(30))
    assert pledge_in_force(school.partnership) == first
    with pytest.raises(AgreementRefused, match="newer version"):
        actions.sign_pledge(agency=school, pledge=first, by=cast["school_spoc"])
    signed = actions.sign_pledge(agency=school, pledge=second, by=cast["school_spoc"])
    assert (signed.signed_by, signed.signed_as) == (cast["school_spoc"], "Single point of contact")
    assert actions.sign_pledge(agency=school, pledge=second, by=cast["school_spoc"]) == signed
    assert signature_of(school, second) == signed
    assert signature_of(school, first) is None
    assert AuditEvent.objects.filter(kind="pledge.signed").count() == 1


@pytest.mark.parametrize("key", ["teacher", "police_spoc", "lscb_manager"])
def test_nobody_else_signs_for_an_agency(cast: dict[str, User], school: Agency, key: str) -> None:
    pledge = published_pledge(school.partnership)
    with pytest.raises(PermissionDenied):
        actions.sign_pledge(agency=school, pledge=pledge, by=cast[key])


def test_only_the_office_writes_the_pledge(cast: dict[str, User], school: Agency) -> None:
    with pytest.raises(PermissionDenied):
        actions.draft_pledge(partnership=school.partnership, text="Mine", starts_on=days(1), by=cast["school_spoc"])
    manager = cast["lscb_manager"]
    draft = actions.draft_pledge(partnership=school.partnership, text="Ours", starts_on=days(1), by=manager)
    actions.publish(draft=draft, version=1, by=manager)
    assert pledge_in_force(school.partnership) is None
