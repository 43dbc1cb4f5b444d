"""What is hidden cannot be worked out from what is shown: held against every table that a reader could imagine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.suppression import Hidden, Shown, Table, is_small, protect, protect_line

SMALL, AROUND = Hidden.SMALL, Hidden.AROUND
numbers = st.one_of(st.integers(0, 9), st.integers(0, 60))


def tables(rows: int, columns: int, cells: st.SearchStrategy[int] = numbers) -> st.SearchStrategy[list[list[int]]]:
    sizes = st.tuples(st.integers(1, rows), st.integers(1, columns))
    return sizes.flatmap(
        lambda size: st.lists(st.lists(cells, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
    )


@given(st.lists(numbers, min_size=1, max_size=8))
def test_a_line_shows_no_small_number_and_no_other_than_the_right_one(line: list[int]) -> None:
    made = protect_line(line)
    for number, shown in zip(line, made.cells, strict=True):
        assert isinstance(shown, Hidden) or (shown == number and not is_small(number))
        assert shown is not SMALL or is_small(number)
    assert made.total == (SMALL if is_small(sum(line)) else sum(line))


@given(st.lists(numbers, min_size=2, max_size=8))
def test_one_number_of_a_line_is_never_hidden_alone(line: list[int]) -> None:
    made = protect_line(line)
    hidden = [one for one in made.cells if isinstance(one, Hidden)]
    assert len(hidden) != 1 or isinstance(made.total, Hidden)


@given(tables(6, 5))
def test_a_table_shows_no_small_number_and_no_other_than_the_right_one(cells: list[list[int]]) -> None:
    made = protect(cells)
    for row, shown in zip(cells, made.cells, strict=True):
        for number, one in zip(row, shown, strict=True):
            assert isinstance(one, Hidden) or (one == number and not is_small(number))
            assert one is not SMALL or is_small(number)
    assert all(isinstance(one, Hidden) or not is_small(one) for one in (*made.rows, *made.columns, made.total))


@given(tables(6, 5))
def test_of_a_line_whose_total_is_hidden_nothing_is_shown(cells: list[list[int]]) -> None:
    """But the nought of a line in which there is nothing at all."""
    made = protect(cells)
    for total, row in zip(made.rows, made.cells, strict=True):
        if isinstance(total, Hidden):
            assert all(isinstance(one, Hidden) or of == 0 for one, of in zip(row, made.columns, strict=True))
    for place, total in enumerate(made.columns):
        if isinstance(total, Hidden):
            column = [row[place] for row in made.cells]
            assert all(isinstance(one, Hidden) or of == 0 for one, of in zip(column, made.rows, strict=True))


@given(tables(6, 5))
def test_no_hidden_number_follows_from_sums_and_differences(cells: list[list[int]]) -> None:
    """Whatever a reader adds and takes away, of all lines at once."""
    made = protect(cells)
    unknown, equations = _equations(made)
    solved = _reduced(equations, len(unknown))
    assert not [row for row in solved if sum(1 for one in row if one) == 1]


@settings(max_examples=60, deadline=None)
@given(tables(2, 3, st.integers(0, 9)))
def test_for_every_hidden_number_another_would_do_as_well(cells: list[list[int]]) -> None:
    """All tables that would look the same, small numbers being 1 to 4 and others hidden beside them 5 or more."""
    made = protect(cells)
    hidden = [
        (across, down)
        for across, row in enumerate(made.cells)
        for down, one in enumerate(row)
        if isinstance(one, Hidden)
    ]
    left = set(hidden)
    for other in _alike(cells, made):
        left -= {(across, down) for across, down in left if other[across][down] != cells[across][down]}
        if not left:
            return
    assert not left, made


@given(tables(6, 5), st.integers(0, 4))
def test_totals_are_hidden_alike_whatever_stands_in_the_table(cells: list[list[int]], turn: int) -> None:
    """Two tables of the same children share a side: what one of them hides on it, the other does not give away."""
    turned = [row[turn % len(row) :] + row[: turn % len(row)] for row in cells]
    assert protect(cells).rows == protect(turned).rows


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ([[0, 0], [0, 0]], ((0, 0), (0, 0))),
        ([[12, 6], [19, 8]], ((12, 6), (19, 8))),
        ([[3, 20], [30, 40]], ((SMALL, AROUND), (AROUND, AROUND))),
        ([[3, 20, 0], [30, 40, 0]], ((SMALL, AROUND, 0), (AROUND, AROUND, 0))),
        ([[3, 20], [4, 40]], ((SMALL, AROUND), (SMALL, AROUND))),  # a column of 7 from two small ones
        ([[1, 1], [1, 0]], ((AROUND, AROUND), (AROUND, AROUND))),
        ([[2, 1], [40, 60]], ((AROUND, AROUND), (AROUND, AROUND))),  # three children: nothing is said of them
    ],
)
def test_examples(cells: list[list[int]], shown: tuple[tuple[Shown, ...], ...]) -> None:
    assert protect(cells).cells == shown


def test_two_fours_that_make_eight_do_not_say_that_they_are_small() -> None:
    assert protect_line([4, 4]).cells == (AROUND, AROUND)


def test_five_ones_are_hidden_among_the_noughts() -> None:
    assert protect_line([1, 1, 1, 1, 1, 0]).cells == (AROUND,) * 6


def test_a_large_table_is_soon_done() -> None:
    cells = [[(across * 7 + down * 3) % 11 for down in range(6)] for across in range(40)]
    assert len(protect(cells).cells) == 40


def _equations(made: Table) -> tuple[list[str], list[list[Fraction]]]:
    """One for each line of the table, in what is hidden."""
    whole = [[*row, total] for row, total in zip(made.cells, made.rows, strict=True)]
    whole.append([*made.columns, made.total])
    height, width = len(whole), len(whole[0])
    at = {
        (across, down): number
        for number, (across, down) in enumerate(
            (across, down)
            for across, down in product(range(height), range(width))
            if isinstance(whole[across][down], Hidden)
        )
    }
    lines = [[(across, down) for down in range(width)] for across in range(height)]
    lines += [[(across, down) for across in range(height)] for down in range(width)]
    rows = []
    for line in lines:
        row = [Fraction(0)] * len(at)
        for place, one in enumerate(line):
            if one in at:
                row[at[one]] = Fraction(-1 if place == len(line) - 1 else 1)
        rows.append(row)
    return [str(one) for one in at], rows


def _reduced(rows: list[list[Fraction]], width: int) -> list[list[Fraction]]:
    """By elimination, until each unknown leads one line at most."""
    done = 0
    for column in range(width):
        lead = next((place for place in range(done, len(rows)) if rows[place][column]), None)
        if lead is None:
            continue
        rows[done], rows[lead] = rows[lead], rows[done]
        rows[done] = [one / rows[done][column] for one in rows[done]]
        for place, row in enumerate(rows):
            if place != done and row[column]:
                rows[place] = [one - row[column] * other for one, other in zip(row, rows[done], strict=True)]
        done += 1
    return rows[:done]


def _alike(cells: Sequence[Sequence[int]], made: Table) -> Iterator[list[list[int]]]:
    """Tables that a reader cannot tell from this one."""
    says_small = any(one is SMALL for row in made.cells for one in row)
    most = max(4, sum(map(sum, cells)))

    def fits(number: int, shown: Shown) -> bool:
        return is_small(number) if shown is SMALL else isinstance(shown, Hidden) or number == shown

    def could(across: int, down: int) -> Sequence[int]:
        shown = made.cells[across][down]
        if not isinstance(shown, Hidden):
            return (shown,)
        if shown is SMALL:
            return range(1, 5)
        is_beside = says_small and not isinstance(made.rows[across], Hidden)
        is_beside = is_beside and not isinstance(made.columns[down], Hidden)
        return range(5 if is_beside else 0, most + 1)

    width = len(made.columns)
    by_row = [
        [row for row in product(*(could(across, down) for down in range(width))) if fits(sum(row), made.rows[across])]
        for across in range(len(made.rows))
    ]
    for whole in product(*by_row):
        below = [sum(row[down] for row in whole) for down in range(width)]
        if fits(sum(below), made.total) and all(map(fits, below, made.columns)):
            yield [list(row) for row in whole]
