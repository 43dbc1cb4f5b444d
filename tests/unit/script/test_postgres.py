"""Addresses, options and places of the embedded Postgres."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from house import places
from house import postgres as module
from house.postgres import Postgres, reachable_by
from house.says import Trouble

from cse_portal.env_values import postgres as read_address


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As an ordinary user, who runs it in place."""
    monkeypatch.setattr(Postgres, "owner", None)
    monkeypatch.setattr(places, "SHARED", tmp_path)
    return tmp_path


def option(cluster: Postgres, name: str) -> str | None:
    options = cluster.programme().argv
    return next((part.partition("=")[2] for part in options if part.startswith(f"{name}=")), None)


def test_the_portal_reads_the_address(here: Path) -> None:
    cluster = Postgres(home=here)
    assert read_address(cluster.url("other")) == {
        "NAME": "other",
        "USER": "cse",
        "PASSWORD": cluster.password,
        "HOST": str(cluster.sockets),
        "PORT": "5432",
        "OPTIONS": {},
    }


def test_nothing_listens_on_the_network(here: Path) -> None:
    assert option(Postgres(home=here), "listen_addresses") == ""


def test_only_a_throwaway_cluster_forgoes_safety(here: Path) -> None:
    assert option(Postgres(home=here), "fsync") is None
    assert option(Postgres(home=here, throwaway=True), "fsync") == "off"


def test_archiving_is_on_when_a_command_is_given(here: Path) -> None:
    assert option(Postgres(home=here), "archive_mode") is None
    archiving = Postgres(home=here, archive_command="cp %p /archive/%f")
    assert option(archiving, "archive_mode") == "on"
    assert option(archiving, "archive_command") == "cp %p /archive/%f"


def test_logs_hold_no_values_of_statements(here: Path) -> None:
    assert option(Postgres(home=here), "log_parameter_max_length") == "0"
    assert option(Postgres(home=here), "log_parameter_max_length_on_error") == "0"


def test_closed_folder_on_the_way_is_not_reachable(tmp_path: Path) -> None:
    stranger = os.geteuid() + 4321
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    assert not reachable_by(closed / "postgres", stranger)
    assert reachable_by(Path("/usr/bin/env"), stranger)


def test_missing_wheel_is_named(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="run script/setup, or set DATABASE_URL"):
        module.wheel_binaries(tmp_path)
