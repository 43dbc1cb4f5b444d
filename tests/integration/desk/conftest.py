"""Background work in tests: files in a folder of their own, and hands that carry messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from cse_portal.agencies.roles import Permission
from cse_portal.core import broker
from cse_portal.desk import kinds
from cse_portal.desk.building import Progress
from cse_portal.desk.models import BackgroundJob
from tests.desks import all_desks

__all__ = ["all_desks"]


@pytest.fixture(autouse=True)
def _reads_desks(all_desks: None) -> None:
    """Of everybody; what the wall keeps apart has tests of its own, in test_wall.py."""


@pytest.fixture(autouse=True)
def files_dir(settings: Settings, tmp_path: Path) -> Path:
    settings.FILES_DIR = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def handed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """References of jobs that were handed over; the broker itself has tests of its own."""
    refs: list[str] = []

    def hand_over(task: str, ref: str) -> bool:
        refs.append(ref)
        return True

    monkeypatch.setattr(broker, "hand_over", hand_over)
    return refs


class Recipe:
    """A kind of work whose behaviour a test decides."""

    def __init__(self) -> None:
        self.during = lambda job, progress: None
        self.runs = 0

    def __call__(self, job: BackgroundJob, progress: Progress) -> None:
        self.runs += 1
        with progress.file("result.txt", "text/plain") as out:
            out.write(b"made")
        self.during(job, progress)


@pytest.fixture
def recipe(monkeypatch: pytest.MonkeyPatch) -> Recipe:
    made = Recipe()
    kind = kinds.Kind(name="test.recipe", title="A recipe", permission=Permission.OWN_DESK, build=made)
    monkeypatch.setitem(kinds._kinds, kind.name, kind)
    return made
