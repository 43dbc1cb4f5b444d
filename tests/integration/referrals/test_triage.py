"""At MASH: taken by one, rated, asked about, answered, decided by a manager, and told to whoever referred."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import Crime, add_police_reference, grant_to_person
from cse_portal.cases.models import Case, Entry
from cse_portal.cases.workflow import Stage
from cse_portal.core import wall
from cse_portal.core.working_days import LONDON
from cse_portal.worklist.models import DueItem
from referrals import actions
from referrals.actions import Decision
from referrals.models import AskedCheck, CheckAnswer, ReferredChild
from referrals.refused import ReferralRefused
from referrals.sources import Basis
from referrals.workflow import Outcome, Rating
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse
from tests.integration.cases.forms import day, hidden, led_back, says, send
from tests.integration.cases.pairs import joins
from tests.integration.referrals.conftest import Cast, as_it_is, refer
from tests.post import delivered
from tests.reading import all_of, one_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker", "monday")]


def place(name: str, ref: str) -> str:
    return reverse(f"referrals:{name}", kwargs={"ref": ref})


def open_items(kind: str) -> list[DueItem]:
    return all_of(DueItem.objects.open().filter(kind=kind))


def rate(referred: ReferredChild, by: Any, rating: Rating = Rating.AMBER, because: str = "") -> ReferredChild:
    with access.acting_for(by):
        actions.rate_referral(
            referred=referred, version=as_it_is(referred).version, rating=rating, because=because, by=by
        )
    return as_it_is(referred)


@pytest.fixture
def asked(taken: ReferredChild, mash: Cast) -> AskedCheck:
    by = mash["mash_officer"]
    rated = rate(taken, by)
    with access.acting_for(by):
        (made,) = actions.ask_agencies(
            referred=rated,
            version=rated.version,
            agencies=[agency_of(mash["police_spoc"])],
            question="Is the silver car known?",
            basis=Basis.PUBLIC_TASK,
            by=by,
        )
    return made


def test_whoever_takes_it_has_it_and_whoever_referred_is_told(
    referred: ReferredChild, mash: Cast, browse: Browse
) -> None:
    send(browse("mash_officer"), place("take", referred.ref))
    now = as_it_is(referred)
    assert now.status == "taken"
    assert now.taken_by is not None
    assert now.taken_by.user_id == mash["mash_officer"].pk
    assert open_items("referral_new") == []
    assert [one.person for one in open_items("referral_decide")] == [mash["mash_officer"]]
    letter = next(one for one in delivered() if mash["teacher"].email in one.to)
    assert "Canary" not in letter.body
    assert "Being looked into" in says(browse("teacher").get(place("referral", referred.ref)))


def test_nobody_takes_it_from_another_without_saying_so(taken: ReferredChild, mash: Cast, browse: Browse) -> None:
    other = browse("other_officer")
    page = says(led_back(other, send(other, place("take", taken.ref))))
    assert "Speak with whoever has it first" in page
    send(other, place("take", taken.ref), takes_over="on")
    assert as_it_is(taken).taken_by.user_id == mash["other_officer"].pk  # type: ignore[union-attr]
    assert "Somebody else at MASH has this referral" in says(browse("mash_officer").get(place("rate", taken.ref)))


def test_two_who_take_it_at_once_do_not_both_have_it(referred: ReferredChild, mash: Cast, browse: Browse) -> None:
    first, second = browse("mash_officer"), browse("other_officer")
    opened = hidden(second.get(place("take", referred.ref)).content.decode())
    send(first, place("take", referred.ref))
    answer = second.post(place("take", referred.ref), opened)
    assert as_it_is(referred).taken_by.user_id == mash["mash_officer"].pk  # type: ignore[union-attr]
    assert answer.status_code == 303


def test_another_rating_needs_a_reason_and_moves_what_agencies_are_asked(
    asked: AskedCheck, taken: ReferredChild, mash: Cast, browse: Browse
) -> None:
    officer = browse("mash_officer")
    assert asked.due_at == datetime(2026, 11, 23, 15, 30, tzinfo=LONDON)  # six hours of MASH time
    page = says(led_back(officer, send(officer, place("rate", taken.ref), rating="red", because="")))
    assert "Enter why the rating changes" in page
    send(officer, place("rate", taken.ref), rating="red", because="She is with him now")
    assert one_of(AskedCheck.objects.all()).due_at == datetime(2026, 11, 23, 11, 30, tzinfo=LONDON)
    assert [one.due_at for one in open_items("check_red")] == [datetime(2026, 11, 23, 11, 30, tzinfo=LONDON)]
    assert open_items("check_amber") == []
    assert "She is with him now" in says(officer.get(place("triage", taken.ref)))


def test_agencies_are_asked_on_the_page_those_that_work_with_the_child_first(
    taken: ReferredChild, mash: Cast, browse: Browse
) -> None:
    officer, school, police = browse("mash_officer"), agency_of(mash["teacher"]), agency_of(mash["police_spoc"])
    assert "Rate the referral first" in says(officer.get(place("ask", taken.ref)))
    rate(taken, mash["mash_officer"])
    page = says(officer.get(place("ask", taken.ref)))
    assert page.index(school.name) < page.index(police.name)
    said = {"agencies": [str(police.ref), str(school.ref)], "question": "What do you know?", "basis": "public_task"}
    answer = send(officer, place("ask", taken.ref), **said)
    assert answer["Location"] == place("triage", taken.ref)
    assert {one.agency_id for one in all_of(AskedCheck.objects.all())} == {school.pk, police.pk}
    assert len(open_items("check_amber")) == 2
    assert "Nothing waits for an answer" not in says(browse("police_spoc").get(reverse("referrals:mine")))


def test_the_agency_that_is_asked_learns_who_it_is_and_not_the_case(
    asked: AskedCheck, mash: Cast, browse: Browse
) -> None:
    police = browse("police_spoc")
    page = says(police.get(place("check", asked.ref)))
    assert "Maya Rose Canaryname" in page
    assert "Is the silver car known?" in page
    assert "Canaryworry" not in page
    assert police.get(reverse("cases:record", kwargs={"ref": asked.case.ref})).status_code == 404
    assert police.get(place("triage", asked.referred.ref)).status_code == 404
    assert browse("outsider").get(place("check", asked.ref)).status_code == 404
    assert browse("teacher").get(place("check", asked.ref)).status_code == 404


def test_an_answer_stands_beside_the_others_and_is_added_to(
    asked: AskedCheck, taken: ReferredChild, mash: Cast, browse: Browse
) -> None:
    police, officer = browse("police_spoc"), browse("mash_officer")
    page = says(led_back(police, send(police, place("check", asked.ref), known="known", handling="network")))
    assert "Enter what you know" in page
    send(police, place("check", asked.ref), known="known", knows="Seen on three dates", handling="own_agency")
    assert open_items("check_amber") == []
    triage = says(officer.get(place("triage", taken.ref)))
    assert "Seen on three dates" in triage
    assert "1 of 1 answered" in triage
    assert "Seen on three dates" not in says(browse("teacher").get(place("referral", taken.ref)))
    send(police, place("check", asked.ref), known="known", knows="And once more today", handling="network")
    triage = says(officer.get(place("triage", taken.ref)))
    assert "Seen on three dates" in triage
    assert "And once more today" in triage


def test_a_late_agency_can_be_rung_and_its_answer_typed_in(
    asked: AskedCheck, taken: ReferredChild, mash: Cast, browse: Browse, monday: Any
) -> None:
    monday.shift(timedelta(hours=7))
    officer = browse("mash_officer")
    assert "Late." in says(officer.get(place("triage", taken.ref)))
    assert "late, chased" in says(officer.get(reverse("referrals:board")))
    send(
        officer,
        place("check", asked.ref),
        told_by="DS Tom Akers",
        known="nothing",
        handling="network",
    )
    given = one_of(CheckAnswer.objects.all())
    assert (given.agency_id, given.told_by) == (asked.agency_id, "DS Tom Akers")


def test_a_check_is_given_to_a_colleague_who_then_answers(asked: AskedCheck, mash: Cast, browse: Browse) -> None:
    colleague = joins(agency_of(mash["police_spoc"]), Role.PRACTITIONER, "Ivo Brandt")
    mash["colleague"] = colleague.user
    assert browse("colleague").get(place("check", asked.ref)).status_code == 404
    send(browse("police_spoc"), place("give_check", asked.ref), to=colleague.ref)
    send(browse("colleague"), place("check", asked.ref), known="nothing", handling="network")
    assert one_of(AskedCheck.objects.all()).state == "answered"


DECISION = {
    "outcome": "strategy",
    "because": "Three dates, and the same car",
    "feedback": "Thank you. We call a strategy discussion",
}


def team(mash: Cast) -> str:
    return str(agency_of(mash["social_worker"]).ref)


def test_an_officer_proposes_and_a_manager_decides(taken: ReferredChild, mash: Cast, browse: Browse) -> None:
    officer, manager = browse("mash_officer"), browse("mash_manager")
    page = says(led_back(officer, send(officer, place("triage", taken.ref), **DECISION)))
    assert "Select the team that takes it on" in page
    send(officer, place("triage", taken.ref), **DECISION, team=team(mash))
    assert as_it_is(taken).status == "approval"
    assert [one.role for one in open_items("referral_approve")] == ["mash_manager"]
    assert officer.get(place("send_back", taken.ref)).status_code == 403
    page = says(manager.get(place("triage", taken.ref)))
    assert "Approve and decide" in page
    assert "Three dates, and the same car" in page
    send(manager, place("triage", taken.ref))
    now = as_it_is(taken)
    assert (now.status, now.outcome) == ("decided", "strategy")
    assert now.decided_by_id == mash["mash_manager"].pk
    assert now.proposed_by_id == mash["mash_officer"].pk


def test_a_decision_makes_what_follows(taken: ReferredChild, mash: Cast, browse: Browse) -> None:
    send(browse("mash_manager"), place("triage", taken.ref), **DECISION, team=team(mash))
    case = one_of(Case.objects.all())
    assert case.get_stage() is Stage.IN_ASSESSMENT
    assert case.lead_agency_id == agency_of(mash["social_worker"]).pk
    (strategy,) = open_items("strategy_wanted")
    assert strategy.due_at == datetime(2026, 11, 26, 17, tzinfo=LONDON)
    assert [one.role for one in open_items("case_allocation")] == ["csc_team_manager"]
    assert open_items("referral_decide") == []
    assert [one.person for one in open_items("referral_feedback")] == [mash["teacher"]]
    assert browse("team_manager").get(reverse("cases:record", kwargs={"ref": case.ref})).status_code == 200
    lines = [one.headline for one in all_of(Entry.objects.filter(kind="referral").order_by("pk"))]
    assert lines == ["Referred to MASH", "MASH decided: strategy discussion"]


def test_whoever_referred_reads_the_reasons_and_is_rung(taken: ReferredChild, mash: Cast, browse: Browse) -> None:
    said = {**DECISION, "outcome": "no_action", "feedback": "We saw no harm. Screen again in May"}
    send(browse("mash_manager"), place("triage", taken.ref), **said)
    teacher = browse("teacher")
    page = says(teacher.get(place("referral", taken.ref)))
    assert "We saw no harm" in page
    assert "Three dates, and the same car" in page
    send(teacher, place("read", taken.ref))
    assert open_items("referral_feedback") == []
    assert len(open_items("referral_tell")) == 1
    send(browse("mash_officer"), place("told", taken.ref), **day("on", date(2026, 11, 23)), words="She is glad")
    assert open_items("referral_tell") == []
    now = as_it_is(taken)
    assert (now.told_on, now.read_by_id) == (date(2026, 11, 23), mash["teacher"].pk)


def test_a_decision_sent_back_keeps_what_was_written(taken: ReferredChild, mash: Cast, browse: Browse) -> None:
    officer = browse("mash_officer")
    send(officer, place("triage", taken.ref), **DECISION, team=team(mash))
    send(browse("mash_manager"), place("send_back", taken.ref), because="Ask the school first")
    page = says(officer.get(place("triage", taken.ref)))
    assert "Ask the school first" in page
    assert "Three dates, and the same car" in page
    assert len(open_items("referral_decide")) == 1


def test_nobody_decides_about_their_own_referral(case: Case, mash: Cast, browse: Browse) -> None:
    manager = mash["mash_manager"]
    grant_to_person(case=case, membership=Membership.objects.get(user=manager), by=TEST)
    made = refer(case, manager)
    with access.acting_for(manager):
        actions.take_referral(referred=made, version=made.version, by=manager)
        now = as_it_is(made)
        with pytest.raises(ReferralRefused, match="Nobody decides about their own referral"):
            actions.decide_referral(
                referred=now,
                version=now.version,
                decision=Decision(Outcome.NO_ACTION, "No", "No"),
                by=manager,
            )


def test_an_officer_cannot_decide_and_the_database_knows_the_second_person(taken: ReferredChild, mash: Cast) -> None:
    officer = mash["mash_officer"]
    with access.acting_for(officer), pytest.raises(PermissionDenied):
        actions.decide_referral(
            referred=taken,
            version=taken.version,
            decision=Decision(Outcome.NO_ACTION, "No", "No"),
            by=officer,
        )
    with wall.as_system("test"), pytest.raises(IntegrityError), transaction.atomic():
        ReferredChild.objects.filter(pk=taken.pk).update(proposed_by=officer, decided_by=officer)


def test_the_clock_stands_still_until_the_time_that_is_said(taken: ReferredChild, mash: Cast, browse: Browse) -> None:
    officer = browse("mash_officer")
    before = taken.decide_by
    assert before == datetime(2026, 11, 24, 17, tzinfo=LONDON)
    until = {**day("until", date(2026, 11, 23)), "until_time": "1:30pm"}
    send(officer, place("pause", taken.ref), **until, because="The mother is on her way")
    assert as_it_is(taken).decide_by == datetime(2026, 11, 25, 12, 30, tzinfo=LONDON)
    assert "The mother is on her way" in says(officer.get(place("triage", taken.ref)))
    send(officer, place("resume", taken.ref))
    assert as_it_is(taken).decide_by == before


def test_an_assessment_is_finished_by_the_team_that_took_it_on(
    taken: ReferredChild, mash: Cast, browse: Browse
) -> None:
    send(browse("mash_manager"), place("triage", taken.ref), **{**DECISION, "outcome": "assessment"}, team=team(mash))
    (item,) = open_items("single_assessment")
    assert item.due_at.date() == date(2027, 1, 28)
    helen = browse("team_manager")
    send(helen, item.url, finding="in_need", **day("on", date(2026, 11, 23)), lead="", words="A plan is agreed")
    assert open_items("single_assessment") == []
    (line,) = all_of(Entry.objects.filter(kind="referral", words="A plan is agreed"))
    assert line.headline == "Section 17 assessment: a child in need plan"


def test_a_withdrawn_check_is_not_answered_and_another_agency_never_finds_it(
    asked: AskedCheck, mash: Cast, browse: Browse
) -> None:
    send(browse("mash_officer"), place("withdraw_check", asked.ref), because="Asked by mistake")
    police = browse("police_spoc")
    assert "not needed any more" in says(police.get(place("check", asked.ref)))
    assert open_items("check_amber") == []


def test_the_police_are_told_of_a_suspicion_and_give_its_reference_back(
    taken: ReferredChild, mash: Cast, browse: Browse
) -> None:
    send(browse("mash_manager"), place("triage", taken.ref), **{**DECISION, "outcome": "advice"}, tells_police="on")
    (item,) = open_items("suspicion_told")
    assert item.due_at == datetime(2026, 11, 30, 17, tzinfo=LONDON)
    assert (item.agency_id, item.role) == (agency_of(mash["police_spoc"]).pk, "police_cse_spoc")
    with access.acting_for(mash["police_spoc"]):
        case = one_of(Case.objects.all())
        add_police_reference(case=case, crime=Crime("1234567/26"), by=mash["police_spoc"])
    assert open_items("suspicion_told") == []
    lines = [one.headline for one in all_of(Entry.objects.filter(kind="referral").order_by("pk"))]
    assert "MASH told the police of a suspicion" in lines


def test_what_goes_to_another_borough_stays_on_the_list_until_somebody_there_has_it(
    taken: ReferredChild, mash: Cast, browse: Browse
) -> None:
    said = {**DECISION, "outcome": "transfer", "to_borough": "Brackwater, front door"}
    send(browse("mash_manager"), place("triage", taken.ref), **said)
    officer, today = browse("mash_officer"), day("on", date(2026, 11, 23))
    send(officer, place("told", taken.ref), **today, words="")
    assert open_items("referral_tell") == []
    assert len(open_items("referral_transfer")) == 1
    with access.acting_for(mash["mash_officer"]):
        now = as_it_is(taken)
        handed = {"on": date(2026, 11, 23), "words": "", "handed_to": "Ms Ide, at noon"}
        actions.note_told(referred=now, version=now.version, **handed, by=mash["mash_officer"])
    assert open_items("referral_transfer") == []
    assert one_of(Entry.objects.filter(words="Ms Ide, at noon")).headline == "Handed to Brackwater, front door"


def test_an_agency_need_not_answer_what_is_decided_already(
    asked: AskedCheck, taken: ReferredChild, mash: Cast, browse: Browse
) -> None:
    send(browse("mash_manager"), place("triage", taken.ref), **{**DECISION, "outcome": "advice"})
    assert len(open_items("check_amber")) == 1
    send(browse("mash_officer"), place("withdraw_check", asked.ref), because="It is decided")
    assert open_items("check_amber") == []
