"""A sealed stream opens only whole, unchanged and with its own key."""

from __future__ import annotations

import io
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.operations.sealing import CUT_SHORT, HEADER, LENGTH, OTHER_KEY, TAG, Opener, Sealer, new_key, read_key
from cse_portal.operations.trouble import BackupTrouble

KEY = bytes(range(32))
SMALL = 16  # bytes in a chunk, so that little data makes many


def seal(plain: bytes, key: bytes = KEY) -> bytes:
    out = io.BytesIO()
    sealer = Sealer(out, key, chunk=SMALL)
    sealer.write(plain)
    sealer.close()
    return out.getvalue()


def open_all(sealed: bytes, key: bytes = KEY) -> bytes:
    opener = Opener(io.BytesIO(sealed), key)
    return b"".join(iter(lambda: opener.read(7), b""))


def chunks(sealed: bytes) -> list[bytes]:
    found, at = [], HEADER
    while at < len(sealed):
        length = LENGTH.size + (LENGTH.unpack(sealed[at : at + LENGTH.size])[0] & 0x7FFF_FFFF)
        found.append(sealed[at : at + length])
        at += length
    return found


@given(st.lists(st.binary(max_size=80)))
def test_what_goes_in_comes_out(parts: list[bytes]) -> None:
    out = io.BytesIO()
    sealer = Sealer(out, KEY, chunk=SMALL)
    for part in parts:
        sealer.write(part)
    sealer.close()
    assert open_all(out.getvalue()) == b"".join(parts)


@given(st.binary(min_size=1, max_size=70), st.data())
def test_any_changed_byte_is_found(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal(plain))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BackupTrouble):
        open_all(bytes(sealed))


@given(st.binary(max_size=70), st.data())
def test_any_shorter_file_is_found(plain: bytes, data: st.DataObject) -> None:
    sealed = seal(plain)
    with pytest.raises(BackupTrouble):
        open_all(sealed[: data.draw(st.integers(0, len(sealed) - 1))])


@given(st.binary(min_size=3 * SMALL, max_size=90), st.data())
def test_chunks_cannot_be_moved_repeated_or_left_out(plain: bytes, data: st.DataObject) -> None:
    sealed = seal(plain)
    parts = chunks(sealed)
    order = data.draw(st.lists(st.integers(0, len(parts) - 1), max_size=len(parts) + 2))
    if order == list(range(len(parts))):
        return
    with pytest.raises(BackupTrouble):
        open_all(sealed[:HEADER] + b"".join(parts[index] for index in order))


@given(st.binary(min_size=SMALL + 1, max_size=40))
def test_chunk_of_another_file_does_not_fit(plain: bytes) -> None:
    one, other = seal(plain), seal(plain)
    with pytest.raises(BackupTrouble):
        open_all(one[:HEADER] + chunks(other)[0] + b"".join(chunks(one)[1:]))


@given(st.binary(min_size=1, max_size=20))
def test_nothing_may_follow_the_end(more: bytes) -> None:
    with pytest.raises(BackupTrouble):
        open_all(seal(b"all") + more)


def test_whole_chunks_missing_at_the_end_are_named_as_such() -> None:
    sealed = seal(b"x" * 40)
    with pytest.raises(BackupTrouble, match=CUT_SHORT):
        open_all(sealed[: -len(chunks(sealed)[-1])])


def test_another_key_is_named_as_such() -> None:
    with pytest.raises(BackupTrouble, match=OTHER_KEY):
        open_all(seal(b"words"), bytes(32))


def test_nothing_readable_is_in_the_file() -> None:
    plain = b"a sentence nobody else may read"
    assert plain[:8] not in seal(plain)
    assert seal(plain) != seal(plain)
    assert len(seal(plain)) == HEADER + len(plain) + len(chunks(seal(plain))) * (LENGTH.size + TAG)


def test_new_key_is_private_and_never_replaces_another(tmp_path: Path) -> None:
    new_key(tmp_path / "key")
    first = read_key(tmp_path / "key")
    assert len(first) == 32
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    with pytest.raises(BackupTrouble, match="exists already"):
        new_key(tmp_path / "key")
    assert read_key(tmp_path / "key") == first


def test_each_trouble_with_the_key_is_one_sentence(tmp_path: Path) -> None:
    odd = tmp_path / "odd"
    odd.write_text("not a key")
    for path, words in (
        (None, "manage.py new_backup_key"),
        (tmp_path / "gone", "is not at"),
        (odd, "does not hold a backup key"),
        (tmp_path, "cannot be read"),
    ):
        with pytest.raises(BackupTrouble, match=words):
            read_key(path)
    with pytest.raises(BackupTrouble, match="cannot be used: No such file"):
        new_key(tmp_path / "no-folder" / "key")
