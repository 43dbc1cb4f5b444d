"""Which fields clash when two people changed one record."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cse_portal.desk.merging import Change, changes, digest_of, digests_of, merged


@pytest.mark.parametrize(
    ("opened", "mine", "theirs", "change"),
    [
        ("a", "a", "a", Change.NONE),
        ("a", "b", "a", Change.MINE),
        ("a", "a", "b", Change.THEIRS),
        ("a", "b", "c", Change.BOTH),
        ("a", "b", "b", Change.NONE),
        ("", "b", "c", Change.BOTH),
    ],
)
def test_each_change_is_seen_from_what_was_opened(opened: str, mine: str, theirs: str, change: Change) -> None:
    before = digests_of({"note": {"note": [opened]}})
    assert changes(opened=before, mine={"note": {"note": [mine]}}, theirs={"note": {"note": [theirs]}}) == {
        "note": change
    }


def test_when_nothing_is_known_of_the_beginning_every_difference_is_a_clash() -> None:
    assert changes(opened={}, mine={"a": {"a": ["1"]}}, theirs={"a": {"a": ["2"]}}) == {"a": Change.BOTH}


@settings(deadline=None)  # a busy machine is no fault of the rule
@given(st.text(), st.text())
def test_a_digest_tells_different_words_apart_and_forgives_line_ends(one: str, other: str) -> None:
    same = one.strip().replace("\r\n", "\n").replace("\r", "\n").strip() == (
        other.strip().replace("\r\n", "\n").replace("\r", "\n").strip()
    )
    assert (digest_of({"a": [one]}) == digest_of({"a": [other]})) == same


def test_an_unticked_box_and_an_absent_one_are_the_same() -> None:
    assert digest_of({"seen": []}) == digest_of({"seen": [""]}) == digest_of({})


def test_merged_takes_theirs_only_where_asked() -> None:
    mine = {"title": {"title": ["Mine"]}, "day": {"day_0": ["4"], "day_1": ["11"]}}
    theirs = {"title": {"title": ["Theirs"]}, "day": {"day_0": ["5"], "day_1": ["12"]}}
    assert merged(mine=mine, theirs=theirs, take_theirs=["day"]) == {
        "title": ["Mine"],
        "day_0": ["5"],
        "day_1": ["12"],
    }
