"""What is typed into a search is taken apart: a reference is one whatever letters it happens to have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.cases.keys import bare, read
from cse_portal.core.references import ALPHABET, GROUP_LENGTH, GROUPS, drawn_by, new_reference


@given(st.lists(st.sampled_from(ALPHABET), min_size=GROUPS * GROUP_LENGTH, max_size=GROUPS * GROUP_LENGTH))
def test_any_reference_is_read_as_one(letters: list[str]) -> None:
    drawn = iter(letters)
    with drawn_by(lambda _: next(drawn)):
        reference = new_reference()
    for typed in (reference, reference.lower(), f" {reference} "):
        assert read(typed).reference == bare(reference)


@pytest.mark.parametrize("name", ["Maya Oyelaran", "Ng", "Mrs Pym", "Nguyen Tran"])
def test_a_name_is_none(name: str) -> None:
    assert read(name).reference == ""
