"""An anchor as a file that is sent outside: readable by people, provable by anyone, naming nobody."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

TITLE = "CSE Portal audit anchor"
HEADS, DIGEST = "heads:", "digest: "
NAME = re.compile(r"audit-anchor-(\d{6,})-(\d{4}-\d\d-\d\d)\.txt")
PART = ".part"


class BadAnchor(Exception):
    """The file is not what was written."""


@dataclass(frozen=True)
class Top:
    """What stands above the heads."""

    number: int
    day: str
    taken_at: str
    horizon: int
    chains: int
    entries: int
    previous: str

    @property
    def file_name(self) -> str:
        return f"audit-anchor-{self.number:06}-{self.day}.txt"

    def lines(self) -> Iterator[str]:
        yield TITLE
        yield from (f"{name}: {value}" for name, value in asdict(self).items())
        yield HEADS


@dataclass(frozen=True)
class Head:
    """A chain by the digest of its name, its last place, and that entry's hash."""

    chain: str
    seq: int
    hash: str


class Writing:
    """Written under another name; `name_it` gives it its own when the database knows it too."""

    def __init__(self, folder: Path, top: Top) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = (folder / f"{top.file_name}{PART}").open("wb")
        self._sha256 = sha256()
        self.heads = 0
        for line in top.lines():
            self._line(f"{line}\n".encode())

    def _line(self, data: bytes) -> None:
        self._sha256.update(data)
        self._file.write(data)

    def head(self, row: bytes) -> None:
        """One row of COPY: a digest, a number and a hash, so nothing in it is masked."""
        self.heads += 1
        self._line(row.replace(b"\t", b" "))

    def end(self) -> str:
        digest = self._sha256.hexdigest()
        with self._file as file:
            file.write(f"{DIGEST}{digest}\n".encode())
            file.flush()
            os.fsync(file.fileno())
        return digest


def name_it(folder: Path, file_name: str) -> bool:
    """True when it was waiting for its name."""
    part = folder / f"{file_name}{PART}"
    if not part.exists():
        return False
    part.replace(folder / file_name)
    return True


@dataclass(frozen=True)
class AnchorFile:
    path: Path
    number: int

    def top(self) -> Top:
        with self.path.open("rb") as file:
            return _top(line.decode(errors="replace").rstrip("\n") for line in file)

    def heads(self) -> Iterator[Head]:
        """Raises at the end if the file is not what was written."""
        digest, inside, said = sha256(), False, ""
        with self.path.open("rb") as file:
            for data in file:
                line = data.decode(errors="replace").rstrip("\n")
                if line.startswith(DIGEST):
                    said = line.removeprefix(DIGEST)
                    break
                digest.update(data)
                if inside:
                    yield _head(line)
                inside = inside or line == HEADS
            left = file.read()
        if digest.hexdigest() != said or left:
            raise BadAnchor

    def digest(self) -> str:
        """As the last line says; `heads` proves it."""
        with self.path.open("rb") as file:
            file.seek(-len(f"{DIGEST}{'0' * 64}\n"), os.SEEK_END)
            return file.read().decode().strip().removeprefix(DIGEST)


def _top(lines: Iterator[str]) -> Top:
    if next(lines, "") != TITLE:
        raise BadAnchor
    found: dict[str, Any] = {}
    for one in fields(Top):
        name, _, value = next(lines, "").partition(": ")
        if name != one.name:
            raise BadAnchor
        found[name] = int(value) if one.type == "int" and value.isdigit() else value
    return Top(**found)


def _head(line: str) -> Head:
    parts = line.split(" ")
    if len(parts) != 3 or not parts[1].isdigit():
        raise BadAnchor
    return Head(parts[0], int(parts[1]), parts[2])


def in_folder(folder: Path) -> list[AnchorFile]:
    """In the order in which they were taken."""
    named = ((path, NAME.fullmatch(path.name)) for path in folder.iterdir()) if folder.is_dir() else ()
    found = [AnchorFile(path, int(name[1])) for path, name in named if name]
    return sorted(found, key=lambda one: one.number)
