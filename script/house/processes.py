"""Starts, watches and ends processes so that none outlives the command that started it."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from house.says import trouble

PR_SET_PDEATHSIG = 1
LONGEST_LOG = 10_000_000


@dataclass(frozen=True, kw_only=True)
class Programme:
    """How to start one process, and how to ask it to end."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] | None = None
    cwd: Path | None = None
    log: Path | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_within: float = 10.0
    user: int | None = None
    group: int | None = None
    pass_fds: tuple[int, ...] = ()


def _die_with_parent(parent: int, number: int) -> Callable[[], None]:
    """What a child does before it becomes its programme, so that it ends when we are killed."""
    libc = ctypes.CDLL(None, use_errno=True)

    def before_exec() -> None:
        libc.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
        if os.getppid() != parent:  # killed between the fork and the line above
            os._exit(1)

    return before_exec


@contextlib.contextmanager
def _log(path: Path | None) -> Iterator[IO[bytes] | int]:
    """The log to append to, begun afresh when it has grown long."""
    if path is None:
        yield subprocess.DEVNULL
        return
    if path.exists() and path.stat().st_size > LONGEST_LOG:
        path.replace(path.with_name(path.name + ".old"))
    with path.open("ab") as handle:
        yield handle


def spawn(programme: Programme) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own. Call from the main thread only.

    Linux sends the parent-death signal when the *thread* that forked ends.
    """
    linux = sys.platform == "linux"
    before_exec = _die_with_parent(os.getpid(), programme.stop_signal) if linux else None
    with _log(programme.log) as output:
        return subprocess.Popen(
            programme.argv,
            env=dict(programme.env) if programme.env is not None else None,
            cwd=programme.cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            # Ctrl-C in the terminal must reach us alone: we end the others in order.
            start_new_session=True,
            pass_fds=programme.pass_fds,
            preexec_fn=before_exec,
            user=programme.user,
            group=programme.group,
            extra_groups=None if programme.user is None else [],
        )


def run_tool(
    what: str,
    argv: Sequence[object],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> str:
    """Run a tool to its end and return what it printed; its failure becomes one sentence."""
    done = attempt(argv, env=env, cwd=cwd)
    if done.returncode:
        raise trouble(what, done.stdout)
    return done.stdout


def attempt(
    argv: Sequence[object],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a tool to its end, whatever that is."""
    return subprocess.run(
        [str(part) for part in argv],
        env=dict(env) if env is not None else None,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


def kill_group(leader: int) -> None:
    """End whatever is left of a process group at once."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def stop(programme: Programme, process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end, and make it end when it takes too long."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(programme.stop_signal)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=programme.stop_within)
    kill_group(process.pid)
    process.wait()


def wait_until(true: Callable[[], bool], within: float, every: float = 0.02) -> bool:
    """Ask again and again until the answer is yes or the time is up."""
    deadline = time.monotonic() + within
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True


def started_at(pid: int) -> str | None:
    """When a living process started: a pid alone may be somebody else's by now."""
    stat = Path(f"/proc/{pid}/stat")
    if sys.platform == "linux":
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] == "Z" else fields[19]
    asked = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip() or None


def is_zombie(pid: int) -> bool:
    """Whether a process is dead and only its parent has not yet heard."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False


def anyone_in(folder: Path) -> bool:
    """Whether any process works in this folder, as far as we may see."""
    for place in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            if place.readlink() == folder.resolve():
                return True
    return False


def tail(path: Path, size: int = 4000) -> str:
    """The end of a log."""
    try:
        with path.open("rb") as handle:
            handle.seek(0, os.SEEK_END)
            handle.seek(max(0, handle.tell() - size))
            return handle.read().decode(errors="replace")
    except OSError:
        return ""
