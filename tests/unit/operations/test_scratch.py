"""Nothing readable of a restore stays on the disk, however it ends."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cse_portal.operations.scratch import private_folder
from cse_portal.operations.trouble import BackupTrouble

ANOTHER = """
import sys
from pathlib import Path
from cse_portal.operations.scratch import private_folder

with private_folder(Path(sys.argv[1])) as folder:
    (folder / "database.dump").write_text("names")
    print(folder, flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_restore(beside: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A process of its own, in the middle of it until it is told to end."""
    command = [sys.executable, "-c", ANOTHER, str(beside)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        folder = Path(process.stdout.readline().strip())
        try:
            yield process, folder
        finally:
            process.kill()


def test_only_its_owner_may_enter_and_it_goes_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "for-everyone"))
    with private_folder(tmp_path / "files") as folder:
        assert folder.parent == tmp_path / "files"
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "database.dump").write_text("names")
    assert list((tmp_path / "files").iterdir()) == []
    assert not (tmp_path / "for-everyone").exists()


def fail_in(beside: Path, error: BaseException) -> None:
    with private_folder(beside) as folder:
        (folder / "database.dump").write_text("names")
        raise error


@pytest.mark.parametrize("error", [BackupTrouble("full"), KeyboardInterrupt(), SystemExit(1)])
def test_it_goes_when_something_fails(tmp_path: Path, error: BaseException) -> None:
    with pytest.raises(type(error)):
        fail_in(tmp_path, error)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_it_goes_when_the_command_is_told_to_end(tmp_path: Path, ending: signal.Signals) -> None:
    with another_restore(tmp_path) as (process, folder):
        assert (folder / "database.dump").exists()
        process.send_signal(ending)
        assert process.wait(timeout=30) != 0
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_restore_left_goes_with_the_next(tmp_path: Path) -> None:
    with another_restore(tmp_path) as (process, killed):
        process.kill()
        process.wait(timeout=30)
        assert (killed / "database.dump").exists()
    with private_folder(tmp_path):
        assert not killed.exists()


def test_a_restore_that_still_runs_is_left_alone(tmp_path: Path) -> None:
    with another_restore(tmp_path) as (_, running), private_folder(tmp_path) as mine:
        assert (running / "database.dump").exists()
        assert mine != running


def test_a_place_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file, not a folder")
    with pytest.raises(BackupTrouble, match="cannot be used"), private_folder(tmp_path / "files"):
        raise AssertionError("there is no folder to work in")
