"""Records that may be of one child: found at night, seen by those who see both, and set aside for good."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import (
    change_child,
    look_at_pair_again,
    restrict,
    set_pair_aside,
)
from cse_portal.cases.models import Case, Child, Identifier, LikelyPair, Phone
from cse_portal.cases.pairing import PairState
from cse_portal.cases.tasks import find_likely_pairs
from cse_portal.core import wall
from cse_portal.core.models import StaleRecord
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Cast, hat
from tests.integration.cases.forms import led_back, says, send
from tests.integration.cases.pairs import FIRST, SECOND, acting, case_of, found_pair, person_for, write
from tests.reading import all_of, count_of

pytestmark = pytest.mark.django_db
Two = tuple[Case, Case]


@pytest.fixture
def two(cast: Cast) -> Two:
    agency = agency_of(cast["social_worker"])
    return case_of(agency, **FIRST), case_of(agency, **SECOND)


@pytest.fixture
def officer(two: Two, cast: Cast) -> User:
    return person_for(Role.MASH_OFFICER, agency_of(cast["social_worker"]), *two)


@pytest.fixture
def signed_in(officer: User) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def place(name: str, pair: LikelyPair) -> str:
    return reverse(f"cases:{name}", kwargs={"ref": pair.ref})


def pairs() -> list[LikelyPair]:
    with wall.as_system("test"):
        return list(LikelyPair.objects.all())


def said(kind: str) -> int:
    return count_of(AuditEvent.objects.filter(kind=kind))


# --- found at night --------------------------------------------------------------------------------------------


def test_two_records_of_one_name_and_birthday_are_found_once(two: Two) -> None:
    assert find_likely_pairs() == 1
    assert find_likely_pairs() == 0
    pair = pairs()[0]
    assert (pair.first_id, pair.second_id) == (two[0].child_id, two[1].child_id)
    assert (pair.whys, pair.state) == (["form", "born"], PairState.SUGGESTED)
    assert said("likely_pair.found") == 2


def test_only_what_changed_is_compared_again(two: Two) -> None:
    def compared() -> int:
        with CaptureQueriesContext(connection) as asked:
            find_likely_pairs()
        return sum("children_by_keys" in one["sql"] for one in asked.captured_queries)

    assert compared() > 0
    assert compared() == 0
    write(two[0], Identifier(), {"kind": "police", "value": "LM 77"})
    assert 0 < compared() < 10


def test_a_shared_number_or_phone_written_later_makes_a_pair(cast: Cast) -> None:
    agency = agency_of(cast["social_worker"])
    one = case_of(agency, given_names="Ada", family_name="Roe", born_on=None)
    other = case_of(agency, given_names="Noor", family_name="Fern", born_on=None)
    third = case_of(agency, given_names="Ada", family_name="Roe", born_on=None)
    assert find_likely_pairs() == 0
    number = {"kind": "nhs", "value": "943 476 5919"}
    for case in (one, other):
        write(case, Identifier(), number)
    assert find_likely_pairs() == 1
    phone = {"kind": "child", "number": "07700 900123", "is_safe": "yes"}
    for case in (one, third):
        write(case, Phone(), phone)
    assert find_likely_pairs() == 1
    assert {tuple(pair.whys) for pair in pairs()} == {("nhs",), ("name", "phone")}


def test_a_pair_that_grew_more_alike_says_so(two: Two) -> None:
    pair = found_pair()
    number = {"kind": "nhs", "value": "943 476 5919"}
    for case in two:
        write(case, Identifier(), number)
    find_likely_pairs()
    assert pairs()[0].whys == ["nhs", "form", "born"]
    assert pairs()[0].score > pair.score


def test_a_pair_is_kept_once_and_in_order(two: Two) -> None:
    pair = found_pair()
    terms = {"whys": ["name"], "score": 50, "found_on": pair.found_on}
    for first, second in ((pair.first_id, pair.second_id), (pair.second_id, pair.first_id)):
        with wall.as_system("test"), pytest.raises(IntegrityError), transaction.atomic():
            LikelyPair.objects.create(first_id=first, second_id=second, **terms)


# --- who sees it -----------------------------------------------------------------------------------------------


def test_a_pair_is_there_for_whoever_sees_a_case_of_both(two: Two, cast: Cast) -> None:
    pair = found_pair()
    agency = agency_of(cast["outsider"])
    both = person_for(Role.MASH_OFFICER, agency, *two)
    one = person_for(Role.MASH_OFFICER, agency, two[0])
    for person, sees in ((both, True), (one, False), (cast["outsider"], False)):
        with acting(person):
            assert LikelyPair.objects.filter(pk=pair.pk).exists() is sees
            assert LikelyPair.objects.visible_to(person).exists() is sees
            with connection.cursor() as cursor:
                cursor.execute("select count(*) from cases_likelypairhistory")
                assert (cursor.fetchone()[0] > 0) is sees


def test_a_restricted_case_takes_the_pair_away(two: Two, cast: Cast, officer: User, signed_in: Client) -> None:
    pair = found_pair()
    keep = [hat(cast["social_worker"]), hat(cast["team_manager"])]
    assert signed_in.get(place("likely_pair", pair)).status_code == 200
    restrict(case=two[1], why="A colleague’s child", keep=keep, by=TEST)
    assert signed_in.get(place("likely_pair", pair)).status_code == 404
    assert "Canaryname" not in says(signed_in.get(reverse("cases:likely_pairs")))
    assert said("likely_pair.refused") == 2


def test_without_the_role_it_is_refused(two: Two, cast: Cast) -> None:
    pair = found_pair()
    worker = person_for(Role.SOCIAL_WORKER, agency_of(cast["social_worker"]), *two)
    client = Client()
    client.force_login(worker)
    assert client.get(reverse("cases:likely_pairs")).status_code == 403
    assert client.get(place("likely_pair", pair)).status_code == 403
    with acting(worker), pytest.raises(PermissionDenied):
        set_pair_aside(pair=pair, version=pair.version, why="Twins", by=worker)


def test_nobody_writes_into_it_past_the_portal(two: Two, officer: User) -> None:
    pair = found_pair()
    with acting(officer), pytest.raises(Exception, match="permission denied"), transaction.atomic():
        LikelyPair.objects.filter(pk=pair.pk).update(state="merged")


def test_whoever_has_no_part_says_why_for_each_child(two: Two, cast: Cast) -> None:
    pair = found_pair()
    lead = person_for(Role.SSPL, agency_of(cast["outsider"]))
    client, url = Client(), place("likely_pair", pair)
    client.force_login(lead)
    answer = {"why_looking-choice": "supervising", "why_looking-opens": "yes"}
    for case in two:
        page = says(client.get(url))
        assert "You have no part in this case today" in page
        assert case.ref in page
        assert client.post(url, answer).status_code == 303
    assert "Mya Canaryname" in says(client.get(url))


# --- pages -----------------------------------------------------------------------------------------------------


def test_the_list_teaches_while_it_is_empty(signed_in: Client) -> None:
    for query, words in (("", "None that you see"), ("?which=two", "None yet"), ("?which=one", "can be taken apart")):
        assert words in says(signed_in.get(reverse("cases:likely_pairs") + query))


def test_both_records_stand_side_by_side(two: Two, signed_in: Client) -> None:
    number = {"kind": "police", "value": "LM 77"}
    write(two[1], Identifier(), number)
    pair = found_pair()
    assert "Maya Canaryname and Mya Canaryname" in says(signed_in.get(reverse("cases:likely_pairs")))
    page = says(signed_in.get(place("likely_pair", pair)))
    for words in (
        "names that are forms or spellings of each other, the same date of birth",
        "LM 77",
        two[0].ref,
        two[1].ref,
        "Differs",
        "Not the same person",
    ):
        assert words in page
    looks = all_of(AuditEvent.objects.filter(kind="likely_pair.looked_at").order_by("id"))
    assert [one.case_ref for one in looks] == [two[0].ref, two[1].ref]
    assert [one.child_ref for one in looks] == [two[0].child.ref, two[1].child.ref]


def test_not_the_same_is_remembered(two: Two, officer: User, signed_in: Client) -> None:
    pair = found_pair()
    wrong = led_back(signed_in, send(signed_in, place("not_the_same", pair), why=""))
    assert "Enter how you know that they are two children" in says(wrong)
    answer = send(signed_in, place("not_the_same", pair), why="They are twins")
    page = says(signed_in.get(answer["Location"]))
    assert "They are twins" in page
    assert "Not the same person" in page
    with acting(officer):
        change_child(
            case=two[0], version=Child.objects.get(pk=two[0].child_id).version, values={"sex": "female"}, by=TEST
        )
    assert find_likely_pairs() == 0
    assert pairs()[0].state == PairState.NOT_THE_SAME
    assert "Canaryname" not in says(signed_in.get(reverse("cases:likely_pairs")))
    assert "Canaryname" in says(signed_in.get(reverse("cases:likely_pairs") + "?which=two"))
    assert said("likely_pair.set_aside") == 2


def test_it_can_be_put_back(two: Two, officer: User, signed_in: Client) -> None:
    pair = found_pair()
    with acting(officer):
        set_pair_aside(pair=pair, version=pair.version, why="Twins", by=officer)
    aside = pairs()[0]
    url = place("look_again", pair)
    assert signed_in.post(url, {"version": str(pair.version)}).status_code == 302
    assert pairs()[0].state == PairState.NOT_THE_SAME
    signed_in.post(url, {"version": str(aside.version)})
    assert pairs()[0].state == PairState.SUGGESTED
    assert said("likely_pair.put_back") == 2
    signed_in.post(url, {"version": "x"})
    assert said("likely_pair.put_back") == 2


@pytest.mark.parametrize(
    ("change", "error"), [(lambda pair: pair.version - 1, StaleRecord), (lambda pair: pair.version, NotAllowedNow)]
)
def test_two_people_at_once_decide_once(
    two: Two, officer: User, change: Callable[[LikelyPair], int], error: type[Exception]
) -> None:
    pair = found_pair()
    with acting(officer):
        set_pair_aside(pair=pair, version=pair.version, why="Twins", by=officer)
        now = LikelyPair.objects.get()
        with pytest.raises(error):
            set_pair_aside(pair=now, version=change(now), why="Twins", by=officer)
        look_at_pair_again(pair=now, version=now.version, by=officer)


def test_what_a_trigger_kept_says_who_said_what(two: Two, officer: User) -> None:
    pair = found_pair()
    with acting(officer):
        set_pair_aside(pair=pair, version=pair.version, why="Twins", by=officer)
        states = [one.state for one in LikelyPair.objects.get().history.all()]
    assert states == ["not_the_same", "suggested"]
