"""script/bench measures a real server; how fast it is, is nobody's business here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from house.bench import QUICK

from tests.load.row_kinds import Page
from tests.load.rows import ROWS, chosen
from tests.system.portal import ROOT, bare_environment, run

pytestmark = pytest.mark.system

BENCH = ROOT / "script" / "bench"


MEASURED = chosen([], QUICK["cases"])


def test_a_quick_run_measures_every_row_that_needs_no_great_number_of_cases(tmp_path: Path) -> None:
    elsewhere = bare_environment(DATABASE_URL="postgres://nobody@127.0.0.1:9/none")  # must not be touched
    done = run(BENCH, "--quick", "--json", tmp_path / "found.json", env=elsewhere, within=480)
    assert done.returncode == 0, done.stdout
    found = json.loads((tmp_path / "found.json").read_text())
    by_name = {row["name"]: row for row in found["rows"]}
    assert list(by_name) == [row.name for row in MEASURED]
    for row in MEASURED:
        figures = by_name[row.name]
        assert figures["requests"] >= 2
        assert 0 < figures["median_ms"] <= figures["p95_ms"]
        assert len(figures["targets"]) == len(row.targets)
        assert row.title in done.stdout
        if isinstance(row, Page):
            assert figures["queries"] is not None
    assert by_name["null"]["queries"] == 0
    assert by_name["signed-in"]["queries"] >= 2
    assert by_name["home"]["ratios"]["sql_to_raw"] > 0


def test_rows_are_listed_without_measuring() -> None:
    done = run(BENCH, "--list")
    assert done.returncode == 0
    assert all(row.name in done.stdout for row in ROWS)


def test_an_unknown_row_is_one_sentence() -> None:
    done = run(BENCH, "hoem")
    assert done.returncode == 1
    assert done.stdout.strip().startswith("There is no row hoem: choose from null, signed-in")
