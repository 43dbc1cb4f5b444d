"""Where finished files lie until they are fetched: unguessable names, readable by the portal alone."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BufferedRandom
from pathlib import Path

from django.conf import settings

FOLDER = "downloads"
ABANDONED_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class BuiltFile:
    """A file on disk that no job owns yet."""

    path: str
    name: str
    content_type: str
    size: int
    sha256: str


def full_path(path: str) -> Path:
    """Inside FILES_DIR, whatever the row says."""
    root = Path(settings.FILES_DIR).resolve()
    full = (root / path).resolve()
    if not full.is_relative_to(root / FOLDER):
        raise ValueError("The file lies outside the downloads")
    return full


def new_path() -> str:
    name = secrets.token_urlsafe(32)
    return f"{FOLDER}/{name[:2]}/{name}"


def create(path: str) -> BufferedRandom:
    """A new file that only this user of the machine can read; never an old one written over."""
    full = full_path(path)
    full.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.fdopen(os.open(full, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b")


def seal(stream: BufferedRandom, *, path: str, name: str, content_type: str) -> BuiltFile:
    """Everything reaches the disk before the job says that it is done."""
    stream.flush()
    os.fsync(stream.fileno())
    size = stream.tell()
    stream.seek(0)
    digest = hashlib.sha256()
    while block := stream.read(1 << 20):
        digest.update(block)
    return BuiltFile(path=path, name=name, content_type=content_type, size=size, sha256=digest.hexdigest())


def remove(path: str) -> None:
    if path:
        full_path(path).unlink(missing_ok=True)


def abandoned(at: datetime, known: set[str]) -> Iterator[str]:
    """Files of workers that were killed while writing: old, and no job knows them."""
    root = Path(settings.FILES_DIR).resolve()
    for full in (root / FOLDER).glob("*/*"):
        path = str(full.relative_to(root))
        if path not in known and full.stat().st_mtime < (at - ABANDONED_AFTER).timestamp():
            yield path
