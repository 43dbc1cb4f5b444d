"""A private folder for what must lie readable on a disk for a moment, and nothing of it afterwards."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from cse_portal.operations.archive import WAITING
from cse_portal.operations.trouble import from_os_error

PREFIX = f"{WAITING}-"
ENDINGS = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def private_folder(beside: Path) -> Iterator[Path]:
    """On the disk that is trusted with documents already, never in TMPDIR; only its owner may enter."""
    try:
        beside.mkdir(mode=0o700, parents=True, exist_ok=True)
        clear_leftovers(beside)
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=beside))  # 0700, whatever the umask
    except OSError as error:
        raise from_os_error(error, beside) from None
    with _ending_tidily():
        try:
            with _taken(folder):
                yield folder
        finally:
            shutil.rmtree(folder)


def clear_leftovers(beside: Path) -> None:
    """What a restore left that was killed on the spot; one that still runs holds its folder."""
    for folder in beside.glob(f"{PREFIX}*"):
        try:
            with _taken(folder):
                shutil.rmtree(folder)
        except BlockingIOError:
            continue


@contextmanager
def _taken(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


@contextmanager
def _ending_tidily() -> Iterator[None]:
    """Being told to end, or losing the terminal, clears up as an error does."""

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    heeded = [one for one in ENDINGS if signal.getsignal(one) == signal.SIG_DFL]  # under nohup a lost terminal is not
    for one in heeded:
        signal.signal(one, end)
    try:
        yield
    finally:
        for one in heeded:
            signal.signal(one, signal.SIG_DFL)
