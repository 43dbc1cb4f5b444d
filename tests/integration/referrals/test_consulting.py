"""MASH gives advice without a referral, keeps what was said, and makes a referral of it in one step."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership
from cse_portal.cases.actions import restrict
from cse_portal.cases.models import Case, Entry
from referrals.models import Consultation, ReferredChild
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse
from tests.integration.cases.forms import led_back, says, send
from tests.integration.referrals.conftest import Cast
from tests.integration.referrals.test_referring import SAID, place
from tests.reading import all_of, one_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker", "monday")]
ADD = reverse("referrals:add_consultation")
TOLD = {
    "asked_by": "Ms Okafor, head of year",
    "asked_by_phone": "01632 960118",
    "about": "Collected by a man nobody knows",
    "advice": "Canaryadvice: talk with her alone first",
    "agreed": "Ms Okafor rings back tomorrow",
}


def test_advice_about_nobody_named_is_kept_for_mash_alone(mash: Cast, browse: Browse) -> None:
    officer = browse("mash_officer")
    page = says(led_back(officer, send(officer, ADD, **{**TOLD, "advice": ""})))
    assert "Enter what you advised" in page
    assert "Collected by a man nobody knows" in page
    answer = send(officer, ADD, **TOLD)
    assert "Canaryadvice" in says(browse("other_officer").get(answer["Location"]))
    assert "Ms Okafor" in says(officer.get(reverse("referrals:consultations")))
    for other in ("teacher", "police_spoc", "team_manager", "outsider"):
        assert browse(other).get(answer["Location"]).status_code == 403
        with access.acting_for(mash[other]):
            assert not Consultation.objects.exists()


def test_a_case_is_named_only_by_whoever_sees_it(case: Case, mash: Cast, browse: Browse) -> None:
    officer = browse("mash_officer")
    page = says(led_back(officer, send(officer, ADD, **TOLD, case_ref=case.ref)))
    assert "Enter the reference of a case that you see" in page
    assert all_of(Consultation.objects.all()) == []


def test_it_becomes_a_referral_without_typing_again(
    referred: ReferredChild, case: Case, mash: Cast, browse: Browse
) -> None:
    officer = browse("mash_officer")
    answer = send(officer, ADD, **TOLD, case_ref=case.ref.lower(), agency=str(agency_of(mash["teacher"]).ref))
    line = one_of(Entry.objects.filter(kind="referral", headline__startswith="MASH gave advice"))
    assert "Canaryadvice" in line.words
    made = one_of(Consultation.objects.all())
    way = f"{place('refer', case.ref)}?consultation={made.ref}"
    assert way in says(officer.get(answer["Location"]))
    said = {name: value for name, value in SAID.items() if name not in ("worry", "handling")}
    send(officer, way, **said, is_read_back="on")
    again = one_of(ReferredChild.objects.exclude(pk=referred.pk).select_related("referral"))
    assert again.worry == "Collected by a man nobody knows"
    assert (again.referral.channel, again.referral.raised_by) == ("phone", "Ms Okafor, head of year")
    assert again.referral.is_read_back


def test_of_a_restricted_case_the_managers_alone_read_it(
    referred: ReferredChild, case: Case, mash: Cast, browse: Browse
) -> None:
    answer = send(browse("mash_officer"), ADD, **TOLD, case_ref=case.ref)
    kept = [Membership.objects.get(user=mash[one]) for one in ("teacher", "mash_manager")]
    restrict(case=one_of(Case.objects.filter(pk=case.pk)), keep=kept, why="The child of a colleague", by=TEST)
    assert browse("mash_officer").get(answer["Location"]).status_code == 404
    assert browse("mash_manager").get(answer["Location"]).status_code == 200
