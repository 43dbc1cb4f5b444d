"""Pieces of Postgres' log: sealed once, never over another, never handed back damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from cse_portal.operations import wal
from cse_portal.operations.sealing import new_key, read_key
from cse_portal.operations.trouble import BackupTrouble

NAME = "000000010000000000000007"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    new_key(tmp_path / "key")
    monkeypatch.setenv("BACKUP_DIR", str(tmp_path))
    monkeypatch.setenv("BACKUP_KEY_FILE", str(tmp_path / "key"))
    (tmp_path / "piece").write_bytes(b"\0" * 500_000 + b"what people typed")
    return tmp_path


def test_piece_comes_back_as_it_was(place: Path) -> None:
    assert wal.main(["archive", str(place / "piece"), NAME]) == 0
    sealed = wal.sealed_at(place, NAME).read_bytes()
    assert len(sealed) < 5_000  # a piece handed over by the clock is mostly empty
    assert b"typed" not in sealed
    assert wal.main(["restore", NAME, str(place / "back")]) == 0
    assert (place / "back").read_bytes() == (place / "piece").read_bytes()


def test_asked_twice_it_agrees_and_over_another_it_refuses(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert wal.main(["archive", str(place / "piece"), NAME]) == 0
    assert wal.main(["archive", str(place / "piece"), NAME]) == 0
    (place / "piece").write_bytes(b"another server's")
    assert wal.main(["archive", str(place / "piece"), NAME]) == 1
    assert "give each server its own BACKUP_DIR" in capsys.readouterr().err


def test_missing_piece_ends_the_log_but_a_damaged_one_stops_the_recovery(place: Path) -> None:
    assert wal.main(["restore", NAME, str(place / "back")]) == wal.NOT_THERE
    wal.main(["archive", str(place / "piece"), NAME])
    sealed = wal.sealed_at(place, NAME)
    sealed.write_bytes(sealed.read_bytes()[:-1])
    assert wal.main(["restore", NAME, str(place / "back")]) == wal.STOP_RECOVERY
    assert not (place / "back").exists()


def test_piece_under_another_name_is_refused(place: Path) -> None:
    wal.main(["archive", str(place / "piece"), NAME])
    wal.sealed_at(place, NAME).rename(wal.sealed_at(place, "000000010000000000000008"))
    assert wal.main(["restore", "000000010000000000000008", str(place / "back")]) == wal.STOP_RECOVERY


@pytest.mark.parametrize("name", ["../../etc/passwd", "short", "a/b/c/d/e/f/g"])
def test_odd_names_are_refused(place: Path, name: str) -> None:
    with pytest.raises(BackupTrouble):
        wal.archive_segment(place / "piece", name=name, folder=place, key=read_key(place / "key"))


def test_full_answer_to_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert wal.main(["archive"]) == 2
    assert "usage" in capsys.readouterr().err


def test_newest_is_the_last_archived(place: Path) -> None:
    assert wal.newest(place) is None
    wal.main(["archive", str(place / "piece"), NAME])
    assert wal.newest(place) == wal.sealed_at(place, NAME)
