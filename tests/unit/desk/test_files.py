"""Files lie where nobody guesses them and nobody else reads them."""

from __future__ import annotations

import hashlib
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from cse_portal.desk import files


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.FILES_DIR = tmp_path
    return tmp_path


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "downloads/../other/file", "other/file", ""])
def test_a_path_outside_the_downloads_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        files.full_path(path)


def test_a_new_file_is_readable_by_the_portal_alone(folder: Path) -> None:
    path = files.new_path()
    with files.create(path) as stream:
        stream.write(b"some text")
        built = files.seal(stream, path=path, name="some.txt", content_type="text/plain")
    assert stat.S_IMODE((folder / path).stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / path).parent.stat().st_mode) == 0o700
    assert (built.size, built.sha256) == (9, hashlib.sha256(b"some text").hexdigest())


def test_an_existing_file_is_never_written_over() -> None:
    path = files.new_path()
    files.create(path).close()
    with pytest.raises(FileExistsError):
        files.create(path)


def test_paths_are_not_guessable_from_each_other() -> None:
    paths = {files.new_path() for _ in range(200)}
    assert len(paths) == 200
    assert min(len(path) for path in paths) > 50


def test_only_old_files_without_a_job_are_abandoned() -> None:
    known, unknown = files.new_path(), files.new_path()
    for path in (known, unknown):
        files.create(path).close()
    now = datetime.now(UTC)
    assert list(files.abandoned(now, {known})) == []
    assert list(files.abandoned(now + timedelta(days=2), {known})) == [unknown]
