"""A portal started with script/server, as a person would start it, and looked at from outside."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from house.postgres import Postgres
from house.processes import wait_until

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "script" / "server"
NAMES = ["postgres", "redis", "web", "worker", "beat"]

# What a machine has when nobody has set anything for the portal.
OURS = ("DATABASE_", "REDIS_", "DJANGO_", "PORTAL_", "COOKIES_", "LOG_", "CELERY_", "PYTEST_", "FILES_", "BACKUP_")


def bare_environment(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)} | more


def eventually(true: Callable[[], bool], within: float, what: str, every: float = 0.05) -> float:
    """Wait for something real with a deadline, and say how long it took."""
    begun = time.monotonic()
    assert wait_until(true, within, every), f"{what}: not within {within} s"
    return time.monotonic() - begun


def gone(process: psutil.Process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


class Portal:
    """One script/server with a data folder of its own on a free port."""

    def __init__(self, data: Path, port: int = 0, env: dict[str, str] | None = None) -> None:
        self.data, self.env = data, env or {}
        self.port = port
        self.output = data.parent / f"{data.name}.out"
        self.address = ""
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, within: float = 240) -> float:
        """Start, wait for the address, and say how many seconds it took."""
        begun = time.monotonic()
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [SERVER, "--port", str(self.port), "--data", self.data],
                env=bare_environment(**self.env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        eventually(lambda: self._address() or self.process.poll() is not None, within, "script/server")
        assert self.process.poll() is None, self.said
        self.address = self._address()
        self.port = int(self.address.rpartition(":")[2])
        return time.monotonic() - begun

    @property
    def said(self) -> str:
        return self.output.read_text(errors="replace")

    def _address(self) -> str:
        found = re.search(r"The portal is ready: (\S+)", self.said)
        return found.group(1) if found else ""

    def pids(self) -> dict[str, int]:
        """The processes under care, by name."""
        return {one["name"]: one["pid"] for one in json.loads((self.data / "processes.json").read_text())}

    def everything(self) -> list[psutil.Process]:
        """The supervisor and all that descend from it."""
        supervisor = psutil.Process(self.process.pid)
        return [supervisor, *supervisor.children(recursive=True)]

    def get(self, path: str) -> int:
        """The status of a page; 0 when nobody answers."""
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            # With a session to look up, every page asks the database.
            client.request("GET", path, headers={"Cookie": f"session={'x' * 32}"})
            return client.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            client.close()

    def answers(self) -> bool:
        """Whether it is ready, and sends people whose session it does not find to sign in."""
        return self.get("/health/ready") == 200 and self.get("/") == 302

    def sql(self, statement: str) -> str:
        """Ask the portal's own Postgres, with Postgres' own tool."""
        postgres = Postgres(home=self.data)
        asked = subprocess.run(
            [postgres.binaries / "psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", statement, postgres.url()],
            capture_output=True,
            text=True,
            check=False,
        )
        return asked.stdout.strip() if asked.returncode == 0 else f"failed: {asked.stderr.strip()}"

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def stop(self) -> None:
        """Leave nothing running, whatever the drill did."""
        if self.process and self.process.poll() is None:
            left = self.everything()
            self.signal(signal.SIGINT)
            if not wait_until(lambda: self.process.poll() is not None, 30, every=0.05):
                for process in left:
                    process.kill()
        if self.process:
            self.process.wait()


def run(*command: object, env: dict[str, str] | None = None, within: float = 60, **options: object):
    """Run a command to its end; what it printed comes back as one text."""
    return subprocess.run(
        [str(part) for part in command],
        env=env or bare_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=within,
        check=False,
        **options,
    )


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """The command failed with one clear sentence at the end, and without a traceback."""
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stdout, done.stdout
    sentence = done.stdout.strip().splitlines()[-1]
    assert sentence.endswith("."), done.stdout
    return sentence
