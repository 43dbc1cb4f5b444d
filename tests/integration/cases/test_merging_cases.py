"""What a merge does with the cases of both records, with their stages and with the work in them."""

from __future__ import annotations

from typing import Any

import pytest

from cse_portal.agencies.models import User
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import allocate_case, close_case, open_case_of, reopen_case
from cse_portal.cases.actions.child import renew_keys
from cse_portal.cases.actions.stages import Farewell
from cse_portal.cases.forms.stages import CloseForm
from cse_portal.cases.models import Case, CaseMember, Child, LikelyPair, StageStep
from cse_portal.cases.workflow import Closing
from cse_portal.core import clock, wall
from cse_portal.worklist.models import DueItem
from tests.factories import TEST
from tests.integration.cases.conftest import Browse, Cast, hat
from tests.integration.cases.forms import says
from tests.integration.cases.pairs import merge_two, now, take_apart
from tests.integration.cases.snapshots import snapshot, steps
from tests.reading import all_of, count_of

pytestmark = pytest.mark.django_db
Two = tuple[Case, Case]
People = tuple[User, User]


@pytest.fixture
def people(officer: User, manager: User) -> People:
    return officer, manager


def merged(pair: LikelyPair, people: People, closes: Case) -> None:
    merge_two(pair, people, kept="first", closes=[closes.ref], values_from={"given_names": "second"})


def at(case: Case) -> Case:
    with wall.as_system("test"):
        return Case.objects.select_related("child", "lead_agency", "partnership").get(pk=case.pk)


def set_stage(case: Case, stage: str) -> None:
    with wall.as_system("test"):
        Case.objects.filter(pk=case.pk).update(stage=stage)


def path_of(case: Case) -> list[StageStep]:
    return all_of(StageStep.objects.filter(case=case).order_by("at", "pk"))


def test_the_closed_case_says_why_and_comes_back_to_its_stage(
    pair: LikelyPair, two: Two, people: People, browse: Browse, cast: Cast
) -> None:
    set_stage(two[1], "in_assessment")
    before, path = snapshot(), steps()
    merged(pair, people, two[1])
    closed = at(two[1])
    assert (closed.stage, closed.closed_on) == ("closed", clock.today())
    assert closed.version > two[1].version
    last = path_of(two[1])[-1]
    assert (last.closing, last.goes_on) == (Closing.ONE_RECORD, f"Case {two[0].ref} goes on.")
    take_apart(pair, people)
    assert snapshot() == before
    assert (at(two[1]).stage, path_of(two[1])[-1].stage) == ("in_assessment", "in_assessment")
    assert steps()[: len(path)] == path


def test_a_kept_records_own_case_may_be_the_one_that_closes(pair: LikelyPair, two: Two, people: People) -> None:
    """Taken apart, the other case goes back first: each child has one open case at any moment."""
    before = snapshot()
    merged(pair, people, two[0])
    assert {at(case).child_id for case in two} == {two[0].child_id}
    assert take_apart(pair, people) == []
    assert snapshot() == before


def test_what_was_to_be_done_in_it_is_closed_and_comes_back(
    pair: LikelyPair, two: Two, people: People, cast: Cast
) -> None:
    worker = hat(cast["social_worker"])
    allocate_case(case=two[1], worker=worker, version=at(two[1]).version, by=TEST)
    before, waiting = snapshot(), DueItem.objects.open().filter(kind="case_allocation")
    merged(pair, people, two[1])
    assert count_of(waiting) == 0
    assert count_of(CaseMember.objects.filter(case=two[1], ended_at=None)) == 1
    take_apart(pair, people)
    assert count_of(waiting) == 1
    assert snapshot() == before
    item = all_of(waiting)[0]
    kinds = [event.kind for event in all_of(AuditEvent.objects.filter(object_ref=item.ref).order_by("pk"))]
    assert kinds == ["due_item.opened", "due_item.closed", "due_item.opened"]


