"""What a legal hold stands in the way of, told before it is placed or lifted."""

from __future__ import annotations

from cse_portal.agencies.models import User
from cse_portal.core import clock
from cse_portal.operations.actions import disposal
from cse_portal.operations.actions.retention import place_hold
from cse_portal.operations.disposal import Decision
from cse_portal.operations.models import LegalHold
from cse_portal.operations.queries import Reach, reach_of
from tests.integration.operations.shelf import Shelf, approved_by, drafted_by


def test_reach_of_a_hold_is_what_no_other_hold_covers(shelf: Shelf, lead: User, second: User) -> None:
    on = clock.today()
    everything = place_hold(scope="everything", authority="Inquiry", reason="Asked", by=lead)
    assert reach_of(everything, on) == Reach(come_up=2)
    place_hold(scope="record", object_ref="OLD-1", authority="Coroner", reason="Inquest", by=lead)
    assert reach_of(everything, on) == Reach(come_up=1)
    young = place_hold(scope="record", object_ref="YOUNG", authority="Coroner", reason="Inquest", by=lead)
    assert reach_of(young, on) == Reach()


def test_reach_of_a_hold_tells_records_on_lists_apart(shelf: Shelf, lead: User, second: User) -> None:
    approved_by(lead, second)
    hold = place_hold(scope="everything", authority="Inquiry", reason="Asked", by=lead)
    assert reach_of(hold, clock.today()) == Reach(on_lists=2)
    assert reach_of(LegalHold(scope="everything"), clock.today()) == Reach(), "another hold keeps them already"


def test_lines_that_are_kept_are_nothing_that_a_lifted_hold_lets_go(shelf: Shelf, lead: User) -> None:
    drafted = drafted_by(lead)
    keep = {line.ref: (Decision.KEEP, "Still asked about") for line in drafted.lines.all()}
    disposal.review_list(disposal_list=drafted, decisions=keep, version=drafted.version, by=lead)
    hold = place_hold(scope="everything", authority="Inquiry", reason="Asked", by=lead)
    assert reach_of(hold, clock.today()) == Reach()
