"""What a crime reference looks like: a pattern of digits and letters that a partnership sets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies.crime_references import DEFAULT, example, fits, is_pattern, tidy

PATTERNS = st.text("9A/-. ", min_size=1, max_size=20).filter(is_pattern)


@given(PATTERNS)
def test_the_example_of_a_pattern_fits_it(pattern: str) -> None:
    if tidy(pattern) == pattern:  # blanks at the ends and in a row are taken out of what is typed
        assert fits(pattern, example(pattern))
        assert fits(pattern, example(pattern).lower())


@pytest.mark.parametrize(("typed", "is_one"), [("0123456/26", True), ("123456/26", False), ("012345A/26", False)])
def test_the_usual_pattern(typed: str, is_one: bool) -> None:
    assert fits(DEFAULT, typed) is is_one


@pytest.mark.parametrize("wrong", ["", "/", "B99", "9*", "٩٩"])
def test_what_is_no_pattern(wrong: str) -> None:
    assert not is_pattern(wrong)


@given(st.text(max_size=40))
def test_any_text_is_answered(text: str) -> None:
    assert fits(DEFAULT, text) in (True, False)
