"""The inside of a backup: members one after another, each with its name and digest, and a manifest last."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from cse_portal.operations.sealing import CHUNK, DAMAGED, Opener, Sealer
from cse_portal.operations.trouble import BackupTrouble, from_os_error

BLOCK = struct.Struct(">I")
WAITING, PART = ".restoring", ".part"
DATABASE, BASE, WAL, FILE, MANIFEST = "database", "base", "wal", "file", "manifest"


@dataclass(frozen=True)
class Manifest:
    """What the backup holds, so that a restore can be proved right."""

    kind: str
    created_at: str
    portal_version: str
    server_version: int
    database: str
    migrations: list[list[str]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    audit_digests: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    database_sha256: str = ""

    @classmethod
    def read(cls, data: bytes) -> Manifest:
        try:
            return cls(**json.loads(data))
        except (ValueError, TypeError):
            raise BackupTrouble("The backup was made by a version of the portal that this one cannot read.") from None

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), sort_keys=True).encode()


@dataclass(frozen=True)
class Member:
    """One member while a backup is read; `blocks` must be used up before the next."""

    kind: str
    name: str
    blocks: Iterator[bytes]

    def drain(self) -> None:
        for _ in self.blocks:
            pass


class Writer:
    """Adds members to a sealed stream, each squeezed on the way."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    def add(self, kind: str, name: str, blocks: Iterable[bytes], *, squeeze: int = 1) -> str:
        """Returns the SHA-256 of what went in; the reader proves it again."""
        head = json.dumps({"kind": kind, "name": name}).encode()
        self._sealer.write(BLOCK.pack(len(head)) + head)
        digest, squeezer = hashlib.sha256(), zlib.compressobj(squeeze)
        for block in blocks:
            digest.update(block)
            self._block(squeezer.compress(block))
        self._block(squeezer.flush())
        self._sealer.write(BLOCK.pack(0) + digest.digest())
        return digest.hexdigest()

    def close(self, manifest: Manifest) -> None:
        self.add(MANIFEST, MANIFEST, [manifest.as_bytes()])
        self._sealer.close()

    def _block(self, data: bytes) -> None:
        if data:
            self._sealer.write(BLOCK.pack(len(data)) + data)


class Reader:
    """Hands out the members in order; each proves its digest when its last block has been taken."""

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self.manifest: Manifest | None = None
        self.digests: dict[tuple[str, str], str] = {}

    def members(self) -> Iterator[Member]:
        while size := self._opener.read(BLOCK.size):
            head = self._head(size)
            kind, name = head["kind"], head["name"]
            if kind == MANIFEST:
                self.manifest = Manifest.read(b"".join(self._blocks(kind, name)))
            else:
                yield Member(kind, name, self._blocks(kind, name))
        if self.manifest is None:
            raise BackupTrouble(DAMAGED)
        self._agrees(self.manifest)

    def only_member(self) -> Member:
        """Of a sealed piece of Postgres' log, which needs no manifest."""
        head = self._head(self._opener.read_exactly(BLOCK.size))
        return Member(head["kind"], head["name"], self._blocks(head["kind"], head["name"]))

    def _head(self, size: bytes) -> Any:
        size += self._opener.read_exactly(BLOCK.size - len(size))
        return json.loads(self._opener.read_exactly(BLOCK.unpack(size)[0]))

    def _blocks(self, kind: str, name: str) -> Iterator[bytes]:
        digest, squeezed = hashlib.sha256(), zlib.decompressobj()
        while length := BLOCK.unpack(self._opener.read_exactly(BLOCK.size))[0]:
            rest = self._opener.read_exactly(length)
            while rest:  # a little may unsqueeze to very much, so never all at once
                block = squeezed.decompress(rest, CHUNK)
                rest = squeezed.unconsumed_tail
                digest.update(block)
                yield block
        last = squeezed.flush()
        digest.update(last)
        if last:
            yield last
        if digest.digest() != self._opener.read_exactly(32):
            raise BackupTrouble(DAMAGED)
        self.digests[kind, name] = digest.hexdigest()

    def _agrees(self, manifest: Manifest) -> None:
        files = {name: digest for (kind, name), digest in self.digests.items() if kind == FILE}
        dumps = [digest for (kind, _), digest in self.digests.items() if kind in (DATABASE, BASE)]
        if files != manifest.files or dumps != [manifest.database_sha256]:
            raise BackupTrouble(DAMAGED)


def blocks_of(stream: BinaryIO) -> Iterator[bytes]:
    while block := stream.read(CHUNK):
        yield block


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def safe_path(folder: Path, name: str) -> Path:
    """Where a member's file goes; a name that would leave the folder is refused."""
    inner = PurePosixPath(name)
    if inner.is_absolute() or not inner.parts or ".." in inner.parts:
        raise BackupTrouble(DAMAGED)
    return folder.joinpath(*inner.parts)


def is_passing(path: Path) -> bool:
    """Belongs to a backup or restore that is under way, or was killed: no document."""
    return path.name.endswith((WAITING, PART)) or path.parts[0].startswith(WAITING)


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A private file that appears under its name only when complete and on the disk, or not at all."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}{PART}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise from_os_error(error, path.parent) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
