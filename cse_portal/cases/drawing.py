"""Has a page or a picture drawn by a process of its own, which is stopped when it takes too long."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from cse_portal.cases.files import FileKind, FileRefused, judge
from cse_portal.cases.files.kinds import BROKEN, LOCKED, PICTURES

DRAWER = Path(__file__).parent / "files" / "drawer.py"
LOCKED_CODE = 3
WIDE = 1100  # dots across a page; a photo of a child is a fraction of it
PHOTO = 240
PATIENCE = 25  # seconds
DRAWS = frozenset({FileKind.PDF, *PICTURES})


@dataclass(frozen=True)
class Drawn:
    pages: int
    image: bytes = b""


@dataclass(frozen=True)
class Checked:
    """A file that is taken, and which kind it is."""

    data: bytes
    kind: FileKind


def check(data: bytes) -> Checked:
    """By its content; and what is drawn to be looked at can be drawn."""
    kind = judge(data)
    if kind in DRAWS:
        draw(kind, data, page=0 if kind is FileKind.PDF else 1, most=64)
    return Checked(data, kind)


def draw(kind: FileKind, data: bytes, *, page: int = 1, most: int = WIDE) -> Drawn:
    """Nothing on it where there is no such page."""
    what = "pdf" if kind is FileKind.PDF else "picture"
    argv = [sys.executable, "-I", str(DRAWER), what, str(page), str(most)]
    try:
        done = subprocess.run(argv, input=data, capture_output=True, timeout=PATIENCE, env={}, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as late:
        raise FileRefused(BROKEN) from late
    if done.returncode:
        raise FileRefused(LOCKED if done.returncode == LOCKED_CODE else BROKEN)
    said, _, image = done.stdout.partition(b"\n")
    return Drawn(int(json.loads(said)["pages"]), image)
