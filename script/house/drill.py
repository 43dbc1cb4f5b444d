"""script/drill: damages and kills a portal of its own, brings it back to the minute before, and measures."""

import argparse
import hashlib
import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from house import setup
from house.journal import TABLE, Journal, ask
from house.places import PYTHON, ROOT, write_secret
from house.postgres import Postgres
from house.processes import kill_group, run_tool, wait_until
from house.relay import Relay
from house.says import Trouble, plainly

LONGEST_LOSS, SLOWEST = 60.0, 5.0  # seconds of acknowledged work; times a plain pg_restore
# With fewer rows the time is that of starting programmes, not of bringing data back.
WORTH_TIMING = 1_000_000
LONGEST_RECOVERY = 600.0
DAMAGE = "drop table drill_weight; drop table agencies_membership cascade; delete from agencies_portalsession"
WEIGHT = (
    "create table drill_weight as select n as id, md5(n::text) as words, md5((n * 7)::text) as more"
    " from generate_series(1, {rows}) n; alter table drill_weight add primary key (id);"
    " create index on drill_weight (words)"
)
TABLES = "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1"
TRAIL = "select md5(coalesce(string_agg(e::text, e'\\n' order by id), '')) from audit_auditevent e"


@dataclass
class Findings:
    """What the drill measured, and what was not as it should be."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def found(self, what: str, words: str, is_right: bool = True) -> None:
        self.lines.append((what, words if is_right else f"{words}   NOT AS IT SHOULD BE"))
        if not is_right:
            self.wrong.append(what)


@dataclass
class Drill:
    """One portal's life and second life, in a folder of its own."""

    home: Path
    rows: int
    archive_timeout: int
    findings: Findings = field(default_factory=Findings)

    @cached_property
    def backups(self) -> Path:
        return self.home / "backups"

    @cached_property
    def documents(self) -> Path:
        return self.home / "documents"

    def env(self, cluster: Postgres | None = None) -> dict[str, str]:
        told = {
            "PORTAL_ENV": "demo",
            "BACKUP_DIR": str(self.backups),
            "BACKUP_KEY_FILE": str(self.home / "backup.key"),
            "FILES_DIR": str(self.documents),
            "AUDIT_ANCHOR_DIR": str(self.home / "anchors"),
            "DATABASE_URL": cluster.url() if cluster else "",
        }
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
        return kept | told

    def manage(self, cluster: Postgres | None, *arguments: object) -> str:
        argv = [PYTHON, "manage.py", *arguments]
        return run_tool(f"manage.py {arguments[0]}", argv, env=self.env(cluster), cwd=ROOT)

    def run(self) -> Findings:
        self.manage(None, "new_backup_key", "--to", self.home / "backup.key")
        with self._archiving("live") as (live, commands):
            process = live.start()
            journal, held, until, killed_at = self._live_and_die(live, process)
        with self._recovered("restored", until, commands) as (restored, seconds):
            self._prove(restored, journal, held, until)
            self._compare(restored, seconds)
        with self._recovered("newest", None, commands) as (newest, _):
            self._measure_loss(newest, journal, killed_at)
        return self.findings

    @contextmanager
    def _archiving(self, name: str) -> Iterator[tuple[Postgres, "Commands"]]:
        home = folder(self.home / name)
        with ExitStack() as stack:
            commands = Commands.of(self, stack)
            yield (
                Postgres(home=home, archive_command=commands.archive, archive_timeout=self.archive_timeout),
                commands,
            )

    def _live_and_die(
        self, live: Postgres, process: "subprocess.Popen[bytes]"
    ) -> tuple[Journal, dict[str, str], datetime, datetime]:
        """The portal lives, is backed up while people type, is damaged, and is killed."""
        stack = ExitStack()
        try:
            self.manage(live, "prepare", "--demo")
            self.documents.mkdir(exist_ok=True)
            for number in range(20):
                (self.documents / f"{number}.pdf").write_bytes(secrets.token_bytes(40_000))
            ask(live, WEIGHT.format(rows=self.rows))
            ask(live, "vacuum (freeze, analyze)")  # as a database that has stood for a while
            journal = stack.enter_context(closing(Journal(live)))
            started = time.monotonic()
            self.manage(live, "backup", "--base")
            self.findings.found("Base backup while people type", f"{time.monotonic() - started:.1f} s, read back")
            until = self._some_rows_later(journal)
            held = {"rows": counts_of(live), "audit trail": ask(live, TRAIL)}
            ask(live, DAMAGE)
            self._some_rows_later(journal)
            self._wait_for_archive(live, until)
            # The worst moment: the next piece of the log is nearly due and not yet handed over.
            wait_until(lambda: False, within=self.archive_timeout - 1, every=0.5)
            killed_at = journal.instant()
            return journal, held, until, killed_at
        finally:
            kill_group(process.pid)
            process.wait()
            # Nobody tidies up after a power cut: what its disk still holds is taken for lost.
            wait_until(lambda: not live.ready(), within=5)
            stack.close()

    def _some_rows_later(self, journal: Journal) -> datetime:
        wanted = len(journal.rows) + 100
        if not wait_until(lambda: len(journal.rows) >= wanted, within=30):
            raise Trouble("The journal stopped: see the log of Postgres.")
        return journal.instant()

    def _wait_for_archive(self, live: Postgres, until: datetime) -> None:
        """Nothing is pushed: Postgres hands its log over by its own clock."""
        position = ask(live, "select pg_walfile_name(pg_current_wal_lsn())")
        sealed = self.backups / "wal" / f"{position}.sealed"
        if not wait_until(sealed.exists, within=LONGEST_LOSS + self.archive_timeout, every=0.1):
            raise Trouble(f"Nothing from {until:%H:%M:%S} was archived within a minute.")

    @contextmanager
    def _recovered(self, name: str, until: datetime | None, commands: "Commands") -> Iterator[tuple[Postgres, float]]:
        """A new cluster from the base and the archive, and the seconds it took to answer."""
        cluster = Postgres(home=folder(self.home / name), start_within=LONGEST_RECOVERY)
        write_secret(cluster.home / "postgres_password", (self.home / "live" / "postgres_password").read_text())
        (base,) = self.backups.glob("cse-portal-base-*.backup")
        wanted = ["--until", until.isoformat()] if until else []
        files = ["--files", self.home / name / "documents"]
        with ExitStack() as stack:
            commands = Commands.of(self, stack)
            started = time.monotonic()
            self.manage(None, "restore", base, "--cluster", cluster.data, *files, *wanted)
            commands.use_in(cluster)
            process = cluster.start()
            stack.callback(cluster.stop, process)
            if not wait_until(lambda: ask(cluster, "select pg_is_in_recovery()") == "f", within=LONGEST_RECOVERY):
                raise Trouble("The recovery did not end: see the log of Postgres.")
            yield cluster, time.monotonic() - started

    def _prove(self, restored: Postgres, journal: Journal, held: dict[str, str], until: datetime) -> None:
        before = {row.number for row in journal.rows if row.at <= until}
        back = {int(line) for line in ask(restored, f"select id from {TABLE}").split()}  # noqa: S608
        say = self.findings.found
        say("Acknowledged before the instant", f"{len(before)} rows, {len(before - back)} lost", not before - back)
        say("Written after the instant", f"{len(back - before)} came back", not back - before)
        counts = counts_of(restored)
        same = counts == held["rows"]
        say("Rows of all other tables", f"{len(counts.splitlines())} tables as they were", same)
        say("Audit trail", "digest as it was", ask(restored, TRAIL) == held["audit trail"])
        there, were = digests(self.home / "restored" / "documents"), digests(self.documents)
        say("Documents", f"{len(there)} of {len(were)} byte for byte", there == were)

    def _compare(self, restored: Postgres, seconds: float) -> None:
        """Against a plain pg_restore of the same rows on the same machine in the same minute."""
        dump, tools = self.home / "plain.dump", restored.binaries
        run_tool("pg_dump", [tools / "pg_dump", "-Fc", "-f", dump, restored.url()])
        ask(restored, "create database plain")
        started = time.monotonic()
        run_tool("pg_restore", [tools / "pg_restore", "-d", restored.url("plain"), dump])
        plain = time.monotonic() - started
        ratio = seconds / plain
        words = f"{seconds:.1f} s: {ratio:.1f} times a plain pg_restore of {plain:.1f} s"
        if self.rows < WORTH_TIMING:
            self.findings.found("Back in service (RTO)", f"{words} (too little data to judge)")
        else:
            self.findings.found("Back in service (RTO)", f"{words} (at most {SLOWEST:.0f})", ratio <= SLOWEST)

    def _measure_loss(self, newest: Postgres, journal: Journal, killed_at: datetime) -> None:
        last = datetime.fromisoformat(ask(newest, f"select max(at) from {TABLE}"))  # noqa: S608
        lost = [row for row in journal.rows if row.at > last]
        seconds = (killed_at - last).total_seconds()
        words = f"{seconds:.1f} s, {len(lost)} rows, with the whole machine gone (at most {LONGEST_LOSS:.0f} s)"
        self.findings.found("Lost at the kill (RPO)", words, seconds <= LONGEST_LOSS)


