"""The MASH product as a PDF: all that its owner may read, and nothing of what they may not."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.cases.handling import Handling
from referrals import actions
from referrals.actions import Answer, Decision
from referrals.models import ReferredChild
from referrals.sources import Basis
from referrals.workflow import Known, Outcome, Rating
from tests.factories import agency_of
from tests.integration.cases.conftest import Browse
from tests.integration.referrals.conftest import Cast, as_it_is
from tests.integration.screening.test_papers import bytes_of, flat, text_of_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker", "monday")]


@pytest.fixture
def decided(taken: ReferredChild, mash: Cast) -> ReferredChild:
    """With an answer that is the police’s and MASH’s alone."""
    officer, police, manager = mash["mash_officer"], mash["police_spoc"], mash["mash_manager"]
    with access.acting_for(officer):
        rated = actions.rate_referral(
            referred=taken, version=taken.version, rating=Rating.RED, because="With him now", by=officer
        )
        (check,) = actions.ask_agencies(
            referred=rated,
            version=as_it_is(rated).version,
            agencies=[agency_of(police)],
            question="Is the car known?",
            basis=Basis.PUBLIC_TASK,
            by=officer,
        )
    with access.acting_for(police):
        said = Answer(Known.KNOWN, "Canaryanswer", handling=Handling.OWN_AGENCY)
        actions.answer_check(check=check, version=check.version, answer=said, by=police)
    with access.acting_for(manager):
        now = as_it_is(taken)
        decision = Decision(Outcome.ADVICE, "Nobody else was there", "Screen again in May")
        actions.decide_referral(referred=now, version=now.version, decision=decision, by=manager)
    return as_it_is(taken)


def text_for(browse: Browse, key: str, referred: ReferredChild) -> str:
    client = browse(key)
    answer = client.post(reverse("referrals:file", kwargs={"ref": referred.ref}))
    assert answer.status_code == 302
    return flat(text_of_pdf(bytes_of(client, answer)))


def test_mash_has_all_of_it_on_paper(decided: ReferredChild, mash: Cast, browse: Browse) -> None:
    text = text_for(browse, "mash_officer", decided)
    for said in (
        *("Maya Rose Canaryname", "Canaryworry", "Canaryanswer", "Is the car known?", "With him now", "Red"),
        *("Information and advice", "Nobody else was there", "Screen again in May", "Thandi Moor", decided.ref),
    ):
        assert said in text, said


def test_whoever_referred_has_it_without_what_others_keep_to_themselves(
    decided: ReferredChild, mash: Cast, browse: Browse
) -> None:
    text = text_for(browse, "teacher", decided)
    assert "Canaryworry" in text
    assert "Screen again in May" in text
    assert "Canaryanswer" not in text
    assert "Is the car known?" not in text
    assert browse("outsider").post(reverse("referrals:file", kwargs={"ref": decided.ref})).status_code == 404
