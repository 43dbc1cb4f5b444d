"""Keeps the portal's processes alive, and ends them in reverse order."""

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from house.processes import Programme, kill_group, spawn, started_at, stop, tail, wait_until
from house.says import Trouble, meaning, note, trouble

SHORTEST_WAIT = 0.2
LONGEST_WAIT = 5.0
LONG_ENOUGH = 10.0  # seconds alive after which a process has proved itself
MOST_FAILURES = 4  # in a row, before the start is given up


class Ending(BaseException):
    """Somebody asked us to end; not an Exception, so that nothing swallows it."""


@dataclass
class Kept:
    """A process that is started again when it dies."""

    programme: Programme
    process: subprocess.Popen[bytes]
    started: float
    failures: int = 0
    again_at: float | None = None


class Supervisor:
    """Starts programmes in order, watches them, and ends them the other way round."""

    def __init__(self, home: Path) -> None:
        self.kept: list[Kept] = []
        self._record = home / "processes.json"
        self._busy = False
        self._asked = False

    @contextlib.contextmanager
    def until_asked(self) -> Iterator[None]:
        """Run the block until it ends or a signal asks us to; then end every process."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        try:
            yield
        except Ending:
            with contextlib.suppress(OSError):  # the terminal may be closed
                note("\nStopping …")
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            self.end()

    def adopt(self, programme: Programme, start: Callable[[], subprocess.Popen[bytes]]) -> None:
        """Start a process and keep it. A signal waits until it is on the list."""
        self._busy = True
        try:
            self.kept.append(Kept(programme, start(), time.monotonic()))
            self._write_record()
        finally:
            self._busy = False
        self._end_if_asked()

    def start(self, programme: Programme) -> None:
        self.adopt(programme, lambda: spawn(programme))

    def tend(self) -> None:
        """Start again whatever died, waiting longer each time it dies young."""
        for kept in self.kept:
            if kept.again_at is not None:
                self._start_again(kept)
            elif kept.process.poll() is not None:
                self._mourn(kept)

    def wait(self, what: str, ready: Callable[[], bool], within: float) -> None:
        """Tend the processes until they are ready; give up when one keeps dying."""

        def settled() -> bool:
            self.tend()
            return ready() or any(kept.failures >= MOST_FAILURES for kept in self.kept)

        wait_until(settled, within, every=0.05)
        failing = next((kept for kept in self.kept if kept.failures >= MOST_FAILURES), None)
        if failing:
            said = tail(failing.programme.log) if failing.programme.log else ""
            raise trouble(f"The {failing.programme.name} process", said)
        if not ready():
            raise Trouble(f"{what} did not answer within {within:.0f} seconds: the logs are in {self._record.parent}.")

    def watch(self) -> None:
        """Tend the processes until somebody asks us to end."""
        while True:
            self.tend()
            time.sleep(0.1)

    def end(self) -> None:
        """The last started ends first: nothing loses what it stands on."""
        for kept in reversed(self.kept):
            stop(kept.programme, kept.process)
        self.kept.clear()
        self._record.unlink(missing_ok=True)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._asked = True
        if not self._busy:
            raise Ending

    def _end_if_asked(self) -> None:
        if self._asked:
            raise Ending

    def _mourn(self, kept: Kept) -> None:
        """Note the death, clear away what is left of its group and set the time of the next start."""
        kill_group(kept.process.pid)
        kept.failures = 1 if time.monotonic() - kept.started > LONG_ENOUGH else kept.failures + 1
        pause = min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** (kept.failures - 1))
        kept.again_at = time.monotonic() + pause
        if kept.failures > MOST_FAILURES:
            return  # said often enough; its log says the rest
        why = (meaning(tail(kept.programme.log, 1000)) if kept.programme.log else None) or ""
        with contextlib.suppress(OSError):  # the terminal may be gone, and the work goes on
            note(f"The {kept.programme.name} process ended by itself and is started again. {why}".rstrip())

    def _start_again(self, kept: Kept) -> None:
        if kept.again_at is None or time.monotonic() < kept.again_at:
            return
        self._busy = True
        try:
            kept.process = spawn(kept.programme)
            kept.started, kept.again_at = time.monotonic(), None
            self._write_record()
        except OSError:  # a full disk refuses the log: try again later
            kept.again_at = time.monotonic() + LONGEST_WAIT
        finally:
            self._busy = False
        self._end_if_asked()

    def _write_record(self) -> None:
        """Who is alive since when, for the next start, in case we are killed."""
        alive = [
            {
                "name": kept.programme.name,
                "pid": kept.process.pid,
                "started": started_at(kept.process.pid),
                "signal": kept.programme.stop_signal,
            }
            for kept in self.kept
        ]
        with contextlib.suppress(OSError):
            draft = self._record.with_suffix(".new")
            draft.write_text(json.dumps(alive))
            draft.replace(self._record)


def reap(home: Path) -> bool:
    """End what a killed supervisor left behind, and say whether there was one."""
    record = home / "processes.json"
    try:
        left = json.loads(record.read_text())
    except FileNotFoundError:
        return False
    except ValueError:  # killed while writing
        left = []
    for one in reversed(left):
        _end_stranger(one["pid"], one["started"], one["signal"])
    record.unlink(missing_ok=True)
    return True


def _end_stranger(pid: int, started: str | None, number: int) -> None:
    """End a process that is not our child, if it is still the one we wrote down."""

    def alive() -> bool:
        return started is not None and started_at(pid) == started

    if not alive():
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)
    if not wait_until(lambda: not alive(), 15, every=0.05):
        kill_group(pid)
