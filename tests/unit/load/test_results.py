"""Samples become figures, ratios, verdicts and a table."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from house.bench import wishes

from tests.load.measure import Samples
from tests.load.results import Result, report, results, table, verdicts
from tests.load.row_kinds import Measure, Page, Row, Sql, Target
from tests.load.rows import ROWS, chosen

NULL = Page(name="null", title="Null", path="/null/")
SIGNED_IN = Page(name="signed-in", title="Signed-in", path="/null/signed-in/")
RAW = Sql(name="home-sql", title="Raw", statements=("SELECT 1",), who="nobody@larkmere.example")
HOME = Page(name="home", title="Home", path="/", targets=(Target(Measure.CPU, 3, "signed-in"),))


def samples(*waits: float, cpu: float = 0.0, queries: int | None = None, sql: float = 0.0) -> Samples:
    counted = {"queries": [queries], "sql": [sql]} if queries is not None else {}
    return Samples(waits=list(waits), cpu=cpu * len(waits), seconds=sum(waits) / 1000, **counted)


def found(cpu: float = 10.0) -> list[Result]:
    rows: list[Row] = [NULL, SIGNED_IN, RAW, HOME]
    return results(
        rows,
        {
            "null": samples(1, 1, 1, cpu=1, queries=0),
            "signed-in": samples(4, 5, 6, cpu=4, queries=3, sql=2),
            "home-sql": samples(2, 2, 2, cpu=1),
            "home": samples(*range(1, 101), cpu=cpu, queries=6, sql=3),
        },
    )


def test_median_and_95th_percentile_are_of_every_request() -> None:
    home = found()[-1]
    assert home.median == 50.5
    assert home.p95 == 95
    assert home.number == 100


def test_ratios_compare_with_null_pages_and_raw_sql() -> None:
    home = found()[-1]
    assert home.ratios["cpu_to_null"] == 10
    assert home.ratios["cpu_to_signed-in"] == 2.5
    assert home.ratios["median_to_signed-in"] == pytest.approx(10.1)
    assert home.ratios["sql_to_raw"] == 1.5


@pytest.mark.parametrize(("cpu", "met"), [(12.0, True), (12.1, False)])
def test_a_row_that_misses_its_target_is_marked(cpu: float, met: bool) -> None:
    shown = found(cpu)
    assert ("Home *" in table(shown)) is not met
    assert verdicts(shown).startswith("met" if met else "MISSED")


def test_the_columns_of_the_table_stand_under_each_other() -> None:
    lines = table(found()).splitlines()
    assert len(lines) == 2 + 4
    assert len({len(line.rstrip()) for line in lines[:2]}) == 1
    assert lines[2].startswith("Null ")


def test_the_report_can_be_read_by_a_programme() -> None:
    wished = wishes(["--quick"])
    read = json.loads(json.dumps(report(found(), wished)))
    assert read["run"]["server"] == "gunicorn gthread 2x4"
    assert [row["name"] for row in read["rows"]] == ["null", "signed-in", "home-sql", "home"]
    assert read["rows"][-1]["targets"] == [
        {"measure": "cpu", "times": "signed-in", "at_most": 3, "ratio": 2.5, "met": True}
    ]


def test_chosen_rows_bring_what_they_are_compared_to() -> None:
    assert [row.name for row in chosen(["home"])] == ["null", "signed-in", "home-sql", "home"]
    assert chosen([]) == [row for row in ROWS if not row.is_long]
    with pytest.raises(LookupError, match="no row hoem"):
        chosen(["hoem"])


def test_rows_that_need_more_cases_than_wished_are_left_out() -> None:
    assert max(row.cases for row in chosen([], 10_000)) == 10_000
    assert {row.cases for row in chosen(["cases-60-1000000"])} == {0, 10_000, 1_000_000}
    with pytest.raises(LookupError, match="no row cases-deep"):
        chosen(["cases-deep"], 10_000)


def test_every_target_compares_with_a_row_that_exists() -> None:
    names = [row.name for row in ROWS]
    assert len(set(names)) == len(names)
    assert {target.times for row in ROWS for target in row.targets} <= set(names)
    assert {"null", "signed-in"} <= set(names)


def test_a_page_says_by_what_it_is_known() -> None:
    pages = [row for row in ROWS if isinstance(row, Page)]
    assert all(page.sees or page.expects != 200 for page in pages)


def test_the_command_line_names_the_usual_size_and_the_quick_one() -> None:
    usual, quick = wishes([]), wishes(["--quick", "--requests", "5"])
    assert usual.rounds > quick.rounds
    assert (quick.size, quick.requests) == (120, 5)
    assert replace(usual, rows=["home"]) == wishes(["home"])


@pytest.mark.parametrize("option", [["--rounds", "0"], ["--size", "many"], ["--connections", "99"]])
def test_odd_numbers_are_refused(option: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        wishes(option)
    assert "must be a whole number from" in capsys.readouterr().err
