"""The score line as it is drawn: a step for each assessment, and nothing that waits is taken for decided."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from screening.changes import Point
from screening.presenters.score_line import LEAST, LEFT, RIGHT, Told, drawn

TODAY = date(2026, 11, 20)
days = st.dates(date(2020, 1, 1), TODAY)
points = st.builds(Point, days, st.integers(0, 3), st.integers(0, 3), st.booleans())


def line(*told: Point) -> list[tuple[str, str]]:
    found = drawn([Told(one) for one in told], on=TODAY)
    return [(mark.day, mark.year) for mark in found.marks] if found else []


def test_nothing_is_drawn_of_nothing() -> None:
    assert drawn([], on=TODAY) is None


def test_days_say_the_year_where_it_changes_and_today() -> None:
    told = [Point(date(2025, 11, 21), 1, 1), Point(date(2026, 2, 20), 2, 3), Point(date(2026, 5, 19), 2, 3)]
    assert line(*told, Point(TODAY, 1, 1, awaits=True)) == [
        ("21 Nov", "2025"),
        ("20 Feb", "2026"),
        ("19 May", ""),
        ("Today", ""),
    ]


def test_a_score_holds_until_the_next_and_what_waits_hangs_on_by_dashes() -> None:
    found = drawn(
        [
            Told(Point(TODAY, 1, 1, awaits=True)),
            Told(Point(TODAY - timedelta(90), 2, 3)),
            Told(Point(date(2025, 1, 1), 0, 0)),
        ],
        on=TODAY,
    )
    assert found is not None
    first, second, last = found.marks
    assert found.path == f"M{first.x} {first.y}H{second.x}V{second.y}"
    assert found.awaiting == f"M{second.x} {second.y}H{last.x}V{last.y}"
    assert (first.y > last.y > second.y, bool(second.diamond), bool(last.diamond)) == (True, True, False)


@given(st.lists(points, min_size=1, max_size=40))
def test_every_assessment_has_its_place_inside_and_far_enough_from_the_next(several: list[Point]) -> None:
    found = drawn([Told(one) for one in several], on=TODAY)
    assert found is not None
    assert len(found.marks) == len(several)
    places = [mark.x for mark in found.marks]
    assert all(LEFT < x < found.width - RIGHT for x in places)
    assert all(after - before >= LEAST - 0.2 for before, after in pairwise(places))
    assert [mark.told.point.on for mark in found.marks] == sorted(one.on for one in several)
