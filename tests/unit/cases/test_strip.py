"""The strip of a chronology: every entry stands in one column, however long the story; the last one is today’s."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cse_portal.cases.chronology import FEWEST_COLUMNS, MOST_COLUMNS, WEEK, Week, columns_of, monday_of
from cse_portal.cases.strip import BARS, WIDTH, strip_of

TODAY = date(2026, 11, 22)
weeks = st.dictionaries(
    st.integers(0, 900), st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 2)), min_size=1, max_size=60
).map(
    lambda said: [
        Week(monday_of(TODAY) - WEEK * ago, significant, others, missing)
        for ago, (significant, others, missing) in sorted(said.items(), reverse=True)
    ]
)


@given(weeks)
def test_every_entry_stands_in_one_column(found: list[Week]) -> None:
    columns = columns_of(found, on=TODAY)
    assert FEWEST_COLUMNS <= len(columns) <= MOST_COLUMNS
    for name in ("significant", "others", "missing"):
        assert sum(getattr(one, name) for one in columns) == sum(getattr(one, name) for one in found)
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(columns))
    assert columns[0].first <= found[0].monday
    assert columns[-1].first <= TODAY <= columns[-1].last


@given(weeks)
def test_nothing_is_drawn_outside(found: list[Week]) -> None:
    strip = strip_of(columns_of(found, on=TODAY), scores=[(found[0].monday, 1), (TODAY, 3)], on=TODAY)
    assert strip
    for path in (strip.significant, strip.others):
        for x, y, height, wide in re.findall(r"M([\d.]+) ([\d.]+)v-([\d.]+)h([\d.]+)", path):
            assert 0 <= float(x) <= float(x) + float(wide) <= WIDTH + 0.2
            assert -0.2 <= float(y) - float(height) <= float(y) <= BARS
    assert all(0 <= x <= WIDTH and 0 <= y <= strip.height for x, y in strip.score_points)


def test_a_period_is_marked() -> None:
    columns = columns_of([Week(monday_of(TODAY), 1)], on=TODAY)
    strip = strip_of(columns, since=TODAY - timedelta(days=30), until=TODAY, on=TODAY)
    assert strip
    assert strip.chosen
    assert 0 < strip.chosen[0] < strip.chosen[0] + strip.chosen[1] <= WIDTH + 0.2


def test_nothing_is_no_strip() -> None:
    assert strip_of(columns_of([], on=TODAY), on=TODAY) is None
