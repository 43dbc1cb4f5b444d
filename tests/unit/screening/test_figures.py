"""The board's figures out of counts: months, shares, durations, and each table with what is small left out."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.core.working_days import LONDON
from screening import figure_tables as tables
from screening.figure_tables import Figure, Ground
from screening.figures import SIDES, Counted, Period, code_of, duration, last_quarter, month_of, months, usual
from screening.instruments.loading import edition

TOOL = edition("multi-agency-screening", "2018")
NAMES = {1: "Fernhill Academy", 2: "Children’s Social Care"}


def row(what: str, agency: int | None = None, code: str = "", other: str = "", number: int = 1) -> Counted:
    return Counted(what, agency, TOOL.edition, code, other, number)


def ground(*rows: Counted) -> Ground:
    return Ground(rows, NAMES, {TOOL.edition: TOOL})


def words(figure: Figure) -> dict[str, list[str]]:
    return {one.title: [cell.words for cell in one.cells] for one in figure.rows}


def shares(figure: Figure) -> dict[str, list[int | None]]:
    return {one.title: [cell.share for cell in one.cells] for one in figure.rows}


# ── Months ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_the_usual_quarter_is_the_latest_that_is_over(today: date) -> None:
    quarter = last_quarter(today)
    assert quarter.is_over(today)
    assert timedelta(0) <= today - quarter.before.date() < timedelta(days=92)
    assert quarter.first.month % 3 == 1
    assert usual(today)[0] == quarter
    assert usual(today)[-1].last == quarter.last
    assert {one.first for one in usual(today)} | {quarter.last} <= set(months(today))


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_month_comes_back_from_its_address(today: date) -> None:
    assert all(month_of(code_of(month)) == month for month in months(today)[:12])


def test_a_period_is_of_whole_months_in_london() -> None:
    summer = Period(date(2026, 7, 1), date(2026, 9, 1))
    assert (summer.since, summer.before) == (
        datetime(2026, 7, 1, tzinfo=LONDON),
        datetime(2026, 10, 1, tzinfo=LONDON),
    )
    assert summer.words == "July to September 2026"
    assert Period(date(2025, 10, 1), date(2026, 9, 1)).words == "October 2025 to September 2026"
    assert Period(date(2026, 2, 1), date(2026, 2, 1)).words == "February 2026"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, ""),
        (0, "0 minutes"),
        (60, "1 minute"),
        (3600, "1 hour"),
        (47 * 3600, "47 hours"),
        (48 * 3600, "2 days"),
        (9.6 * 86400, "10 days"),
    ],
)
def test_a_duration_is_said_as_somebody_would(seconds: float | None, said: str) -> None:
    assert duration(seconds) == said


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────
DECIDED = (
    row("decided", 1, "low", "low", 10),
    row("decided", 1, "low", "medium", 6),
    row("decided", 1, "significant", "medium", 5),
    row("decided", 2, "medium", "medium", 9),
    row("decided", 2, "medium", "significant", 6),
    row("decided", 2, "significant", "medium", 5),
)


def test_what_was_decided_stands_with_each_agencys_share() -> None:
    made = tables.results(ground(*DECIDED))
    assert words(made) == {
        "Children’s Social Care": ["0", "14", "6", "20"],
        "Fernhill Academy": ["10", "11", "0", "21"],
        "All agencies": ["10", "25", "6", "41"],
    }
    assert shares(made)["Fernhill Academy"] == [48, 52, 0, None]


def test_how_far_agencies_differ_is_said_in_points() -> None:
    made = tables.differences(ground(*DECIDED))
    assert words(made)["Fernhill Academy"] == ["24 above", "9 below", "15 below"]


def test_what_was_decided_otherwise_goes_up_or_down_by_the_editions_own_order() -> None:
    assert words(tables.overrides(ground(*DECIDED))) == {
        "Children’s Social Care": ["9", "6", "5", "20"],
        "Fernhill Academy": ["10", "6", "5", "21"],
        "All agencies": ["19", "12", "10", "41"],
    }


def test_an_agency_with_few_tells_nothing_in_any_table() -> None:
    few = [row("decided", 1, "low", "low", 40), row("decided", 2, "low", "significant", 2)]
    rows = [row("letter", 2, "G", number=2), row("letter", 1, "G", number=9), row("band", 1, "acute", number=40)]
    rows += [row("band", 2, "acute", number=2), row("time", 1, number=40), row("time", 2, number=2), row("time")]
    here = ground(*few, *rows)
    for figure in (tables.results(here), tables.bands(here), tables.letters(here), tables.overrides(here)):
        told = words(figure)["Children’s Social Care"]
        assert {one for one in told[:-1] if one != "0"} == {"hidden"}
        assert told[-1] == "1 to 4"
    assert words(tables.times(here))["Children’s Social Care"] == ["1 to 4", "hidden", "hidden"]
    assert {cell for row in words(tables.differences(here)).values() for cell in row} == {"hidden"}


def test_what_is_least_known_stands_first_with_its_share_and_small_numbers_without() -> None:
    here = ground(*DECIDED, row("not_known", code="S3", number=20), row("not_known", code="S1", number=3))
    made = tables.not_known(here)
    first, second = made.rows[:2]
    assert (first.title, first.cells[0].words, first.cells[0].share) == (TOOL.item("S3").short, "20", 49)
    assert (second.title, second.cells[0].words, second.cells[0].share) == (TOOL.item("S1").short, "1 to 4", None)
    assert len(made.rows) == len(list(TOOL.items()))
    assert made.rows[-1].cells[0].words == "0"


def test_ethnic_groups_are_counted_together_and_refused_is_not_recorded() -> None:
    side = next(one for one in SIDES if one.code == "ethnicity")
    assert side.group_of("WIRI") == side.group_of("WBRI") == "White"
    assert side.group_of("REFU") == side.group_of("") == side.otherwise


def test_children_are_told_apart_only_where_there_are_enough() -> None:
    rows = [row("child_sex_decided", None, "female", "low", 12), row("child_sex_decided", None, "male", "low", 3)]
    rows += [
        row("child_sex_decided", None, "female", "medium", 8),
        row("child_sex_decided", None, "male", "medium", 9),
    ]
    rows += [row("child_sex_decided", None, "not_known", "medium", 6)]
    made = next(one for one in tables.equality(ground(*DECIDED, *rows)) if one.code == "sex_decided")
    assert words(made) == {
        "Female": ["hidden", "hidden", "0", "20"],
        "Male": ["1 to 4", "hidden", "0", "12"],
        "Not recorded": ["0", "6", "0", "6"],
        "All children": ["15", "23", "0", "38"],
    }
