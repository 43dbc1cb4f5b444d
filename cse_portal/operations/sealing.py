"""Seals a stream into chunks that only the key's holder can read and nobody can alter unseen.

AES-256-GCM per chunk, under a key that HKDF derives for each file from its own salt, so that a counter
is a safe nonce. Header, counter and "this is the last" are authenticated with every chunk: a chunk that
is changed, moved, left out, repeated or brought from another file does not open, nor does a file that
ends early or goes on too long. Never more than one chunk is in memory.
"""

from __future__ import annotations

import base64
import os
import secrets
import struct
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cse_portal.operations.trouble import BackupTrouble, from_os_error

MAGIC = b"CSEPORT1"
SALT = 32
MARK = 16
HEADER = len(MAGIC) + SALT + MARK
CHUNK = 1024 * 1024
TAG = 16
LENGTH = struct.Struct(">I")
KEY_LINE = "cse-portal-backup-key-1:"

DAMAGED = "The backup is damaged or was changed after it was made: use another one."
CUT_SHORT = "The backup ends too early, so part of it is missing: use another one."
NOT_A_BACKUP = "This is not a backup of the portal."
OTHER_KEY = "The backup was made with another key: name the file that holds that key in BACKUP_KEY_FILE."


def new_key(path: Path) -> None:
    """A fresh key that only its owner can read; an existing file is never touched."""
    line = KEY_LINE + base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BackupTrouble(f"{path} exists already, and backups may depend on it: choose another name.") from None
    except OSError as error:
        raise from_os_error(error, path) from None
    with os.fdopen(handle, "w") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_key(path: Path | None) -> bytes:
    if path is None:
        raise BackupTrouble("BACKUP_KEY_FILE names no file: make a key with manage.py new_backup_key --to FILE.")
    try:
        line = path.read_text().strip()
    except FileNotFoundError:
        raise BackupTrouble(f"The backup key is not at {path}: without it no backup can be made or read.") from None
    except (OSError, UnicodeDecodeError):
        raise BackupTrouble(f"The backup key at {path} cannot be read.") from None
    try:
        key = base64.urlsafe_b64decode(line.removeprefix(KEY_LINE).encode())
    except ValueError:
        key = b""
    if not line.startswith(KEY_LINE) or len(key) != 32:
        raise BackupTrouble(f"{path} does not hold a backup key.")
    return key


def _derived(key: bytes, salt: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=b"cse-portal backup " + purpose).derive(key)


def _sealed_with(header: bytes, counter: int, is_last: bool) -> bytes:
    return header + counter.to_bytes(8, "big") + (b"\x01" if is_last else b"\x00")


class Sealer:
    """Write plain bytes; sealed chunks reach `out`. Without `close()` the file is incomplete, and says so."""

    def __init__(self, out: BinaryIO, key: bytes, *, chunk: int = CHUNK) -> None:
        salt = secrets.token_bytes(SALT)
        self._out, self._chunk, self._counter = out, chunk, 0
        self._header = MAGIC + salt + _derived(key, salt, b"mark", MARK)
        self._cipher = AESGCM(_derived(key, salt, b"chunks", 32))
        self._waiting = bytearray()
        out.write(self._header)

    def write(self, data: bytes) -> int:
        self._waiting += data
        # The last full chunk waits: only at the end is it known whether another follows.
        while len(self._waiting) > self._chunk:
            self._emit(bytes(self._waiting[: self._chunk]), is_last=False)
            del self._waiting[: self._chunk]
        return len(data)

    def close(self) -> None:
        self._emit(bytes(self._waiting), is_last=True)
        self._waiting.clear()

    def _emit(self, plain: bytes, *, is_last: bool) -> None:
        extra = _sealed_with(self._header, self._counter, is_last)
        sealed = self._cipher.encrypt(self._counter.to_bytes(12, "big"), plain, extra)
        self._out.write(LENGTH.pack(len(sealed) | (0x8000_0000 if is_last else 0)) + sealed)
        self._counter += 1


class Opener:
    """Reads what a Sealer wrote, handing out only bytes that have been proved to be what was written."""

    def __init__(self, source: BinaryIO, key: bytes) -> None:
        self._source, self._counter, self._ended = source, 0, False
        self._ready = memoryview(b"")
        self._header = source.read(HEADER)
        if len(self._header) < HEADER or not self._header.startswith(MAGIC):
            raise BackupTrouble(NOT_A_BACKUP)
        salt, mark = self._header[len(MAGIC) : -MARK], self._header[-MARK:]
        if not secrets.compare_digest(mark, _derived(key, salt, b"mark", MARK)):
            raise BackupTrouble(OTHER_KEY)
        self._cipher = AESGCM(_derived(key, salt, b"chunks", 32))

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; nothing only at the proved end."""
        while not self._ready and not self._ended:
            self._ready = memoryview(self._next_chunk())
        given, self._ready = self._ready[:size], self._ready[size:]
        return bytes(given)

    def read_exactly(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size and (part := self.read(size)):
            parts.append(part)
            size -= len(part)
        if size:
            raise BackupTrouble(DAMAGED)
        return b"".join(parts)

    def _next_chunk(self) -> bytes:
        (word,) = LENGTH.unpack(self._exactly(LENGTH.size))
        is_last, length = bool(word & 0x8000_0000), word & 0x7FFF_FFFF
        if not TAG <= length <= CHUNK + TAG:
            raise BackupTrouble(DAMAGED)
        extra = _sealed_with(self._header, self._counter, is_last)
        try:
            plain = self._cipher.decrypt(self._counter.to_bytes(12, "big"), self._exactly(length), extra)
        except InvalidTag:
            raise BackupTrouble(DAMAGED) from None
        self._counter += 1
        if is_last:
            self._ended = True
            if self._source.read(1):
                raise BackupTrouble(DAMAGED)
        return plain

    def _exactly(self, size: int) -> bytes:
        data = self._source.read(size)
        if len(data) < size:
            raise BackupTrouble(CUT_SHORT)
        return data
