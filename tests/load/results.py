"""Turns samples into figures, ratios and a table, and holds them against the targets."""

from __future__ import annotations

import os
import platform
import statistics
from dataclasses import dataclass
from typing import Any

from house.bench import Wishes

from tests.load.measure import Samples
from tests.load.row_kinds import Measure, Page, Row, Sql, Target
from tests.load.rows import NULL, SIGNED_IN


@dataclass(frozen=True)
class Verdict:
    target: Target
    ratio: float

    @property
    def is_met(self) -> bool:
        return self.ratio <= self.target.at_most

    def __str__(self) -> str:
        mark = "met   " if self.is_met else "MISSED"
        target = self.target
        return f"{mark} {target.measure} at most {target.at_most:g} x {target.times}: {self.ratio:.2f} x"


@dataclass(frozen=True)
class Result:
    """One row's figures, in milliseconds, and its ratios."""

    row: Row
    median: float
    p95: float
    cpu: float
    queries: int | None
    sql: float | None
    a_second: float
    number: int
    ratios: dict[str, float]
    verdicts: tuple[Verdict, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.row.name,
            "title": self.row.title,
            "requests": self.number,
            "median_ms": round(self.median, 3),
            "p95_ms": round(self.p95, 3),
            "cpu_ms": round(self.cpu, 3),
            "queries": self.queries,
            "sql_ms": None if self.sql is None else round(self.sql, 3),
            "a_second": round(self.a_second, 1),
            "ratios": {name: round(ratio, 3) for name, ratio in self.ratios.items()},
            "targets": [
                {
                    "measure": str(verdict.target.measure),
                    "times": verdict.target.times,
                    "at_most": verdict.target.at_most,
                    "ratio": round(verdict.ratio, 3),
                    "met": verdict.is_met,
                }
                for verdict in self.verdicts
            ],
        }


def figure(samples: Samples, measure: Measure) -> float:
    """A raw query spends all its time in SQL; a page says how much of it."""
    if measure == Measure.CPU:
        return samples.cpu_each
    if measure == Measure.SQL and samples.sql:
        return statistics.median(samples.sql)
    return samples.median


def times(samples: Samples, other: Samples, measure: Measure) -> float:
    below = figure(other, measure)
    return figure(samples, measure) / below if below else 0.0


def results(rows: list[Row], samples: dict[str, Samples]) -> list[Result]:
    return [_result(row, samples) for row in rows]


def _result(row: Row, samples: dict[str, Samples]) -> Result:
    own = samples[row.name]
    ratios: dict[str, float] = {}
    if isinstance(row, Page):
        ratios = {
            f"{measure}_to_{base}": times(own, samples[base], measure)
            for base in (NULL, SIGNED_IN)
            for measure in (Measure.MEDIAN, Measure.CPU)
        }
        raw = f"{row.name}-sql"
        if raw in samples:
            ratios["sql_to_raw"] = times(own, samples[raw], Measure.SQL)
    return Result(
        row=row,
        median=own.median,
        p95=own.p95,
        cpu=own.cpu_each,
        queries=round(statistics.median(own.queries)) if own.queries else None,
        sql=figure(own, Measure.SQL) if own.queries or isinstance(row, Sql) else None,
        a_second=own.a_second,
        number=own.number,
        ratios=ratios,
        verdicts=tuple(Verdict(target, times(own, samples[target.times], target.measure)) for target in row.targets),
    )


HEADINGS = (
    *("row", "median", "p95", "CPU", "a second", "queries", "SQL ms"),
    *("CPU x null", "CPU x signed-in", "SQL x raw"),
)


def table(found: list[Result]) -> str:
    lines = [HEADINGS, *map(_cells, found)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    shown = [_line(cells, widths) for cells in lines]
    return "\n".join([shown[0], "-" * len(shown[0]), *shown[1:]])


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    first, *rest = cells
    return "  ".join(
        [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))]
    )


def _cells(result: Result) -> tuple[str, ...]:
    ratios = result.ratios
    missed = "" if all(verdict.is_met for verdict in result.verdicts) else " *"
    return (
        result.row.title + missed,
        f"{result.median:.2f}",
        f"{result.p95:.2f}",
        f"{result.cpu:.2f}",
        f"{result.a_second:.0f}",
        "" if result.queries is None else str(result.queries),
        "" if result.sql is None else f"{result.sql:.2f}",
        _ratio(ratios.get("cpu_to_null")),
        _ratio(ratios.get("cpu_to_signed-in")),
        _ratio(ratios.get("sql_to_raw")),
    )


def _ratio(value: float | None) -> str:
    return f"{value:.2f}" if value else ""


def verdicts(found: list[Result]) -> str:
    return "\n".join(f"{verdict}  ({result.row.title})" for result in found for verdict in result.verdicts)


def report(found: list[Result], wished: Wishes) -> dict[str, Any]:
    """Everything needed to compare two runs, and nothing about whose machine it was."""
    return {
        "machine": {
            "processors": os.cpu_count(),
            "system": platform.system(),
            "architecture": platform.machine(),
            "python": platform.python_version(),
        },
        "run": {
            "rounds": wished.rounds,
            "requests": wished.requests,
            "size": wished.size,
            "connections": wished.connections,
            "server": f"gunicorn {wished.worker_class} {wished.workers}x{wished.threads}",
        },
        "rows": [result.as_json() for result in found],
    }
