"""Of several ways to ask for a child the best answer counts, and a likely record is not overlooked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cse_portal.cases.beginning import MOST_SHOWN, SO_ALIKE, best, must_say_other
from cse_portal.cases.resembling import Likeness

scores = st.floats(0, 1, allow_nan=False)
answers = st.dictionaries(st.integers(1, 30), scores.map(Likeness), max_size=30)


@given(st.lists(answers, max_size=3))
def test_each_case_stands_once_with_its_best_answer(found: list[dict[int, Likeness]]) -> None:
    ranked = best(found)
    assert len(ranked) == len(dict(ranked)) == min(len({case for one in found for case in one}), MOST_SHOWN)
    for case, likeness in ranked:
        assert likeness == max(one[case] for one in found if case in one)
    assert [one.score for _, one in ranked] == sorted((one.score for _, one in ranked), reverse=True)


@given(st.lists(answers, min_size=1, max_size=3))
def test_who_is_left_out_is_no_likelier_than_who_is_shown(found: list[dict[int, Likeness]]) -> None:
    ranked = best(found)
    left_out = {case: one for each in found for case, one in each.items() if case not in dict(ranked)}
    assert all(one.score <= ranked[-1][1].score for one in left_out.values())


@given(st.lists(scores.map(Likeness)))
def test_one_is_asked_about_records_that_are_very_alike(likenesses: list[Likeness]) -> None:
    assert must_say_other(likenesses) == (max((one.score for one in likenesses), default=0.0) >= SO_ALIKE)
