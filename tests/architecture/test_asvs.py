"""The table of ASVS requirements is whole, in order and honest: what it names is there."""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from house.checks.steps import STEPS

from tests.architecture.source import ROOT

TABLE = ROOT / "docs/security/asvs.csv"
COLUMNS = ["requirement", "about", "state", "shown_by", "reason"]
STATES = {"tested", "held", "does not apply", "open"}
REQUIREMENT = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{1,2}) L([12])")
LONGEST_ABOUT = 80

# How many requirements of level 1 and of level 2 each chapter of version 5.0.0 has.
CHAPTERS: dict[int, tuple[int, int]] = {
    1: (8, 19),
    2: (4, 7),
    3: (8, 11),
    4: (2, 8),
    5: (4, 5),
    6: (13, 22),
    7: (6, 12),
    8: (4, 3),
    9: (4, 3),
    10: (5, 24),
    11: (3, 11),
    12: (3, 6),
    13: (1, 12),
    14: (2, 7),
    15: (3, 10),
    16: (0, 16),
    17: (0, 7),
}
Row = dict[str, str]


def rows(path: Path = TABLE) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file, strict=True)
        found = list(reader)
    assert reader.fieldnames == COLUMNS
    return found


def number_of(row: Row) -> tuple[int, ...]:
    match = REQUIREMENT.fullmatch(row["requirement"])
    return tuple(int(part) for part in match.groups()[:3]) if match else ()


def evidence(row: Row) -> list[str]:
    return row["shown_by"].split("; ") if row["shown_by"] else []


# --- what may be wrong with the table --------------------------------------------------------------------------


def malformed(found: Iterable[Row]) -> Iterator[str]:
    for row in found:
        name = row["requirement"]
        if not number_of(row):
            yield f"{name} is no number with a level"
        if row["state"] not in STATES:
            yield f"{name} has no state"
        if not 0 < len(row["about"]) <= LONGEST_ABOUT or row["about"].startswith("Verify"):
            yield f"{name} does not say in a few words of our own what it is about"


def without_grounds(found: Iterable[Row]) -> Iterator[str]:
    for row in found:
        name, state, named = row["requirement"], row["state"], evidence(row)
        if state in ("open", "does not apply") and not row["reason"].endswith("."):
            yield f"{name} is {state} without a sentence that says why"
        if state in ("open", "does not apply") and named:
            yield f"{name} is {state} and yet shown by something"
        if state == "tested" and not any("::" in one for one in named):
            yield f"{name} is tested by no test"
        if state == "held" and not named:
            yield f"{name} is held by nothing"


def out_of_order(found: Iterable[Row]) -> list[str]:
    numbers = [number_of(row) for row in found]
    return [str(later) for earlier, later in pairwise(numbers) if later <= earlier]


def counted(found: Iterable[Row]) -> dict[int, tuple[int, int]]:
    levels = Counter((number_of(row)[0], row["requirement"][-2:]) for row in found)
    return {chapter: (levels[chapter, "L1"], levels[chapter, "L2"]) for chapter, _ in sorted(levels)}


def not_there(found: Iterable[Row]) -> Iterator[str]:
    yield from (f"{row['requirement']}: {one}" for row in found for one in evidence(row) if not exists(one))


# --- whether something that a row names is there -----------------------------------------------------------------


def exists(named: str) -> bool:
    if named.startswith("script/check"):
        return named.removeprefix("script/check --only ") in {step.name for step in STEPS}
    place, _, test = named.partition("::")
    if test:
        return test in names_in(place)
    place, _, words = named.partition(": ")
    return (ROOT / place).is_file() and words in (ROOT / place).read_text(encoding="utf-8")


@cache
def names_in(place: str) -> frozenset[str]:
    """As pytest names them, without running any."""
    file = ROOT / place
    if not place.startswith("tests/") or not file.name.startswith("test_") or not file.is_file():
        return frozenset()
    body = ast.parse(file.read_text(encoding="utf-8")).body
    inside = ((one.name, within) for one in body if isinstance(one, ast.ClassDef) for within in _functions(one.body))
    return frozenset([*_functions(body), *(f"{outer}::{name}" for outer, name in inside)])


