"""Writes rows one by one and remembers which ones the database acknowledged, and when."""

import subprocess
import threading
from dataclasses import dataclass
from datetime import datetime
from typing import IO, cast

from house.postgres import Postgres
from house.processes import run_tool

TABLE = "drill_journal"
MAKE = f"create table {TABLE} (id bigint primary key, at timestamptz not null default clock_timestamp())"


def ask(cluster: Postgres, statement: str, database: str | None = None) -> str:
    argv = [cluster.binaries / "psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", statement, cluster.url(database)]
    return run_tool("Postgres", argv).strip()


@dataclass(frozen=True)
class Acknowledged:
    number: int
    at: datetime


class Journal:
    """Writes from its making until `close`, or until the database is gone."""

    def __init__(self, cluster: Postgres) -> None:
        ask(cluster, MAKE)
        argv = [str(cluster.binaries / "psql"), "-qAtX", cluster.url()]
        self._psql = subprocess.Popen(
            argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self._turn = threading.Lock()
        self._over = threading.Event()
        self.rows: list[Acknowledged] = []
        self._thread = threading.Thread(target=self._write, daemon=True)
        self._thread.start()

    def instant(self) -> datetime:
        """An instant between two rows, by the database's own clock."""
        with self._turn:
            return datetime.fromisoformat(self._say("select clock_timestamp();"))

    def close(self) -> None:
        self._over.set()
        self._thread.join(timeout=10)
        self._psql.kill()
        self._psql.communicate()

    def _write(self) -> None:
        while not self._over.wait(0.005):
            with self._turn:
                number = len(self.rows) + 1
                at = self._say(f"insert into {TABLE} (id) values ({number}) returning at;")  # noqa: S608
            if not at:
                return
            self.rows.append(Acknowledged(number, datetime.fromisoformat(at)))

    def _say(self, statement: str) -> str:
        try:
            told, heard = cast(IO[str], self._psql.stdin), cast(IO[str], self._psql.stdout)
            told.write(statement + "\n")
            told.flush()
            return heard.readline().strip()
        except (BrokenPipeError, ValueError):
            return ""
