"""The embedded Postgres by itself: throwaway, killed, archiving, and behind a closed folder."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from house.postgres import Postgres

from tests.system.portal import eventually

pytestmark = pytest.mark.system


@pytest.fixture
def home(drills: Path, request: pytest.FixtureRequest) -> Path:
    folder = drills / request.node.name
    folder.mkdir(mode=0o711)
    return folder


@pytest.fixture
def running(home: Path) -> Iterator[Postgres]:
    cluster = Postgres(home=home, throwaway=True)
    process = cluster.start()
    yield cluster
    cluster.stop(process)


def sql(cluster: Postgres, statement: str) -> str:
    asked = [str(cluster.binaries / "psql"), "-qAtX", "-c", statement, cluster.url()]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def test_cluster_is_what_the_portal_expects(running: Postgres) -> None:
    assert sql(running, "SELECT current_user, current_database(), rolsuper FROM pg_roles WHERE rolname = 'cse'") == (
        "cse|cse_portal|t"
    )
    assert sql(running, "SHOW timezone") == "UTC"
    assert sql(running, "SHOW server_encoding") == "UTF8"
    assert int(sql(running, "SHOW server_version_num")) >= 170000


def test_nobody_connects_without_the_password(running: Postgres) -> None:
    address = running.url().replace(running.password, "guessed")
    asked = subprocess.run([running.binaries / "psql", "-c", "", address], capture_output=True, text=True, check=False)
    assert "password authentication failed" in asked.stderr


def test_killed_cluster_starts_again_with_every_acknowledged_row(home: Path) -> None:
    cluster = Postgres(home=home)
    killed = cluster.start()
    sql(cluster, "CREATE TABLE kept AS SELECT 1 AS one")
    killed.kill()  # and not waited for: a zombie holds the locks, as in a container without an init
    process = cluster.start()
    try:
        assert sql(cluster, "SELECT one FROM kept") == "1"
    finally:
        cluster.stop(process)
        killed.wait()


def test_unfinished_cluster_is_begun_again(home: Path) -> None:
    cluster = Postgres(home=home, throwaway=True)
    half = cluster.data.with_name("postgres.new")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    process = cluster.start()
    try:
        assert sql(cluster, "SELECT 1") == "1"
        assert not half.exists()
    finally:
        cluster.stop(process)


def test_archiving_hands_over_whole_files(home: Path, drills: Path) -> None:
    archive = drills / "archive"
    archive.mkdir(mode=0o777)
    archive.chmod(0o777)
    cluster = Postgres(home=home, archive_command=f'cp %p "{archive}/%f"')
    process = cluster.start()
    try:
        sql(cluster, "CREATE TABLE worth_keeping AS SELECT 1")
        sql(cluster, "SELECT pg_switch_wal()")
        eventually(lambda: any(archive.iterdir()), 10, "the first archived file")
    finally:
        cluster.stop(process)


def test_closed_folder_stays_closed(home: Path) -> None:
    """Root's own folders are closed to the user that Postgres runs as; they must stay so."""
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    (closed / "data").mkdir()
    cluster = Postgres(home=closed / "data", throwaway=True)
    process = cluster.start()
    try:
        assert sql(cluster, "SELECT 1") == "1"
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        assert (cluster.elsewhere is not None) == (os.geteuid() == 0)
    finally:
        cluster.stop(process)
        if cluster.elsewhere:
            subprocess.run(["rm", "-rf", cluster.elsewhere], check=True)


def test_long_path_still_has_a_socket(home: Path) -> None:
    deep = home / ("deep" * 20) / ("deeper" * 10)
    deep.mkdir(parents=True)
    cluster = Postgres(home=deep, throwaway=True)
    process = cluster.start()
    try:
        assert sql(cluster, "SELECT 1") == "1"
        assert len(str(cluster.sockets)) < 80
    finally:
        cluster.stop(process)
        subprocess.run(["rm", "-rf", cluster.sockets], check=True)
