"""One page of a long list: what stands on it, and the ways on and back."""

from __future__ import annotations

import pytest

from cse_portal.ui.paging import leaf_of


class Found(list[int]):
    """Counted and cut like a question to the database."""

    def count(self) -> int:  # type: ignore[override]
        return len(self)


@pytest.mark.parametrize(
    ("asked", "rows", "before", "after"),
    [
        ("", [0, 1, 2], "", "?page=2"),
        ("2", [3, 4, 5], "?page=1", "?page=3"),
        ("3", [6], "?page=2", ""),
        ("99", [6], "?page=2", ""),
        ("0", [0, 1, 2], "", "?page=2"),
        ("rubbish", [0, 1, 2], "", "?page=2"),
        ("9999999999", [0, 1, 2], "", "?page=2"),
    ],
)
def test_a_page_and_the_ways_from_it(asked: str, rows: list[int], before: str, after: str) -> None:
    leaf = leaf_of(Found(range(7)), asked, size=3)
    assert (leaf.rows, leaf.previous_url, leaf.next_url) == (rows, before, after)
    assert (leaf.first, leaf.last) == (rows[0] + 1, rows[-1] + 1)


def test_what_was_chosen_stays_in_the_ways() -> None:
    assert leaf_of(Found(range(7)), "1", size=3, section="a b", empty="").next_url == "?section=a+b&page=2"


def test_one_of_several_lists_goes_by_its_own_name() -> None:
    assert leaf_of(Found(range(7)), "2", size=3, key="overdue", quarter="q").previous_url == "?quarter=q&overdue=1"


def test_a_short_list_is_whole() -> None:
    leaf = leaf_of(Found(range(3)), "", size=3)
    assert leaf.is_whole
    assert (leaf.previous_url, leaf.next_url) == ("", "")
    assert leaf_of(Found(), "", size=3).rows == []
