"""How pip's configuration reaches uv, and when the environment is made again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from house import python_packages
from house.python_packages import read_pip_settings, uv_environment

LISTED = """\
:env:.timeout='60'
global.cert='/etc/borough.pem'
global.extra-index-url='https://one.example/simple https://two.example/simple'
global.index-url='https://global.example/simple'
install.index-url='https://install.example/simple'
"""


def test_install_outdoes_global_and_a_variable_outdoes_both() -> None:
    assert read_pip_settings(LISTED)["index-url"] == "https://install.example/simple"
    with_variable = LISTED + ":env:.index-url='https://variable.example/simple'\n"
    assert read_pip_settings(with_variable)["index-url"] == "https://variable.example/simple"


def test_lines_that_are_no_settings_are_passed_over() -> None:
    assert read_pip_settings("WARNING: something odd\n\nglobal.index-url='x'\n") == {"index-url": "x"}


def test_uv_is_told_what_pip_knows() -> None:
    env = uv_environment({}, read_pip_settings(LISTED))
    assert env["UV_DEFAULT_INDEX"] == "https://install.example/simple"
    assert env["UV_INDEX"] == "https://one.example/simple https://two.example/simple"
    assert env["SSL_CERT_FILE"] == "/etc/borough.pem"
    # pip takes a file from whichever index has it; the hash decides.
    assert env["UV_INDEX_STRATEGY"] == "unsafe-best-match"


@pytest.mark.parametrize("own", ["UV_INDEX", "UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_CONFIG_FILE"])
def test_what_uv_was_told_already_stays(own: str) -> None:
    env = uv_environment({own: "https://own.example/simple"}, read_pip_settings(LISTED))
    assert env[own] == "https://own.example/simple"
    assert "https://install.example/simple" not in env.values()
    assert "UV_INDEX_STRATEGY" not in env


def test_without_settings_uv_keeps_to_its_own_ways() -> None:
    env = uv_environment({"HOME": "/root"}, {})
    assert not [name for name in env if "INDEX" in name or name == "SSL_CERT_FILE"]
    assert env["UV_PYTHON_DOWNLOADS"] == "never"


def test_cache_moves_beside_the_tools_when_home_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/proc/nobody")
    assert uv_environment({}, {})["UV_CACHE_DIR"].endswith(".tools/uv-cache")


def test_stamp_changes_with_every_lock_file_it_covers(tmp_path: Path) -> None:
    one, other = tmp_path / "one.lock", tmp_path / "other.lock"
    one.write_text("a==1")
    other.write_text("b==1")
    before = python_packages.stamp_of(one, other)
    assert python_packages.stamp_of(one, other) == before
    other.write_text("b==2")
    assert python_packages.stamp_of(one, other) != before


def test_environment_is_stale_without_its_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "a.lock"
    lock.write_text("a==1")
    monkeypatch.setattr(python_packages, "VENV", tmp_path)
    monkeypatch.setattr(python_packages, "PYTHON", tmp_path / "python")
    (tmp_path / ".installed").write_text(python_packages.stamp_of(lock, python_packages.TOOLS_LOCK))
    assert not python_packages.fresh(lock)
    os.symlink("/nowhere/python", tmp_path / "python")  # the machine's Python was replaced
    assert not python_packages.fresh(lock)
    (tmp_path / "python").unlink()
    (tmp_path / "python").touch()
    assert python_packages.fresh(lock)
