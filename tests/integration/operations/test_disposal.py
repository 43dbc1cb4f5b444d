"""Whatever people do in whatever order: nothing goes early, held, by one person alone, or twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.core import clock
from cse_portal.core.models import StaleRecord
from cse_portal.demo.actions import seed_cast
from cse_portal.operations import retention
from cse_portal.operations.actions import disposal
from cse_portal.operations.actions.retention import PeriodRefused, lift_hold, place_hold, set_retention
from cse_portal.operations.disposal import Decision, ListStatus, NotAllowedNow
from cse_portal.operations.models import DisposalLine, DisposalList, RetentionSetting
from cse_portal.operations.queries import due_for_disposal, years_in_force
from cse_portal.operations.retention import SERVICE, add_years
from cse_portal.operations.tasks import carry_out_disposals
from tests.integration.operations.shelf import Shelf, all_dispose, approved_by, drafted_by, reviewed_by, years_ago


def test_list_that_two_people_agreed_is_carried_out_once(shelf: Shelf, lead: User, second: User) -> None:
    approved = approved_by(lead, second)
    assert carry_out_disposals() == 1
    assert carry_out_disposals() == 0
    approved.refresh_from_db()
    assert sorted(shelf.disposed) == ["OLD-1", "OLD-2"]
    assert approved.status == ListStatus.CARRIED_OUT
    event = AuditEvent.objects.get(kind="disposal.carried_out")
    assert event.detail["outcomes"] == {"disposed": 2}
    assert not any(ref in str(event.detail) for ref in shelf.disposed)


def test_one_person_cannot_approve_their_own_review(shelf: Shelf, lead: User) -> None:
    reviewed = reviewed_by(lead)
    with pytest.raises(NotAllowedNow):
        disposal.approve_list(disposal_list=reviewed, version=reviewed.version, by=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        DisposalList.objects.filter(pk=reviewed.pk).update(
            status="approved", approved_by=lead, approved_at=clock.now()
        )
    assert carry_out_disposals() == 0


def test_others_can_do_none_of_it(shelf: Shelf, cast: dict[str, User], lead: User) -> None:
    drafted = drafted_by(lead)
    for key in ("lscb_manager", "system_administrator", "social_worker", "outsider"):
        with pytest.raises(PermissionDenied):
            disposal.draft_list(by=cast[key])
        with pytest.raises(PermissionDenied):
            disposal.review_list(disposal_list=drafted, decisions={}, version=1, by=cast[key])
        with pytest.raises(PermissionDenied):
            disposal.approve_list(disposal_list=drafted, version=1, by=cast[key])
        with pytest.raises(PermissionDenied):
            place_hold(scope="everything", authority="Inquiry", reason="Asked", by=cast[key])
        with pytest.raises(PermissionDenied):
            set_retention(class_code=SERVICE, years=9, reason="Longer", by=cast[key])


def test_hold_placed_after_approval_still_holds(shelf: Shelf, lead: User, second: User) -> None:
    approved = approved_by(lead, second)
    place_hold(scope="record", object_ref="OLD-1", authority="Coroner", reason="Inquest", by=lead)
    carry_out_disposals()
    assert shelf.disposed == ["OLD-2"]
    assert approved.lines.get(object_ref="OLD-1").outcome == DisposalLine.Outcome.HELD


def test_longer_period_after_approval_still_counts(shelf: Shelf, lead: User, second: User) -> None:
    approved_by(lead, second)
    set_retention(class_code=SERVICE, years=20, reason="Contract runs longer", by=second)
    carry_out_disposals()
    assert shelf.disposed == []


def test_held_records_come_up_on_no_list(shelf: Shelf, lead: User) -> None:
    hold = place_hold(scope="class", class_code=SERVICE, authority="Inquiry", reason="Preserve all", by=lead)
    assert due_for_disposal(clock.today()) == []
    assert disposal.draft_list(by=lead) is None
    lift_hold(hold=hold, reason="The inquiry ended", by=lead)
    assert len(due_for_disposal(clock.today())) == 2
    again = lift_hold(hold=hold, reason="Another reason", by=lead)
    assert again.lift_reason == "The inquiry ended"


def test_record_is_on_one_open_list_only(shelf: Shelf, lead: User, second: User) -> None:
    drafted_by(lead)
    assert disposal.draft_list(by=second) is None


def test_kept_lines_stay_and_say_why(shelf: Shelf, lead: User, second: User) -> None:
    drafted = drafted_by(lead)
    decisions = all_dispose(drafted)
    kept = drafted.lines.get(object_ref="OLD-2")
    reviewed = disposal.review_list(
        disposal_list=drafted,
        decisions=decisions | {kept.ref: (Decision.KEEP, "Still asked about")},
        version=drafted.version,
        by=lead,
    )
    disposal.approve_list(disposal_list=reviewed, version=reviewed.version, by=second)
    carry_out_disposals()
    assert shelf.disposed == ["OLD-1"]


def test_undecided_line_stops_the_review(shelf: Shelf, lead: User) -> None:
    drafted = drafted_by(lead)
    with pytest.raises(NotAllowedNow, match="Every line"):
        disposal.review_list(disposal_list=drafted, decisions={}, version=drafted.version, by=lead)
    drafted.refresh_from_db()
    assert drafted.status == ListStatus.DRAFTED


def test_step_on_an_older_page_is_refused(shelf: Shelf, lead: User, second: User) -> None:
    reviewed = reviewed_by(lead)
    with pytest.raises(StaleRecord):
        disposal.approve_list(disposal_list=reviewed, version=1, by=second)


def test_rejected_and_withdrawn_lists_dispose_of_nothing(shelf: Shelf, lead: User, second: User) -> None:
    reviewed = reviewed_by(lead)
    with pytest.raises(NotAllowedNow):
        disposal.reject_list(disposal_list=reviewed, reason="Mine", version=reviewed.version, by=lead)
    disposal.reject_list(disposal_list=reviewed, reason="Not yet", version=reviewed.version, by=second)
    drafted = drafted_by(lead)
    disposal.withdraw_list(disposal_list=drafted, reason="Wrong day", version=drafted.version, by=lead)
    assert carry_out_disposals() == 0
    assert shelf.disposed == []


def test_period_is_never_shorter_than_the_rule_in_form_action_or_table(lead: User) -> None:
    with pytest.raises(PeriodRefused):
        set_retention(class_code=retention.CHILD, years=10, reason="Space", by=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        RetentionSetting.objects.create(
            class_code=retention.CHILD, years=74, reason="Space", set_by=lead, set_at=clock.now()
        )
    set_retention(class_code=retention.AUDIT, years=100, reason="Longer", by=lead)
    set_retention(class_code=retention.CHILD, years=100, reason="Longer", by=lead)
    assert years_in_force()[retention.CHILD] == 100
    assert AuditEvent.objects.filter(kind="retention.set").count() == 2


class Disposals(RuleBasedStateMachine):
    """Two leads press anything in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.run_of_its_own = transaction.atomic()
        self.run_of_its_own.__enter__()
        cast = seed_cast()
        self.people = [cast["governance_lead"], cast["second_governance_lead"]]
        self.shelf = Shelf({f"REF-{n}": years_ago(n, days=-3) for n in (4, 6, 7, 9)})
        self.begun = dict(self.shelf.begun)
        self.held: set[str] = set()
        retention.register_source(self.shelf)

    def teardown(self) -> None:
        retention.forget_source(self.shelf.object_kind)
        transaction.set_rollback(True)
        self.run_of_its_own.__exit__(None, None, None)

    def attempt(self, action: Any, **given: Any) -> None:
        try:
            with transaction.atomic():
                action(**given)
        except (NotAllowedNow, StaleRecord):
            pass

    def newest(self) -> DisposalList | None:
        return DisposalList.objects.first()

    @rule(who=st.integers(0, 1))
    def draft(self, who: int) -> None:
        self.attempt(disposal.draft_list, by=self.people[who])

    @precondition(lambda self: self.newest())
    @rule(who=st.integers(0, 1), keep=st.booleans())
    def review(self, who: int, keep: bool) -> None:
        found = DisposalList.objects.first()
        assert found
        decision = (Decision.KEEP, "Asked about") if keep else (Decision.DISPOSE, "")
        decisions = {line.ref: decision for line in found.lines.all()}
        self.attempt(
            disposal.review_list, disposal_list=found, decisions=decisions, version=found.version, by=self.people[who]
        )

    @precondition(lambda self: self.newest())
    @rule(who=st.integers(0, 1))
    def approve(self, who: int) -> None:
        found = DisposalList.objects.first()
        assert found
        self.attempt(disposal.approve_list, disposal_list=found, version=found.version, by=self.people[who])

    @precondition(lambda self: self.newest())
    @rule(who=st.integers(0, 1))
    def withdraw(self, who: int) -> None:
        found = DisposalList.objects.first()
        assert found
        self.attempt(
            disposal.withdraw_list, disposal_list=found, reason="Wait", version=found.version, by=self.people[who]
        )

    @rule(n=st.sampled_from([4, 6, 7, 9]))
    def hold(self, n: int) -> None:
        place_hold(scope="record", object_ref=f"REF-{n}", authority="Court", reason="Order", by=self.people[0])
        if f"REF-{n}" in self.shelf.begun:
            self.held.add(f"REF-{n}")

    @rule()
    def carry_out(self) -> None:
        agreed = {
            line.object_ref
            for line in DisposalLine.objects.filter(list__status="approved", decision="dispose")
            if line.list.approved_by_id != line.list.reviewed_by_id
        }
        before = set(self.shelf.disposed)
        carry_out_disposals()
        assert set(self.shelf.disposed) - before <= agreed

    @invariant()
    def nothing_went_early_held_or_twice(self) -> None:
        assert len(self.shelf.disposed) == len(set(self.shelf.disposed))
        assert not self.held & set(self.shelf.disposed)
        assert all(add_years(self.begun[ref], 6) <= clock.today() for ref in self.shelf.disposed)


def test_whatever_two_people_press_nothing_goes_early_held_or_twice(db: None) -> None:
    run_state_machine_as_test(Disposals, settings=settings(max_examples=15, stateful_step_count=14, deadline=None))