@dataclass(frozen=True)
class Commands:
    """How Postgres archives and asks back; through a relay when it runs as another user."""

    archive: str
    restore: str
    is_relayed: bool

    @classmethod
    def of(cls, drill: Drill, stack: ExitStack) -> "Commands":
        owner = Postgres(home=drill.home).owner
        if owner is None:
            settings = " ".join(f"{name}={value}" for name, value in drill.env().items() if name.startswith("BACKUP"))
            base = f"env PYTHONPATH={ROOT} {settings} {PYTHON} -m cse_portal.operations.wal"
            return cls(f"{base} archive %p %f", f"{base} restore %f %p", False)
        spool = drill.home / f"spool-{secrets.token_hex(3)}"
        relay = stack.enter_context(Relay(spool, drill.env(), owner))
        return cls(relay.archive_command, relay.restore_command, True)

    def use_in(self, cluster: Postgres) -> None:
        """As root, hand the new cluster to Postgres' user and let it ask through the relay."""
        if not self.is_relayed:
            return
        with (cluster.data / "postgresql.auto.conf").open("a") as settings:
            settings.write(f"restore_command = '{self.restore}'\n")
        for path in (cluster.data, *cluster.data.rglob("*")):
            shutil.chown(path, cluster.owner.pw_uid, cluster.owner.pw_gid)


