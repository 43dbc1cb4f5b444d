"""Reading a base backup: a stream without a seek, proved against Postgres' own list."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.operations.archive import BASE, Member
from cse_portal.operations.backup import Stream, prove_base
from cse_portal.operations.census import Census, differences
from cse_portal.operations.pg_tools import Server, table_names, tool_trouble
from cse_portal.operations.recovery import restore_cluster, wal_command
from cse_portal.operations.trouble import BackupTrouble


@given(st.lists(st.binary(max_size=50)), st.lists(st.integers(1, 40)))
def test_stream_gives_every_byte_in_order(blocks: list[bytes], sizes: list[int]) -> None:
    stream = Stream(iter(blocks))
    whole = b"".join(blocks)
    read = b"".join(stream.read(size) for size in sizes)
    assert read == whole[: sum(sizes)]
    assert read + stream.read(10_000) == whole


def base(files: dict[str, bytes], *, listed: dict[str, bytes] | None = None) -> Member:
    out = io.BytesIO()
    listing = {"Files": [{"Path": n, "Checksum": hashlib.sha256(d).hexdigest()} for n, d in (listed or files).items()]}
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, data in {**files, "backup_manifest": json.dumps(listing).encode()}.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))

    def blocks() -> Iterator[bytes]:
        whole = out.getvalue()
        yield from (whole[at : at + 700] for at in range(0, len(whole), 700))

    return Member(BASE, "base.tar", blocks())


def test_base_is_proved_by_postgres_own_list() -> None:
    prove_base(base({"PG_VERSION": b"18\n", "base/1/2": b"rows" * 500}))


@pytest.mark.parametrize("listed", [{"PG_VERSION": b"17\n"}, {"PG_VERSION": b"18\n", "base/1/2": b"rows"}])
def test_base_with_a_changed_or_missing_file_is_found(listed: dict[str, bytes]) -> None:
    with pytest.raises(BackupTrouble, match="damaged"):
        prove_base(base({"PG_VERSION": b"18\n"}, listed=listed))


def test_what_is_no_archive_is_found() -> None:
    with pytest.raises(BackupTrouble, match="damaged"):
        prove_base(Member(BASE, "base.tar", iter([b"no archive at all" * 200])))


def test_cluster_goes_only_into_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "something").touch()
    with pytest.raises(BackupTrouble, match="not empty and was left alone"):
        restore_cluster(tmp_path / "b", key=b"", cluster=tmp_path, files=None, until=None, restore_command="")


def test_commands_for_the_log_quote_their_places() -> None:
    folder = Path("/var/back ups")
    archive = wal_command("archive", root=Path("/srv/portal"), folder=folder, key_file=Path("/etc/key"))
    assert "'BACKUP_DIR=/var/back ups'" in archive
    assert archive.endswith("-m cse_portal.operations.wal archive %p %f")
    restore = wal_command("restore", root=Path("/srv/portal"), folder=folder, key_file=Path("/etc/key"))
    assert restore.startswith("test -e '/var/back ups/wal/%f.sealed' && ")


def test_password_is_never_among_the_arguments() -> None:
    settings = {"HOST": "db", "USER": "portal", "PASSWORD": "it's secret", "OPTIONS": {"sslmode": "verify-full"}}
    server = Server(settings, 18)
    (argument,) = server.arguments("o'brien")
    assert argument == "--dbname=host='db' user='portal' dbname='o\\'brien' sslmode='verify-full'"
    assert server.environment()["PGPASSWORD"] == "it's secret"


def test_tables_are_read_from_the_listing() -> None:
    listing = """;
; Archive created at 2026-11-20
215; 1259 16389 TABLE public agencies_user cse
3442; 0 16389 TABLE DATA public agencies_user cse
3443; 0 16400 TABLE DATA audit event cse
"""
    assert table_names(listing) == {"public.agencies_user", "audit.event"}


def test_complaint_of_a_tool_becomes_one_sentence() -> None:
    said = (
        "pg_dump: last built-in OID is 16383\npg_dump: error: connection to server failed: no such host\nDETAIL: more"
    )
    assert str(tool_trouble("pg_dump", said)) == "pg_dump stopped: connection to server failed: no such host."
    assert str(tool_trouble("pg_dump", "")) == "pg_dump stopped: it said nothing."


def test_every_difference_is_named() -> None:
    expected = Census({"public.a": 3, "public.b": 1}, {"public.audit": "one"}, [["app", "0001"]])
    found = Census({"public.a": 2, "public.c": 5}, {"public.audit": "two"}, [])
    said = " ".join(differences(expected, found))
    assert "public.a should have 3 rows and has 2 rows" in said
    assert "public.b should have 1 rows and has no such table" in said
    assert "public.c should have no such table and has 5 rows" in said
    assert "audit trail in public.audit is not the one" in said
    assert "list of migrations" in said
    assert differences(expected, expected) == []
