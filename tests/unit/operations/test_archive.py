"""The members of a backup, their digests, and files that appear whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.operations.archive import DATABASE, FILE, Manifest, Reader, Writer, safe_path, written_whole
from cse_portal.operations.sealing import Opener, Sealer
from cse_portal.operations.trouble import BackupTrouble

KEY = bytes(32)
MEMBERS = st.dictionaries(st.text(min_size=1, max_size=12), st.lists(st.binary(max_size=300), max_size=3), max_size=4)


def manifest(**held: object) -> Manifest:
    return Manifest("database", "2026-11-20T10:00:00+00:00", "1", 18, "portal", **held)  # type: ignore[arg-type]


def packed(members: dict[str, list[bytes]], **claimed: object) -> bytes:
    out = io.BytesIO()
    writer = Writer(Sealer(out, KEY))
    dump = writer.add(DATABASE, "portal", [b"dump"], squeeze=0)
    digests = {name: writer.add(FILE, name, blocks) for name, blocks in members.items()}
    writer.close(manifest(**{"files": digests, "database_sha256": dump} | claimed))
    return out.getvalue()


def files_in(sealed: bytes) -> dict[str, bytes]:
    members = Reader(Opener(io.BytesIO(sealed), KEY)).members()
    found = {(member.kind, member.name): b"".join(member.blocks) for member in members}
    return {name: data for (kind, name), data in found.items() if kind == FILE}


@given(MEMBERS)
def test_every_member_comes_back(files: dict[str, list[bytes]]) -> None:
    assert files_in(packed(files)) == {name: b"".join(blocks) for name, blocks in files.items()}


@pytest.mark.parametrize("claimed", [{"files": {"other.pdf": "0" * 64}}, {"database_sha256": "0" * 64}])
def test_members_must_be_those_that_the_manifest_names(claimed: dict[str, object]) -> None:
    with pytest.raises(BackupTrouble, match="damaged"):
        files_in(packed({"a.pdf": [b"page"]}, **claimed))


def test_manifest_of_another_time_is_refused_in_words() -> None:
    with pytest.raises(BackupTrouble, match="cannot read"):
        Manifest.read(b'{"something": "else"}')


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "a/../../b", ""])
def test_member_never_leaves_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(BackupTrouble):
        safe_path(tmp_path, name)


def test_file_appears_only_when_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "file"
    with pytest.raises(ZeroDivisionError), written_whole(target) as out:
        out.write(b"half" * (1 // 0))
    assert list(target.parent.iterdir()) == []
    with written_whole(target) as out:
        out.write(b"whole")
    assert target.read_bytes() == b"whole"
    assert target.stat().st_mode & 0o777 == 0o600
