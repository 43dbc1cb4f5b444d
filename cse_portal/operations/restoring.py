"""Brings a backup back beside what is there, proves it, and only then puts it in place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import psycopg2

from cse_portal.operations import archive, census
from cse_portal.operations.archive import (
    BASE,
    DATABASE,
    FILE,
    WAITING,
    Manifest,
    Reader,
    is_passing,
    safe_path,
    written_whole,
)
from cse_portal.operations.pg_tools import MAINTENANCE, Server
from cse_portal.operations.scratch import private_folder
from cse_portal.operations.sealing import Opener
from cse_portal.operations.trouble import BackupTrouble, from_os_error

LONGEST_NAME = 63


@dataclass(frozen=True)
class Plan:
    """What is brought back, where it goes, and where the dump lies meanwhile."""

    backup: Path
    key: bytes
    server: Server
    into: str
    files: Path | None
    beside_documents: Path
    replace: bool
    at: datetime

    @property
    def beside(self) -> str:
        return f"{self.into}_restoring"

    @property
    def set_aside(self) -> str:
        return f"{self.into}_before_{self.at:%Y%m%d%H%M%S}"[:LONGEST_NAME]


@dataclass
class Outcome:
    """What came back and whether it is what had been backed up."""

    manifest: Manifest
    into: str
    differences: list[str] = field(default_factory=list)
    set_aside: str = ""
    files_written: int = 0
    files_same: int = 0
    files_extra: int = 0


def restore(plan: Plan, *, known_migrations: set[tuple[str, str]]) -> Outcome:
    state = state_of(plan.server, plan.into)
    if state == "full" and not plan.replace:
        raise BackupTrouble(
            f"The database {plan.into} holds data and was left alone: name another with --into, or add --replace."
        )
    _refuse_other_files(plan)
    try:
        with private_folder(plan.beside_documents) as scratch:
            dump = scratch / "database.dump"
            manifest, found = _unpack(plan, dump)
            outcome = Outcome(manifest, plan.into)
            working = plan.into if state == "empty" else plan.beside
            with _database(plan, working, state):
                _load(plan, dump, working)
                if wrong := _differences(plan, manifest, working):
                    raise BackupTrouble("What came back is not what was backed up: " + " ".join(wrong))
        outcome.differences += unknown_migrations(manifest, known_migrations)
        outcome.set_aside = _put_in_place(plan, working, state)
        _settle_files(plan, found, outcome)
        return outcome
    finally:
        _forget_waiting_files(plan)


def state_of(server: Server, name: str) -> str:
    """absent, empty or full: anything with a table counts as full."""
    if not _exists(server, name):
        return "absent"
    connection = server.connect(name)
    try:
        with connection.cursor() as cursor:
            return "full" if census.tables(cursor) else "empty"
    finally:
        connection.close()


def unknown_migrations(manifest: Manifest, known: set[tuple[str, str]]) -> list[str]:
    unknown = sorted(f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known)
    if not unknown:
        return []
    return [f"This version of the portal does not know the migrations {', '.join(unknown)}: install a newer one."]


def _refuse_other_files(plan: Plan) -> None:
    if plan.files is None or plan.replace or not plan.files.is_dir():
        return
    if any(path.is_file() and not is_passing(path.relative_to(plan.files)) for path in plan.files.rglob("*")):
        raise BackupTrouble(
            f"{plan.files} holds files and was left alone: name another with --files, or add --replace."
        )


def _unpack(plan: Plan, dump: Path) -> tuple[Manifest, dict[str, str]]:
    """The dump goes to a private scratch folder, documents under temporary names beside their places."""
    try:
        with plan.backup.open("rb") as source:
            reader = Reader(Opener(source, plan.key))
            for member in reader.members():
                if member.kind == BASE:
                    raise BackupTrouble("This is a base backup: restore it with --cluster FOLDER.")
                if member.kind == DATABASE:
                    with written_whole(dump) as out:
                        out.writelines(member.blocks)
                elif member.kind == FILE and plan.files is not None:
                    with written_whole(_waiting(plan.files, member.name)) as out:
                        out.writelines(member.blocks)
                else:
                    member.drain()
        manifest = cast(Manifest, reader.manifest)
        return manifest, manifest.files if plan.files is not None else {}
    except FileNotFoundError:
        raise BackupTrouble(f"There is no file {plan.backup}.") from None
    except OSError as error:
        raise from_os_error(error, plan.backup) from None


def _waiting(folder: Path, name: str) -> Path:
    path = safe_path(folder, name)
    return path.with_name(f".{path.name}{WAITING}")


@contextmanager
def _database(plan: Plan, working: str, state: str) -> Iterator[None]:
    """A database to load into; when anything fails, no half-restored one stays behind."""
    if state != "empty":
        _administer(plan.server, f"drop database if exists {_identifier(working)}")
        _administer(plan.server, f"create database {_identifier(working)} template template0")
    try:
        yield
    except BaseException:
        if state != "empty":
            _administer(plan.server, f"drop database if exists {_identifier(working)} with (force)")
        raise


def _load(plan: Plan, dump: Path, working: str) -> None:
    arguments = ["--jobs=2", "--exit-on-error", "--no-owner", "--no-privileges", "--no-password"]
    plan.server.run("pg_restore", *arguments, *plan.server.arguments(working), str(dump))


def _differences(plan: Plan, manifest: Manifest, working: str) -> list[str]:
    connection = plan.server.connect(working)
    try:
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with connection.cursor() as cursor:
            expected = census.Census(manifest.rows, manifest.audit_digests, manifest.migrations)
            return census.differences(expected, census.take(cursor))
    finally:
        connection.close()


def _put_in_place(plan: Plan, working: str, state: str) -> str:
    """Renamed, never dropped: what was there before stays until a person removes it."""
    if working == plan.into:
        return ""
    if state == "full":
        _close(plan.server, plan.into)
        _administer(plan.server, f"alter database {_identifier(plan.into)} rename to {_identifier(plan.set_aside)}")
        _administer(plan.server, f"alter database {_identifier(plan.set_aside)} allow_connections true")
    _administer(plan.server, f"alter database {_identifier(working)} rename to {_identifier(plan.into)}")
    return plan.set_aside if state == "full" else ""


def _settle_files(plan: Plan, wanted: dict[str, str], outcome: Outcome) -> None:
    """Each document moves to its name in one step and is read back; others are left alone and counted."""
    for name, digest in wanted.items():
        folder = cast(Path, plan.files)
        target, waiting = safe_path(folder, name), _waiting(folder, name)
        if target.is_file() and archive.sha256_of(target) == digest:
            waiting.unlink()
            outcome.files_same += 1
            continue
        os.replace(waiting, target)
        outcome.files_written += 1
        if archive.sha256_of(target) != digest:
            outcome.differences.append(f"The document {name} is not as it was backed up.")
    if plan.files is not None and plan.files.is_dir():
        there = {path.relative_to(plan.files).as_posix() for path in plan.files.rglob("*") if path.is_file()}
        outcome.files_extra = len(there - wanted.keys())


def _forget_waiting_files(plan: Plan) -> None:
    """What a restore that failed had already unpacked."""
    if plan.files is not None and plan.files.is_dir():
        for path in plan.files.rglob(f".*{WAITING}"):
            path.unlink(missing_ok=True)


def _exists(server: Server, name: str) -> bool:
    connection = server.connect(MAINTENANCE)
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1 from pg_database where datname = %s", [name])
            return cursor.fetchone() is not None
    finally:
        connection.close()


def _close(server: Server, name: str) -> None:
    """Nobody in it and nobody comes in: only then may it be renamed."""
    _administer(server, f"alter database {_identifier(name)} allow_connections false")
    _administer(server, "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [name])


def _administer(server: Server, statement: str, values: list[Any] | None = None) -> None:
    connection = server.connect(MAINTENANCE)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
    except psycopg2.Error as error:
        raise BackupTrouble(f"Postgres refused: {str(error).strip().splitlines()[0]}.") from None
    finally:
        connection.close()


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