def counts_of(cluster: Postgres) -> str:
    """The rows of each table but the journal's, which never stands still."""
    names = [name for name in ask(cluster, TABLES).split() if name != TABLE]
    return ask(cluster, " union all ".join(f"select '{name}', count(*) from {name}" for name in names))  # noqa: S608


def folder(path: Path) -> Path:
    path.mkdir(mode=0o711)
    return path


def digests(place: Path) -> dict[str, str]:
    files = (path for path in place.rglob("*") if path.is_file())
    return {str(path.relative_to(place)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def arguments_from(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="script/drill",
        description="Start a portal of its own, back it up, damage and kill it, restore it to the instant before "
        "the damage, and measure what was lost and how long it took. Touches nothing else.",
    )
    parser.add_argument("--rows", type=int, default=2_000_000, help="rows to give the database weight")
    parser.add_argument("--archive-timeout", type=int, default=30, help="seconds until Postgres hands its log over")
    return parser.parse_args(given)


@plainly
def main(given: list[str]) -> int:
    chosen = arguments_from(given)
    setup.ensure()
    with tempfile.TemporaryDirectory(prefix="cse-drill-", dir="/var/tmp") as place:
        home = Path(place)
        home.chmod(0o711)  # Postgres' own user walks through when we are root
        findings = Drill(home, chosen.rows, chosen.archive_timeout).run()
    width = max(len(what) for what, _ in findings.lines)
    for what, words in findings.lines:
        print(f"{what:{width}}  {words}")
    print("The drill failed." if findings.wrong else "The drill passed.")
    return 1 if findings.wrong else 0
