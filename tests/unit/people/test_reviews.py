"""A line of a review is settled by what was done, not by what was meant."""

from __future__ import annotations

import pytest

from cse_portal.people.reviews import OUTCOMES, SETTLED, TITLES, Decision, Outcome, outcome_of


@pytest.mark.parametrize(
    ("decision", "changed", "ended", "said"),
    [
        (Decision.NONE, False, False, Outcome.OPEN),
        (Decision.KEEP, False, False, Outcome.KEPT),
        (Decision.CHANGE, False, False, Outcome.TO_DO),
        (Decision.END, False, False, Outcome.TO_DO),
        (Decision.CHANGE, True, True, Outcome.CHANGED),
        (Decision.END, False, True, Outcome.ENDED),
        (Decision.NONE, False, True, Outcome.ENDED),
        (Decision.KEEP, False, True, Outcome.ENDED),
        (Decision.KEEP, True, True, Outcome.CHANGED),
    ],
)
def test_what_was_done_outweighs_what_was_meant(decision: Decision, changed: bool, ended: bool, said: Outcome) -> None:
    assert outcome_of(decision, is_changed=changed, is_ended=ended) == said


def test_the_tables_are_total() -> None:
    assert set(TITLES) == set(Decision)
    assert set(OUTCOMES) == set(Outcome)
    assert {Outcome.OPEN, Outcome.TO_DO} == set(Outcome) - SETTLED
