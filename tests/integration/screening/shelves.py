"""A second edition of the screening tool, written for one test only."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from screening.instruments import loading
from screening.instruments.checking import content

SCREENING = "multi-agency-screening"
Change = Callable[[dict[str, Any]], object]


def item(raw: dict[str, Any], code: str) -> dict[str, Any]:
    return next(one for section in raw["sections"] for one in section.get("items", []) if one["code"] == code)


def later(raw: dict[str, Any]) -> None:
    """The edition of 2027: one item in other words."""
    raw["edition"] = "2027"
    item(raw, "A9")["text"] = "Has more than one mobile phone"


def read_again() -> None:
    loading.every_edition.cache_clear()
    loading.edition.cache_clear()


@contextmanager
def shelf(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The shipped editions, in a folder of one's own."""
    shutil.copytree(loading.EDITIONS, folder, dirs_exist_ok=True)
    monkeypatch.setattr(loading, "EDITIONS", folder)
    read_again()
    try:
        yield folder
    finally:
        monkeypatch.undo()
        read_again()


def put(folder: Path, change: Change, *, edition: str = "2018", of: str = "2018") -> None:
    """Writes an edition, made from another one."""
    raw = content(folder / f"{SCREENING}-{of}.yaml")
    change(raw)
    (folder / f"{SCREENING}-{edition}.yaml").write_text(json.dumps(raw))  # every JSON is YAML, and quickly written
    read_again()
