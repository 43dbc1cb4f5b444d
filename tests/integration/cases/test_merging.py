"""Two records become one by two people’s word, and two again with everything back where it was."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import (
    ask_for_fact,
    confirm_merge,
    confirm_taking_apart,
    grant_to_person,
    propose_merge,
    propose_taking_apart,
    restrict,
    set_pair_aside,
    take_back_merge,
    turn_down_merge,
    turn_down_taking_apart,
)
from cse_portal.cases.completeness import Wanted
from cse_portal.cases.finding import find_cases
from cse_portal.cases.models import Address, Case, Child, Identifier, LikelyPair, Question
from cse_portal.cases.pairing import PairState
from cse_portal.cases.tasks import find_likely_pairs
from cse_portal.core import clock, wall
from cse_portal.core.models import StaleRecord
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Cast, hat
from tests.integration.cases.forms import says
from tests.integration.cases.pairs import (
    FIRST,
    NHS,
    OTHER_NHS,
    SECOND,
    acting,
    case_of,
    found_pair,
    now,
    person_for,
    proposed,
    write,
)
from tests.integration.cases.snapshots import snapshot
from tests.reading import count_of

pytestmark = pytest.mark.django_db


def merged(pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User) -> LikelyPair:
    held = proposed(pair, officer, [two[1].ref])
    with acting(manager):
        confirm_merge(pair=held, version=held.version, by=manager)
    return now(pair)


def apart(pair: LikelyPair, officer: User, manager: User) -> list[Any]:
    held = now(pair)
    with acting(officer):
        propose_taking_apart(pair=held, version=held.version, why="Twins", by=officer)
    held = now(pair)
    with acting(manager):
        return confirm_taking_apart(pair=held, version=held.version, by=manager)


def one(model: Any, **about: Any) -> Any:
    with wall.as_system("test"):
        return model.objects.get(**about)


# --- the merge -------------------------------------------------------------------------------------------------


def test_everything_of_the_second_becomes_the_firsts(
    pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User
) -> None:
    held = merged(pair, two, officer, manager)
    kept, dropped = one(Child, pk=two[0].child_id), one(Child, pk=two[1].child_id)
    assert held.state == PairState.MERGED
    assert dropped.merged_into_id == kept.pk
    assert kept.given_names == "Mya"
    assert one(Case, pk=two[1].pk).child_id == kept.pk
    assert one(Case, pk=two[1].pk).closed_on == clock.today()
    assert one(Case, pk=two[0].pk).closed_on is None
    assert one(Address).child_id == kept.pk
    numbers = {row.value: row.until for row in _rows(Identifier)}
    assert numbers == {NHS["value"]: None, OTHER_NHS["value"]: clock.today() - timedelta(days=1)}
    for kind in ("likely_pair.merge_proposed", "likely_pair.merged"):
        assert count_of(AuditEvent.objects.filter(kind=kind)) == 2


def _rows(model: Any) -> list[Any]:
    with wall.as_system("test"):
        return list(model.objects.order_by("pk"))


def test_both_references_and_all_names_go_on_finding_it(
    pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User
) -> None:
    before = {ref: two[number].child.ref for number, ref in enumerate(("kept", "dropped"))}
    merged(pair, two, officer, manager)
    with acting(officer):
        for words in (before["kept"], before["dropped"], "Maya Canaryname", "Mya Canaryname", "Quillow"):
            places = {one.url for one in find_cases(officer, words)}
            assert reverse("cases:record", kwargs={"ref": two[0].ref}) in places, words
        assert find_cases(officer, two[1].ref)
    client = Client()
    client.force_login(officer)
    for case in two:
        page = says(client.get(reverse("cases:child", kwargs={"ref": case.ref})))
        assert before["kept"] in page
        assert before["dropped"] in page
        assert "4 Canary Row" in page


def test_merged_and_taken_apart_is_as_it_was(
    pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User
) -> None:
    before = snapshot()
    merged(pair, two, officer, manager)
    assert snapshot() != before
    assert apart(pair, officer, manager) == []
    assert snapshot() == before
    assert now(pair).state == PairState.TAKEN_APART
    assert find_likely_pairs() == 0


def test_what_was_written_since_is_kept_and_named(
    pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User
) -> None:
    merged(pair, two, officer, manager)
    with wall.as_system("test"):
        Child.objects.filter(pk=two[0].child_id).update(given_names="Maia")
        Address.objects.update(note="From school")
        joined = Case.objects.get(pk=two[0].pk)
    later = write(joined, Address(), {"kind": "stays", "lines": "9 Later Lane"})
    left = apart(pair, officer, manager)
    assert [(step.table, step.fields) for step in left] == [("cases.child", ["given_names"])]
    assert one(Child, pk=two[0].child_id).given_names == "Maia"
    assert one(Address, pk=later.pk).child_id == two[0].child_id
    assert one(Address, lines="4 Canary Row").child_id == two[1].child_id
    assert one(Address, lines="4 Canary Row").note == "From school"
    client = Client()
    client.force_login(officer)
    page = says(client.get(reverse("cases:likely_pair", kwargs={"ref": pair.ref})))
    assert "Written since the merge" in page
    assert "9 Later Lane" in page


def test_a_question_asked_of_both_is_asked_once_and_comes_back(
    pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User
) -> None:
    with acting(officer):
        for case in two:
            ask_for_fact(case=case, fact=Wanted.GP, who_could_know="Mother", ask_by=clock.today(), by=officer)
    merged(pair, two, officer, manager)
    assert sum(row.settled_at is None for row in _rows(Question)) == 1
    waiting = DueItem.objects.open().filter(kind="child_facts")
    assert count_of(waiting) == 1
    apart(pair, officer, manager)
    assert [row.settled_at for row in _rows(Question)] == [None, None]
    assert count_of(waiting) == 2


# --- two people ------------------------------------------------------------------------------------------------


def test_nobody_confirms_what_they_proposed(
    pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User
) -> None:
    person_for(Role.SSPL, two[0].lead_agency, *two, name="Cleo Marsh")
    held = proposed(pair, manager, [two[1].ref])
    with acting(manager), pytest.raises(PermissionDenied):
        confirm_merge(pair=held, version=held.version, by=manager)
    with acting(officer), pytest.raises(PermissionDenied):
        confirm_merge(pair=held, version=held.version, by=officer)
    client = Client()
    client.force_login(manager)
    assert client.get(reverse("cases:confirm_merge", kwargs={"ref": pair.ref})).status_code == 403
    with wall.as_system("test"), pytest.raises(IntegrityError), transaction.atomic():
        LikelyPair.objects.filter(pk=pair.pk).update(state="merged", decided_by=manager, decided_at=clock.now())


def test_nothing_is_proposed_that_nobody_could_confirm(cast: Cast) -> None:
    agency = agency_of(cast["outsider"])
    cases = case_of(agency, **FIRST), case_of(agency, **SECOND)
    by = person_for(Role.MASH_MANAGER, agency, *cases)
    pair = found_pair()
    restrict_both(cases, by)
    with pytest.raises(NotAllowedNow, match="Nobody else sees both"):
        proposed(pair, by, [cases[1].ref])
    assert now(pair).state == PairState.SUGGESTED


def restrict_both(cases: tuple[Case, Case], by: User) -> None:
    for case in cases:
        restrict(case=case, why="A colleague’s child", keep=[hat(by)], by=TEST)


def test_one_restricted_case_and_one_open_to_all_are_not_merged(
    pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User
) -> None:
    restrict(case=two[1], why="A colleague’s child", keep=[hat(officer), hat(manager)], by=TEST)
    with pytest.raises(NotAllowedNow, match="restricted to named people"):
        proposed(pair, officer, [two[1].ref])


def test_two_open_cases_of_one_partnership_must_be_settled(
    pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User
) -> None:
    for closes in ([], [two[0].ref, two[1].ref], ["ZZZZ-3333-ZZZZ"]):
        with pytest.raises(NotAllowedNow, match="cases have changed"):
            proposed(pair, officer, closes)
    with pytest.raises(NotAllowedNow):
        proposed(pair, officer, [two[1].ref], given_names="neither")


def test_it_is_turned_down_or_taken_back(
    pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User
) -> None:
    held = proposed(pair, officer, [two[1].ref])
    with acting(manager):
        with pytest.raises(PermissionDenied):
            take_back_merge(pair=held, version=held.version, by=manager)
        turn_down_merge(pair=held, version=held.version, why="Twins", by=manager)
    assert now(pair).state == PairState.SUGGESTED
    assert count_of(DueItem.objects.open().filter(kind="merges")) == 0
    held = proposed(pair, officer, [two[1].ref])
    with acting(officer):
        take_back_merge(pair=held, version=held.version, by=officer)
    assert now(pair).state == PairState.SUGGESTED


def test_taking_apart_may_be_turned_down(
    pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User
) -> None:
    held = merged(pair, two, officer, manager)
    with acting(officer):
        propose_taking_apart(pair=held, version=held.version, why="Twins", by=officer)
    held = now(pair)
    with acting(manager):
        turn_down_taking_apart(pair=held, version=held.version, why="One child", by=manager)
    assert now(pair).state == PairState.MERGED


def test_an_old_page_decides_nothing(pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User) -> None:
    held = proposed(pair, officer, [two[1].ref])
    with acting(manager):
        with pytest.raises(StaleRecord):
            confirm_merge(pair=held, version=held.version - 1, by=manager)
        with pytest.raises(NotAllowedNow):
            set_pair_aside(pair=held, version=held.version, why="Twins", by=manager)


def test_a_failed_merge_leaves_nothing(
    pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, before = proposed(pair, officer, [two[1].ref]), snapshot()

    def fails(*_: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("cse_portal.cases.actions.merging._renew", fails)
    with acting(manager), pytest.raises(RuntimeError):
        confirm_merge(pair=held, version=held.version, by=manager)
    assert snapshot() == before
    assert now(pair).state == PairState.PROPOSED
    assert count_of(AuditEvent.objects.filter(kind="likely_pair.merged")) == 0


def test_a_later_merge_is_taken_apart_first(
    pair: LikelyPair, two: tuple[Case, Case], officer: User, manager: User, cast: Cast
) -> None:
    third = case_of(two[0].lead_agency, given_names="Mya", family_name="Canaryname", born_on=date(2011, 5, 4))
    for person in (officer, manager):
        grant_to_person(case=third, membership=hat(person), by=TEST)
    before = snapshot()
    merged(pair, two, officer, manager)
    with wall.as_system("test"):
        chain = LikelyPair.objects.create(
            first=two[0].child, second=third.child, whys=["name"], score=55, found_on=clock.today()
        )
        held = LikelyPair.objects.select_related("second").get(pk=chain.pk)
    with acting(officer):
        said = {"given_names": "first", "born": "first"}
        propose_merge(
            pair=held, version=1, kept=held.second, values_from=said, closes=[two[0].ref], why="Seen", by=officer
        )
    held = now(chain)
    with acting(manager):
        confirm_merge(pair=held, version=held.version, by=manager)
    assert {one(Child, pk=case.child_id).merged_into_id for case in two} == {third.child_id}
    with pytest.raises((NotAllowedNow, PermissionDenied)):
        apart(pair, officer, manager)
    apart(chain, officer, manager)
    apart(pair, officer, manager)
    assert snapshot() == before
