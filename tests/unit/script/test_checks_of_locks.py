"""The lock files are compared with what is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from house.checks.locks import npm_faults, pins_of, python_faults
from house.places import ROOT

PROJECT = """
[project]
dependencies = ["Django>=5.2,<5.3"]
[dependency-groups]
embedded = ["pgserver>=1"]
dev = [{ include-group = "embedded" }, "pytest>=9"]
"""
HASH = " \\\n    --hash=sha256:aa\n"
DJANGO, PYTEST, SERVER = (f"{pin}{HASH}" for pin in ("django==5.2.19", "pytest==9.0", "pgserver==1.1"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    (tmp_path / "requirements.lock").write_text(DJANGO)
    (tmp_path / "requirements-dev.lock").write_text(DJANGO + PYTEST + SERVER)
    (tmp_path / "package.json").write_text('{"dependencies": {"sass": "1.2.0"}}')
    package = {"version": "1.2.0", "integrity": "sha512-aa"}
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": {"": {}, "node_modules/sass": package}}))
    return tmp_path


def change(place: str, old: str, new: str) -> Callable[[Path], Any]:
    return lambda root: (root / place).write_text((root / place).read_text().replace(old, new))


def test_the_projects_own_locks_fit() -> None:
    assert [*python_faults(ROOT), *npm_faults(ROOT)] == []


def test_locks_that_fit_have_no_fault(project: Path) -> None:
    assert [*python_faults(project), *npm_faults(project)] == []


@pytest.mark.parametrize(
    ("breach", "said"),
    [
        (change("requirements.lock", "5.2.19", "5.3.1"), "is at 5.3.1"),
        (change("requirements-dev.lock", "pgserver==1.1", "other==1.1"), "pgserver is not there"),
        (change("requirements-dev.lock", "5.2.19", "5.2.20"), "django differs"),
        (change("requirements-dev.lock", PYTEST, "pytest==9.0\n"), "pytest has no hash"),
        (change("requirements.lock", "django==", "--index-url https://host.example\ndjango=="), "names a host"),
        (change("package-lock.json", "1.2.0", "1.3.0"), "sass is at 1.3.0"),
        (change("package-lock.json", "integrity", "other"), "has no hash"),
        (change("package-lock.json", '"integrity"', '"resolved": "x", "integrity"'), "names a host"),
    ],
)
def test_a_breach_is_caught(project: Path, breach: Callable[[Path], Any], said: str) -> None:
    breach(project)
    assert any(said in fault for fault in [*python_faults(project), *npm_faults(project)])


def test_two_versions_of_one_name_are_both_seen() -> None:
    pins = pins_of("numpy==1.0 ; python_version < '3.12'\nnumpy==2.0 ; python_version >= '3.12'\n")
    assert sorted(map(str, pins["numpy"])) == ["1.0", "2.0"]
