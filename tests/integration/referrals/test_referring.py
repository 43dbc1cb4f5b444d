"""A child is referred to MASH from a case, and whoever referred follows it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.cases.actions import close_case, grant_to_agency, grant_to_person, open_case, restrict
from cse_portal.cases.actions.stages import Farewell
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case, Entry
from cse_portal.cases.workflow import Closing, Stage
from cse_portal.worklist.models import DueItem
from referrals.models import ReferredChild
from referrals.refused import ReferralRefused
from screening.models import Tool
from tests.architecture.screening_objects import a_complete_screening
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse
from tests.integration.cases.forms import led_back, says, send
from tests.integration.referrals.conftest import Cast, refer
from tests.reading import all_of, one_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker", "monday")]

SAID = {
    "source": "2A",
    "worry": "Collected by a man nobody knows",
    "childs_words": "I do not want to go with him",
    "urgency": "today",
    "circumstances": ["none"],
    "consent": "given",
    "basis": "public_task",
    "handling": "network",
}


def place(name: str, ref: str) -> str:
    return reverse(f"referrals:{name}", kwargs={"ref": ref})


def test_a_teacher_refers_and_mash_has_it_with_a_clock(case: Case, mash: Cast, browse: Browse) -> None:
    teacher, officer = browse("teacher"), browse("mash_officer")
    assert officer.get(reverse("cases:record", kwargs={"ref": case.ref})).status_code == 404
    answer = send(teacher, place("refer", case.ref), **SAID)
    made = one_of(ReferredChild.objects.all())
    assert answer["Location"] == place("referral", made.ref)
    assert "MASH has the referral" in says(teacher.get(answer["Location"]))
    assert officer.get(reverse("cases:record", kwargs={"ref": case.ref})).status_code == 200
    board = says(officer.get(reverse("referrals:board")))
    assert "Maya Rose Canaryname" in board
    assert "Collected by a man" in board
    kinds = {(one.kind, one.role) for one in all_of(DueItem.objects.open().filter(source_ref=made.ref))}
    assert kinds == {("referral_new", "mash_officer"), ("referral_decide", "mash_officer")}
    assert one_of(Case.objects.all()).get_stage() is Stage.REFERRED


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("worry", "Enter what worries you"),
        ("urgency", "Select how soon something must happen"),
        ("circumstances", "Select what is so, or that none of it is"),
        ("consent", "Select whether they agree"),
        ("basis", "Select the lawful ground"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    case: Case, mash: Cast, browse: Browse, missing: str, words: str
) -> None:
    teacher = browse("teacher")
    typed = {name: value for name, value in SAID.items() if name != missing}
    page = says(led_back(teacher, send(teacher, place("refer", case.ref), **typed)))
    assert words in page
    assert "I do not want to go with him" in page
    assert all_of(ReferredChild.objects.all()) == []


def test_without_consent_the_reason_is_asked_for(case: Case, mash: Cast, browse: Browse) -> None:
    teacher = browse("teacher")
    page = says(led_back(teacher, send(teacher, place("refer", case.ref), **{**SAID, "consent": "not_asked"})))
    assert "Enter why it is shared without their agreement" in page


def test_a_second_referral_is_added_to_the_same_case(referred: ReferredChild, mash: Cast, browse: Browse) -> None:
    teacher = browse("teacher")
    assert "MASH looks into a referral" in says(teacher.get(place("refer", referred.case.ref)))
    send(teacher, place("refer", referred.case.ref), **SAID)
    found = all_of(ReferredChild.objects.all())
    assert {one.case_id for one in found} == {referred.case_id}
    assert "1 other referral" in says(browse("mash_officer").get(reverse("referrals:board")))


def test_a_new_worry_about_a_closed_case_opens_it_again(case: Case, mash: Cast, browse: Browse) -> None:
    close_case(
        case=case,
        farewell=Farewell(Closing.SAFE, "The school", "Beth"),
        why="safe",
        version=case.version,
        by=TEST,
    )
    send(browse("teacher"), place("refer", case.ref), **SAID)
    again = one_of(Case.objects.all())
    assert (again.get_stage(), again.closed_on) == (Stage.REOPENED, None)
    assert "opens the case again" in " ".join(one.words for one in all_of(Entry.objects.filter(kind="stage")))


def test_of_a_restricted_case_mash_managers_alone_hear(case: Case, mash: Cast, browse: Browse) -> None:
    named = [Membership.objects.get(user=mash["teacher"])]
    restrict(case=case, keep=named, why="The child of a colleague", by=TEST)
    made = refer(case, mash["teacher"])
    assert browse("mash_manager").get(place("triage", made.ref)).status_code == 200
    assert browse("mash_officer").get(place("triage", made.ref)).status_code == 404
    items = all_of(DueItem.objects.open().filter(source_ref=made.ref))
    assert {one.role for one in items} == {"mash_manager"}
    assert "Canaryname" not in says(browse("mash_officer").get(reverse("referrals:board")))


def test_whoever_made_it_withdraws_it_while_nothing_is_decided(
    taken: ReferredChild, mash: Cast, browse: Browse
) -> None:
    teacher = browse("teacher")
    send(teacher, place("withdraw", taken.ref), because="Another child of the same name")
    assert one_of(ReferredChild.objects.all()).status == "withdrawn"
    assert all_of(DueItem.objects.open().filter(source_ref=taken.ref)) == []
    assert "Another child of the same name" in says(teacher.get(place("referral", taken.ref)))
    assert "Nobody waits" in says(browse("mash_officer").get(reverse("referrals:board")))


def test_its_mark_hides_it_from_others_of_the_network(case: Case, mash: Cast, browse: Browse) -> None:
    made = refer(case, mash["teacher"], handling=Handling.OWN_AGENCY)
    grant_to_agency(case=case, agency=agency_of(mash["police_spoc"]), by=TEST)
    police = browse("police_spoc")
    assert police.get(reverse("cases:record", kwargs={"ref": case.ref})).status_code in (200, 302)
    assert police.get(place("referral", made.ref)).status_code == 404
    assert browse("mash_officer").get(place("triage", made.ref)).status_code == 200
    with access.acting_for(mash["police_spoc"]):
        assert list(ReferredChild.objects.all()) == []


def test_the_screening_goes_with_it_and_says_what_follows(case: Case, mash: Cast, browse: Browse) -> None:
    tool = a_complete_screening(mash["teacher"], case)
    teacher = browse("teacher")
    send(teacher, place("refer", case.ref), **SAID, tool=tool.ref)
    made = one_of(ReferredChild.objects.all())
    assert made.tool_id == tool.pk
    again = one_of(Tool.objects.filter(pk=tool.pk))
    assert (again.next_step, again.next_words) == ("mash", f"Referral {made.ref}")
    page = says(browse("mash_officer").get(place("triage", made.ref)))
    assert reverse("screening:tool", kwargs={"ref": tool.ref}) in page
    assert "p-tiles" in page


def test_no_screening_of_another_child_goes_with_it(case: Case, mash: Cast) -> None:
    other = a_complete_screening(mash["teacher"])
    with pytest.raises(ReferralRefused, match="Choose a screening of this child"):
        refer(case, mash["teacher"], tool=other)


def test_three_siblings_on_one_form_have_a_clock_and_a_decision_each(case: Case, mash: Cast, browse: Browse) -> None:
    teacher = mash["teacher"]
    brothers = [another(name, teacher) for name in ("Sean", "Finn")]
    stranger = open_case(
        given_names="Ada", family_name="Unseen", born_on=None, lead_agency=agency_of(mash["outsider"]), by=TEST
    )
    page = says(browse("teacher").get(place("refer", case.ref)))
    assert "Sean Canaryname" in page
    assert "Unseen" not in page
    answer = send(browse("teacher"), place("refer", case.ref), **{**SAID, "others": [stranger.ref]})
    assert "There is a problem" in says(led_back(browse("teacher"), answer))
    assert all_of(ReferredChild.objects.all()) == []
    send(browse("teacher"), place("refer", case.ref), **SAID, others=[one.ref for one in brothers])
    made = all_of(ReferredChild.objects.order_by("pk"))
    assert [one.case_id for one in made] == [case.pk, *(one.pk for one in brothers)]
    assert [one.childs_words for one in made] == ["I do not want to go with him", "", ""]
    assert len({one.referral_id for one in made}) == 1
    page = says(browse("mash_officer").get(place("triage", made[0].ref)))
    assert "On the same form" in page
    assert place("triage", made[2].ref) in page
    send(browse("mash_officer"), place("take", made[1].ref))
    assert [one.status for one in all_of(ReferredChild.objects.order_by("pk"))] == ["new", "taken", "new"]


def another(name: str, teacher: User) -> Case:
    made = open_case(given_names=name, family_name="Canaryname", born_on=None, lead_agency=agency_of(teacher), by=TEST)
    grant_to_person(case=made, membership=Membership.objects.get(user=teacher), by=TEST)
    return made