def test_a_case_at_mase_is_not_closed_by_a_merge(pair: LikelyPair, two: Two, people: People) -> None:
    set_stage(two[1], "at_mase")
    with pytest.raises(NotAllowedNow, match=f"Case {two[1].ref}: This case is at MASE"):
        merged(pair, people, two[1])
    merged(pair, people, two[0])
    assert (at(two[0]).stage, at(two[1]).stage) == ("closed", "at_mase")


def test_one_that_reached_mase_meanwhile_is_not_closed_by_the_second_person(
    pair: LikelyPair, two: Two, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cse_portal.cases.actions import merging

    def meanwhile(*_: Any) -> None:
        set_stage(two[1], "at_mase")

    monkeypatch.setattr(merging, "_put_before_second", meanwhile)
    before = snapshot()
    with pytest.raises(NotAllowedNow, match="at MASE"):
        merged(pair, people, two[1])
    set_stage(two[1], "identified")
    assert snapshot() == before


def test_a_case_that_cannot_open_beside_a_newer_one_stays_closed(pair: LikelyPair, two: Two, people: People) -> None:
    """The one that went on was closed since, and another opened for the same child."""
    merged(pair, people, two[0])
    farewell = Farewell(Closing.SAFE, "Youth club", "Ola")
    close_case(case=at(two[1]), farewell=farewell, why="Safe", version=at(two[1]).version, by=TEST)
    open_case_of(child=at(two[0]).child, lead_agency=two[0].lead_agency, by=TEST)
    path = len(path_of(two[0]))
    left = take_apart(pair, people)
    assert [(step.table, step.fields) for step in left] == [("cases.case", ["closed_on", "stage"])]
    assert (at(two[0]).stage, at(two[1]).child_id) == ("closed", two[1].child_id)
    assert len(path_of(two[0])) == path


def test_a_case_that_was_opened_again_since_stays_as_it_is(pair: LikelyPair, two: Two, people: People) -> None:
    """Stage and closing day go back together or not at all."""
    merged(pair, people, two[1])
    with wall.as_system("test"):
        Case.objects.filter(pk=two[0].pk).update(stage="closed", closed_on=clock.today())
    reopen_case(case=at(two[1]), why="New", version=at(two[1]).version, by=TEST)
    left = take_apart(pair, people)
    assert [step.fields for step in left] == [["closed_on", "stage"]]
    assert (at(two[1]).stage, at(two[1]).closed_on) == ("reopened", None)
    assert at(two[1]).child_id == two[1].child_id


def test_a_day_of_birth_goes_over_with_how_sure_it_is(pair: LikelyPair, two: Two, people: People) -> None:
    """The database holds both together: an estimate has a day."""
    with wall.as_system("test"):
        Child.objects.filter(pk=two[0].child_id).update(born_is="estimated")
        Child.objects.filter(pk=two[1].child_id).update(born_is="not_known", born_on=None)
        for case in two:
            renew_keys(case.child)
    before = snapshot()
    said = {"given_names": "first", "born": "second"}
    merge_two(pair, people, kept="first", closes=[two[1].ref], values_from=said)
    assert (at(two[0]).child.born_on, at(two[0]).child.born_is) == (None, "not_known")
    take_apart(pair, people)
    assert snapshot() == before


def test_nobody_closes_a_case_for_that_reason_by_hand() -> None:
    assert Closing.ONE_RECORD not in {code for code, _ in CloseForm().fields["closing"].choices}


def test_the_page_of_the_closed_case_says_which_goes_on(
    pair: LikelyPair, two: Two, people: People, browse: Browse, cast: Cast
) -> None:
    from django.test import Client

    merged(pair, people, two[1])
    client = Client()
    client.force_login(people[0])
    page = says(client.get(f"/cases/{two[1].ref}/"))
    assert "Two records of one child were merged, and another case goes on" in page
    assert f"Case {two[0].ref} goes on." in page
    assert now(pair).state == "merged"
