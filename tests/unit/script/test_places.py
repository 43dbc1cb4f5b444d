"""Folders, private folders and secrets."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from house import places
from house.says import Trouble


def test_sockets_of_a_short_path_lie_beside_the_data() -> None:
    assert places.socket_folder(Path("/srv/portal"), "pg") == Path("/srv/portal/run/pg")


@pytest.mark.parametrize("length", [40, 80, 150, 400])
def test_no_socket_path_is_longer_than_the_system_takes(length: int) -> None:
    data = Path("/" + "long/" * (length // 5))
    for name, socket in (("pg", ".s.PGSQL.5432.lock"), ("redis", "redis.sock")):
        assert len(str(places.socket_folder(data, name) / socket)) <= 103


def test_long_paths_do_not_share_a_socket_folder() -> None:
    one, other = (places.socket_folder(Path("/" + letter * 100), "pg") for letter in "ab")
    assert one != other


def test_private_folder_refuses_one_that_is_not_ours(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    with pytest.raises(Trouble, match="belongs to somebody else"):
        places.private_folder(folder, owners=(os.geteuid() + 1,))


def test_private_folder_refuses_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(Trouble, match="belongs to somebody else"):
        places.private_folder(tmp_path / "link", owners=(os.geteuid(),))


def test_private_folder_is_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o777)
    folder = places.private_folder(tmp_path / "open", owners=(os.geteuid(),))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_secret_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    first = places.kept_secret(file)
    assert len(first) >= 50
    assert places.kept_secret(file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert places.kept_secret(tmp_path / "another") != first


def test_half_written_secret_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "secret").touch()
    (tmp_path / "secret.new").write_text("half")
    assert len(places.kept_secret(tmp_path / "secret")) >= 50


def test_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Trouble, match="may not write to"):
        places.ensure_folder(tmp_path / "file" / "data")
