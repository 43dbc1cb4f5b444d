"""Data folders and running portals for the drills."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.system.portal import Portal


@dataclass
class FirstStart:
    """What the very first start in an empty folder did."""

    data: Path
    said: str


@pytest.fixture(scope="session")
def drills() -> Iterator[Path]:
    """A folder that Postgres' own user can walk into, unlike pytest's."""
    folder = Path(tempfile.mkdtemp(prefix="cse-drill-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def first_start(drills: Path) -> FirstStart:
    """One start from nothing, stopped again; the other drills begin from copies of its folder."""
    portal = Portal(drills / "first")
    try:
        portal.start()
        return FirstStart(portal.data, portal.said)
    finally:
        portal.stop()


@pytest.fixture
def portal(drills: Path, first_start: FirstStart) -> Iterator[Portal]:
    """A portal that was used before, not yet started."""
    data = Path(tempfile.mkdtemp(dir=drills))
    data.chmod(0o711)
    subprocess.run(["cp", "-a", f"{first_start.data}/.", data], check=True)
    portal = Portal(data)
    yield portal
    portal.stop()


@pytest.fixture(scope="module")
def running(drills: Path, first_start: FirstStart) -> Iterator[Portal]:
    """A portal that runs through all drills of a module."""
    data = Path(tempfile.mkdtemp(dir=drills))
    data.chmod(0o711)
    subprocess.run(["cp", "-a", f"{first_start.data}/.", data], check=True)
    portal = Portal(data)
    try:
        portal.start()
        yield portal
    finally:
        portal.stop()
