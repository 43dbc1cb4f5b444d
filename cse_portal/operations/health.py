"""Is the portal well? Asked by load balancers, monitoring and deploys; answered without any data."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from cse_portal.audit.queries import trouble as audit_trouble
from cse_portal.core import broker
from cse_portal.core.database.login import MightyLogin
from cse_portal.operations.models import ServiceHeartbeat

SILENT_AFTER = timedelta(seconds=90)
LEAST_FREE_BYTES = 200 * 1024 * 1024
NO_DATABASE = "No answer from the database"
LONGEST_QUERY = "set local statement_timeout = '2s'"


@dataclass(frozen=True)
class Part:
    """One thing the portal needs; without a vital one it cannot serve pages."""

    name: str
    title: str
    is_vital: bool
    problem: str = ""

    @property
    def is_well(self) -> bool:
        return not self.problem

    @property
    def is_alarm(self) -> bool:
        """Pages go on, and a person must look at once."""
        return self.name == "audit"


@dataclass(frozen=True)
class Health:
    parts: tuple[Part, ...]

    @property
    def status(self) -> str:
        if any(part.is_vital and part.problem for part in self.parts):
            return "down"
        return "degraded" if any(part.problem for part in self.parts) else "ok"


@dataclass(frozen=True)
class Records:
    """What the database says, asked in one go; `answers` is false when it says nothing."""

    answers: bool = False
    all_migrated: bool = False
    heartbeats: Mapping[str, ServiceHeartbeat] = field(default_factory=dict)
    audit_trouble: str = ""
    refusal: str = ""


def look() -> Health:
    records = read_records()
    return Health(tuple(Part(name, title, vital, check(records)) for name, title, vital, check in CHECKS))


def read_records() -> Records:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(LONGEST_QUERY)
            applied = set(MigrationRecorder(connection).applied_migrations())
            heartbeats = {heartbeat.name: heartbeat for heartbeat in ServiceHeartbeat.objects.all()}
            migrated = _known_migrations() <= applied
            trouble = audit_trouble() if migrated else ""
    except MightyLogin as refused:
        return Records(refusal=str(refused))
    except DatabaseError:
        return Records()
    return Records(answers=True, all_migrated=migrated, heartbeats=heartbeats, audit_trouble=trouble)


def database(records: Records) -> str:
    return "" if records.answers else records.refusal or NO_DATABASE


def migrations(records: Records) -> str:
    if not records.answers:
        return NO_DATABASE
    return "" if records.all_migrated else "Migrations wait to be applied"


def redis(records: Records) -> str:
    well = broker.ping(timeout=1)
    broker.remember(well)
    return "" if well else "No answer. Messages and downloads wait in the database"


def worker(records: Records) -> str:
    return _silence(records, "worker")


def beat(records: Records) -> str:
    return _silence(records, "beat")


def audit(records: Records) -> str:
    return records.audit_trouble if records.answers else NO_DATABASE


def disk(records: Records) -> str:
    folder = Path(settings.FILES_DIR)
    while not folder.exists():
        folder = folder.parent
    if not os.access(folder, os.W_OK):
        return "The folder for files cannot be written to"
    return "Less than 200 MB are free" if shutil.disk_usage(folder).free < LEAST_FREE_BYTES else ""


def pdf(records: Records) -> str:
    """The worker draws them, so the worker says: loading the library here would take a web process seconds."""
    if _silence(records, "worker"):
        return "Not known until a worker reports"
    return str(records.heartbeats["worker"].detail.get("pdf_problem", ""))


def documents(records: Records) -> str:
    """The worker looks whether what the database names lies in its folder."""
    if _silence(records, "worker"):
        return "Not known until a worker reports"
    return str(records.heartbeats["worker"].detail.get("documents_problem", ""))


def tools(records: Records) -> str:
    """The worker compares the editions of the tools that were used with their files."""
    if _silence(records, "worker"):
        return "Not known until a worker reports"
    return str(records.heartbeats["worker"].detail.get("tools_problem", ""))


CHECKS: tuple[tuple[str, str, bool, Callable[[Records], str]], ...] = (
    ("database", "Database", True, database),
    ("migrations", "Migrations", True, migrations),
    ("disk", "Disk for files", True, disk),
    ("redis", "Redis", False, redis),
    ("worker", "Background worker", False, worker),
    ("beat", "Scheduler", False, beat),
    ("pdf", "PDF", False, pdf),
    ("documents", "Documents", False, documents),
    ("tools", "Tools", False, tools),
    ("audit", "Audit trail", False, audit),
)


@lru_cache(maxsize=1)
def _known_migrations() -> frozenset[tuple[str, str]]:
    """What this process' code brings; read from disk once."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _silence(records: Records, name: str) -> str:
    if not records.answers:
        return NO_DATABASE
    heartbeat = records.heartbeats.get(name)
    if heartbeat is None:
        return "No sign of life yet"
    return f"No sign of life for {_in_words(heartbeat.age())}" if heartbeat.age() > SILENT_AFTER else ""


def _in_words(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    return f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"
