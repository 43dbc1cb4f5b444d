"""Where what is in documents lies: outside the web root, under names that nobody can guess, in no database."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from cse_portal.cases.document_kinds import LOST, NO_ROOM, DocumentRefused

ALIAS = "documents"
ABANDONED_AFTER = timedelta(days=1)


class NotThere(DocumentRefused):
    """Gone from its place, or not what was put there."""

    def __init__(self) -> None:
        super().__init__(LOST)


@dataclass(frozen=True)
class Stored:
    name: str
    size: int
    sha256: str


def _store() -> Storage:
    return storages[ALIAS]


def keep(data: bytes) -> Stored:
    """On the disk before a row says that it is; where there is no room nothing is half kept."""
    random = secrets.token_urlsafe(32)
    name = f"{random[:2]}/{random}"
    try:
        kept = _store().save(name, ContentFile(data))
    except OSError as wrong:
        remove(name)
        raise DocumentRefused(NO_ROOM) from wrong
    return Stored(kept, len(data), hashlib.sha256(data).hexdigest())


def fetch(name: str, sha256: str) -> bytes:
    """What was put there, and nothing else."""
    try:
        with _store().open(name, "rb") as file:
            data: bytes = file.read()
    except (OSError, ValueError) as wrong:
        raise NotThere from wrong
    if hashlib.sha256(data).hexdigest() != sha256:
        raise NotThere
    return data


def is_there(name: str) -> bool:
    return _store().exists(name)


def remove(name: str) -> None:
    try:
        _store().delete(name)
    except OSError:
        return


def abandoned(at: datetime, known: set[str]) -> Iterator[str]:
    """What was put there for a row that never came: old, and no row names it."""
    store = _store()
    for folder in _listed(store, "")[0]:
        for file in _listed(store, folder)[1]:
            name = f"{folder}/{file}"
            if name not in known and store.get_modified_time(name) < at - ABANDONED_AFTER:
                yield name


def _listed(store: Storage, folder: str) -> tuple[list[str], list[str]]:
    try:
        return store.listdir(folder)
    except FileNotFoundError:
        return [], []
