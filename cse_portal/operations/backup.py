"""Makes a backup and proves it: database, documents and audit digests in one sealed file."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from cse_portal.operations import archive, census
from cse_portal.operations.archive import BASE, DATABASE, FILE, Manifest, Member, Reader, Writer, blocks_of, is_passing
from cse_portal.operations.pg_tools import Server, find, table_names, tool_trouble
from cse_portal.operations.sealing import CHUNK, DAMAGED, Opener, Sealer
from cse_portal.operations.trouble import BackupTrouble, from_os_error

STAMP = "%Y%m%dT%H%M%SZ"
SUFFIX = ".backup"
PREFIXES = {DATABASE: "cse-portal-", BASE: "cse-portal-base-"}


@dataclass(frozen=True)
class Job:
    """What to back up, and with what."""

    server: Server
    database: str
    files: Path
    folder: Path
    key: bytes
    portal_version: str
    started_at: datetime
    kind: str = DATABASE

    @property
    def target(self) -> Path:
        return self.folder / f"{PREFIXES[self.kind]}{self.started_at.strftime(STAMP)}{SUFFIX}"


@dataclass(frozen=True)
class Proved:
    """A backup that has been read back from first byte to last."""

    path: Path
    manifest: Manifest
    size: int
    sha256: str

    @property
    def rows(self) -> int:
        return sum(self.manifest.rows.values())


def make(job: Job) -> Proved:
    """Written, on the disk, then read back; one that cannot be read back does not stay."""
    if job.target.exists():
        raise BackupTrouble(f"{job.target} exists already.")
    with archive.written_whole(job.target) as out:
        writer = Writer(Sealer(out, job.key))
        writer.close(_write(job, writer))
    try:
        return verify(job.target, key=job.key, server=job.server)
    except BackupTrouble:
        job.target.unlink(missing_ok=True)
        raise


def _write(job: Job, writer: Writer) -> Manifest:
    with _one_instant(job) as (snapshot, taken):
        if job.kind == BASE:
            taken, sha256 = census.Census({}, {}, taken.migrations), _write_base(job, writer)
        else:
            sha256 = _write_dump(job, writer, snapshot)
    return Manifest(
        kind=job.kind,
        created_at=job.started_at.isoformat(),
        portal_version=job.portal_version,
        server_version=job.server.major,
        database=job.database,
        migrations=taken.migrations,
        rows=taken.rows,
        audit_digests=taken.audit_digests,
        files=dict(_write_files(job.files, writer)),
        database_sha256=sha256,
    )


@contextmanager
def _one_instant(job: Job) -> Iterator[tuple[str, census.Census]]:
    """A snapshot that the dump shares, so that counts and rows are of the same instant."""
    connection = job.server.connect(job.database)
    try:
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with connection.cursor() as cursor:
            cursor.execute("select pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            yield snapshot, census.take(cursor)
    finally:
        connection.close()


def _write_dump(job: Job, writer: Writer, snapshot: str) -> str:
    arguments = ["--format=custom", "--compress=1", f"--snapshot={snapshot}", "--no-password"]
    with job.server.reading_from("pg_dump", *arguments, *job.server.arguments(job.database)) as blocks:
        # The dump is squeezed already; doing it twice costs time and gains nothing.
        return writer.add(DATABASE, job.database, blocks, squeeze=0)


def _write_base(job: Job, writer: Writer) -> str:
    arguments = ["--pgdata=-", "--format=tar", "--wal-method=fetch", "--checkpoint=fast", "--no-password"]
    arguments += ["--manifest-checksums=SHA256", *job.server.arguments(job.database)]
    with job.server.reading_from("pg_basebackup", *arguments) as blocks:
        return writer.add(BASE, "base.tar", blocks)


def _write_files(folder: Path, writer: Writer) -> Iterator[tuple[str, str]]:
    """Taken after the rows that name them; a file removed meanwhile had reached its end."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        inner = path.relative_to(folder)
        if not path.is_file() or path.is_symlink() or is_passing(inner):
            continue
        with suppress(FileNotFoundError), path.open("rb") as file:
            name = inner.as_posix()
            yield name, writer.add(FILE, name, blocks_of(file))


def verify(path: Path, *, key: bytes, server: Server) -> Proved:
    """Every chunk opened, every digest compared, and the database part read by Postgres' own tool."""
    try:
        with path.open("rb") as source:
            reader = Reader(Opener(source, key))
            listed: set[str] = set()
            for member in reader.members():
                if member.kind == DATABASE:
                    listed = _listed(member, server)
                elif member.kind == BASE:
                    prove_base(member)
                member.drain()
        manifest = cast(Manifest, reader.manifest)
        if manifest.kind == DATABASE and listed != set(manifest.rows):
            raise BackupTrouble(DAMAGED)
        return Proved(path, manifest, path.stat().st_size, archive.sha256_of(path))
    except FileNotFoundError:
        raise BackupTrouble(f"There is no file {path}.") from None
    except OSError as error:
        raise from_os_error(error, path) from None


def _listed(member: Member, server: Server) -> set[str]:
    """pg_restore reads the table of contents and leaves; the rest is proved by its digest."""
    argv = [str(find("pg_restore", server=server.major)), "--list"]
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complaint:
        with subprocess.Popen(  # noqa: S603
            argv, stdin=subprocess.PIPE, stdout=said, stderr=complaint, cwd="/"
        ) as process:
            feed = process.stdin
            for block in member.blocks:
                if feed is not None:
                    feed = _fed(feed, block)
            if feed is not None:
                with suppress(BrokenPipeError):
                    feed.close()
        said.seek(0)
        complaint.seek(0)
        if process.returncode:
            raise tool_trouble("pg_restore", complaint.read().decode(errors="replace"))
        return table_names(said.read().decode())


def _fed(feed: BinaryIO | Any, block: bytes) -> BinaryIO | None:
    try:
        feed.write(block)
        return cast(BinaryIO, feed)
    except BrokenPipeError:
        with suppress(BrokenPipeError):
            feed.close()
        return None


class Stream:
    """The blocks of a member as a file that is read once, from front to back."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self._waiting = blocks, memoryview(b"")

    def read(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size and (self._waiting or self._next()):
            part, self._waiting = self._waiting[:size], self._waiting[size:]
            parts.append(bytes(part))
            size -= len(part)
        return b"".join(parts)

    def _next(self) -> bool:
        for block in self._blocks:
            if block:
                self._waiting = memoryview(block)
                return True
        return False


def read_tar(blocks: Iterator[bytes]) -> tarfile.TarFile:
    return tarfile.open(fileobj=cast(Any, Stream(blocks)), mode="r|", bufsize=CHUNK)


def prove_base(member: Member) -> None:
    """Every file of a base backup against the list of digests that Postgres itself put into it."""
    seen: dict[str, str] = {}
    listing: dict[str, Any] = {}
    try:
        with read_tar(member.blocks) as tar:
            for entry in tar:
                if not entry.isfile() or (file := tar.extractfile(entry)) is None:
                    continue
                if entry.name == "backup_manifest":
                    listing = json.loads(file.read())
                else:
                    seen[entry.name.removeprefix("./")] = hashlib.file_digest(cast(Any, file), "sha256").hexdigest()
    except (tarfile.TarError, ValueError):
        raise BackupTrouble(DAMAGED) from None
    wanted = {entry["Path"]: entry["Checksum"] for entry in listing.get("Files", [])}
    if not wanted or any(seen.get(name) != digest for name, digest in wanted.items()):
        raise BackupTrouble(DAMAGED)