def _functions(body: Iterable[ast.stmt]) -> Iterator[str]:
    yield from (one.name for one in body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"))


# --- the rules ---------------------------------------------------------------------------------------------------


def test_every_row_is_well_formed() -> None:
    assert list(malformed(rows())) == []


def test_every_state_has_its_grounds() -> None:
    assert list(without_grounds(rows())) == []


def test_requirements_stand_once_and_in_order() -> None:
    assert out_of_order(rows()) == []


def test_no_requirement_of_levels_1_and_2_is_missing() -> None:
    assert counted(rows()) == CHAPTERS
    assert sum(sum(levels) for levels in CHAPTERS.values()) == 253


def test_whatever_is_named_is_there() -> None:
    assert list(not_there(rows())) == []


# --- planted violations --------------------------------------------------------------------------------------------


def row(**other: str) -> Row:
    good = {
        "requirement": "6.2.1 L1",
        "about": "length of passwords",
        "state": "tested",
        "shown_by": "tests/architecture/test_asvs.py::test_whatever_is_named_is_there",
        "reason": "",
    }
    return {**good, **other}


def test_a_good_row_passes() -> None:
    one = [row()]
    assert [*malformed(one), *without_grounds(one), *not_there(one), *out_of_order(one)] == []


@pytest.mark.parametrize(
    "bad",
    [
        {"requirement": "6.2.1"},
        {"requirement": "6.2.1 L3"},
        {"requirement": "V6.2.1 L1"},
        {"state": "done"},
        {"state": ""},
        {"about": ""},
        {"about": "Verify that it is so"},
        {"about": "x" * 81},
    ],
)
def test_a_malformed_row_is_caught(bad: Row) -> None:
    assert len(list(malformed([row(**bad)]))) == 1


@pytest.mark.parametrize(
    "bad",
    [
        {"state": "open", "shown_by": ""},
        {"state": "does not apply", "shown_by": "", "reason": "no full stop"},
        {"state": "open", "reason": "It is open."},
        {"shown_by": ""},
        {"shown_by": "script/check --only lint"},
        {"state": "held", "shown_by": ""},
    ],
)
def test_a_row_without_grounds_is_caught(bad: Row) -> None:
    assert len(list(without_grounds([row(**bad)]))) == 1


@pytest.mark.parametrize(
    "named",
    [
        "tests/architecture/test_asvs.py::test_that_nobody_wrote",
        "tests/architecture/test_asvs.py::TestNothing::test_whatever_is_named_is_there",
        "tests/architecture/test_gone.py::test_whatever_is_named_is_there",
        "tests/architecture/source.py::ROOT",
        "script/check --only everything",
        "cse_portal/settings.py: SETTING_THAT_IS_NOT_THERE",
        "cse_portal/gone.py",
    ],
)
def test_something_that_is_not_there_is_caught(named: str) -> None:
    assert list(not_there([row(shown_by=named)])) == [f"6.2.1 L1: {named}"]


def test_a_method_of_a_class_is_found() -> None:
    place = "tests/integration/cases/test_emergency.py"
    assert exists(f"{place}::TestOpening::test_exact_details_open_it_for_an_hour")
    assert not exists(f"{place}::test_exact_details_open_it_for_an_hour")


@pytest.mark.parametrize("numbers", [["6.2.2 L1", "6.2.1 L1"], ["6.2.1 L1", "6.2.1 L2"], ["6.2.10 L2", "6.2.9 L2"]])
def test_a_repeated_or_misplaced_requirement_is_caught(numbers: list[str]) -> None:
    assert len(out_of_order([row(requirement=one) for one in numbers])) == 1


def test_a_missing_requirement_is_caught() -> None:
    assert counted(rows()[1:]) != CHAPTERS
    assert counted([row(), row(requirement="6.2.9 L2")]) == {6: (1, 1)}
