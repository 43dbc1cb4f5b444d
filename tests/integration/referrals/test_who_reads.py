"""Who reads a referral, a check and an answer: by mark, by agency, on pages and by the database's wall alone."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.agency_types import AgencyType
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import grant_to_agency
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case, Entry
from cse_portal.core import wall
from referrals import actions
from referrals.actions import Answer
from referrals.models import AskedCheck, CheckAnswer, ClockPause, RatingSaid, Referral, ReferredChild
from referrals.sources import Basis
from referrals.workflow import Known, Rating
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse
from tests.integration.cases.forms import says
from tests.integration.referrals.conftest import Cast, as_it_is, joins, refer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker", "monday")]
EVERYTHING = (Referral, ReferredChild, RatingSaid, ClockPause, AskedCheck, CheckAnswer)

# Who of those that see the case reads a referral of the school under each mark; MASH and the school always do.
READS: dict[Handling, set[str]] = {
    Handling.NETWORK: {"police", "health", "social_care"},
    Handling.OWN_AGENCY: set(),
    Handling.NAMED_AGENCIES: {"health"},
    Handling.COVERT: {"police"},
    Handling.HEALTH: {"health"},
}


@pytest.fixture
def others(case: Case, mash: Cast) -> dict[str, User]:
    """Three agencies that see the case as well."""
    clinic = Agency.objects.create(
        partnership=case.partnership, name="Harbour Clinic", kind=AgencyType.SEXUAL_HEALTH.value
    )
    found = {
        "police": mash["police_spoc"],
        "health": joins(clinic, Role.SPOC, "Joy Adeyemi").user,
        "social_care": mash["team_manager"],
    }
    for one in found.values():
        grant_to_agency(case=case, agency=agency_of(one), by=TEST)
    return found


def sees(person: User, model: type) -> bool:
    """By the wall alone: no page and no query of the portal stands before it."""
    with access.acting_for(person):
        return bool(model._default_manager.exists())  # type: ignore[attr-defined]


@pytest.mark.parametrize("mark", Handling)
def test_a_referral_is_read_as_its_mark_says(
    mark: Handling, case: Case, mash: Cast, others: dict[str, User], browse: Browse
) -> None:
    if mark in (Handling.COVERT, Handling.HEALTH):
        by = others["police" if mark is Handling.COVERT else "health"]
        own = {"police" if mark is Handling.COVERT else "health"}
    else:
        by, own = mash["teacher"], set()
    named = (agency_of(others["health"]),) if mark is Handling.NAMED_AGENCIES else ()
    made = refer(case, by, handling=mark, named_agencies=named)
    place = reverse("referrals:referral", kwargs={"ref": made.ref})
    for name, person in others.items():
        mash[name] = person
        is_read = name in READS[mark] | own
        assert sees(person, ReferredChild) is is_read, name
        assert sees(person, Referral) is is_read, name
        assert (browse(name).get(place).status_code == 200) is is_read, name
        with access.acting_for(person):
            assert Entry.objects.filter(kind="referral").exists() is is_read, name
    assert "Canaryworry" in says(browse("mash_officer").get(reverse("referrals:triage", kwargs={"ref": made.ref})))
    for stranger in ("outsider", "lscb_manager", "system_administrator", "governance_lead"):
        assert not sees(mash[stranger], ReferredChild)
        assert browse(stranger).get(place).status_code == 404


@pytest.fixture
def asked(taken: ReferredChild, mash: Cast, others: dict[str, User]) -> AskedCheck:
    """Of the clinic, after it was rated and its clock had stood still."""
    by = mash["mash_officer"]
    with access.acting_for(by):
        rated = actions.rate_referral(
            referred=taken, version=taken.version, rating=Rating.GREEN, because="Canaryrated", by=by
        )
        (made,) = actions.ask_agencies(
            referred=rated,
            version=as_it_is(rated).version,
            agencies=[agency_of(others["health"])],
            question="Canaryquestion",
            basis=Basis.PUBLIC_TASK,
            by=by,
        )
    return made


@pytest.mark.parametrize("mark", [Handling.NETWORK, Handling.OWN_AGENCY, Handling.NAMED_AGENCIES, Handling.HEALTH])
def test_an_answer_is_read_as_its_mark_says(
    mark: Handling, asked: AskedCheck, mash: Cast, others: dict[str, User], browse: Browse
) -> None:
    clinic = others["health"]
    named = (agency_of(others["police"]),) if mark is Handling.NAMED_AGENCIES else ()
    with access.acting_for(clinic):
        given = Answer(Known.KNOWN, knows="Canaryanswer", handling=mark, named_agencies=named)
        actions.answer_check(check=asked, version=asked.version, answer=given, by=clinic)
    readers = {
        Handling.NETWORK: {"police", "social_care"},
        Handling.NAMED_AGENCIES: {"police"},
    }.get(mark, set()) | {"health"}
    page = reverse("referrals:referral", kwargs={"ref": asked.referred.ref})
    for name, person in others.items():
        mash[name] = person
        assert sees(person, CheckAnswer) is (name in readers), name
        assert sees(person, AskedCheck) is (name in readers), name
        assert "Canaryquestion" not in says(browse(name).get(page))
    triage = says(browse("mash_officer").get(reverse("referrals:triage", kwargs={"ref": asked.referred.ref})))
    assert "Canaryanswer" in triage
    assert sees(mash["mash_manager"], CheckAnswer)


def test_an_agency_that_is_asked_meets_the_question_and_nothing_else(
    case: Case, taken: ReferredChild, mash: Cast, browse: Browse
) -> None:
    """One that does not see the case."""
    by, youth = mash["mash_officer"], joins(agency_of(mash["social_worker"]), Role.SPOC, "Mo Grant").user
    with access.acting_for(by):
        rated = actions.rate_referral(referred=taken, version=taken.version, rating=Rating.RED, because="", by=by)
        actions.ask_agencies(
            referred=rated,
            version=as_it_is(rated).version,
            agencies=[agency_of(youth)],
            question="Known to you?",
            basis=Basis.PUBLIC_TASK,
            by=by,
        )
    assert sees(youth, AskedCheck)
    for model in (Referral, ReferredChild, RatingSaid, ClockPause, CheckAnswer, Case):
        assert not sees(youth, model), model
    for stranger in ("police_spoc", "outsider", "lscb_manager"):
        for model in EVERYTHING:
            assert not sees(mash[stranger], model), (stranger, model)


def test_nothing_is_ever_deleted_or_rewritten(asked: AskedCheck, mash: Cast) -> None:
    with wall.as_system("test"):
        for model in EVERYTHING:
            with pytest.raises(ProgrammingError), transaction.atomic():
                model._default_manager.all()._raw_delete("default")
        with pytest.raises(ProgrammingError), transaction.atomic():
            RatingSaid.objects.update(because="rewritten")
