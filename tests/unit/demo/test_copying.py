"""Rows in the form that Postgres' COPY reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from cse_portal.agencies.models import User
from cse_portal.demo.copying import ROWS_AT_ONCE, Lines, columns_of, line


def test_odd_characters_and_missing_values_are_escaped() -> None:
    at = datetime(2026, 3, 4, 9, tzinfo=UTC)
    assert line(["a\tb\\c\nd", None, "", 3, True, at, {"x": 'y"\n'}]) == (
        'a\\tb\\\\c\\nd\t\\N\t\t3\tTrue\t2026-03-04T09:00:00+00:00\t{"x": "y\\\\"\\\\n"}\n'
    )


@pytest.mark.parametrize("size", [1, 7, 8192])
def test_reading_in_pieces_gives_the_whole(size: int) -> None:
    lines = Lines(((number, "word") for number in range(1_200)), always=["end"])
    pieces = []
    while piece := lines.read(size):
        assert len(piece) <= size
        pieces.append(piece)
    assert "".join(pieces) == "".join(f"{number}\tword\tend\n" for number in range(1_200))
    assert lines.number == 1_200


def test_rows_are_asked_for_only_when_needed() -> None:
    asked = 0

    def rows() -> Iterator[tuple[int]]:
        nonlocal asked
        for asked in range(1, 10**9):
            yield (asked,)

    lines = Lines(rows())
    lines.read(100)
    assert asked <= ROWS_AT_ONCE


def test_columns_that_rows_leave_out_get_their_defaults() -> None:
    given = ("ref", "created_at", "updated_at", "email", "name", "password")
    never = dict.fromkeys(("last_login", "locked_unused_at", "let_back_in_at", "second_step_reset_at"))
    assert columns_of(User, given) == {"version": 1, "is_active": True, **never}


def test_a_column_without_a_default_must_be_given() -> None:
    with pytest.raises(ValueError, match="say nothing about"):
        columns_of(User, ("ref", "email", "name", "password", "updated_at"))
