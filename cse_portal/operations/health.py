"""Is the portal well? Asked by load balancers, monitoring and deploys; answered without any data."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from cse_portal.core import broker
from cse_portal.operations.models import ServiceHeartbeat

SILENT_AFTER = timedelta(seconds=90)
LEAST_FREE_BYTES = 200 * 1024 * 1024
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


@dataclass(frozen=True)
class Health:
    parts: tuple[Part, ...]

    @property
    def status(self) -> str:
        if any(part.is_vital and part.problem for part in self.parts):
            return "down"
        return "degraded" if any(part.problem for part in self.parts) else "ok"


def look() -> Health:
    return Health(tuple(Part(name, title, vital, check()) for name, title, vital, check in CHECKS))


def database() -> str:
    return _ask_database(lambda: "")


def migrations() -> str:
    def compare() -> str:
        missing = _known_migrations() - set(MigrationRecorder(connection).applied_migrations())
        return "Migrations wait to be applied" if missing else ""

    return _ask_database(compare)


def redis() -> str:
    well = broker.ping(timeout=1)
    broker.remember(well)
    return "" if well else "No answer. Messages and downloads wait in the database"


def worker() -> str:
    return _ask_database(lambda: _silence("worker"))


def beat() -> str:
    return _ask_database(lambda: _silence("beat"))


def disk() -> str:
    folder = Path(settings.FILES_DIR)
    while not folder.exists():
        folder = folder.parent
    if not os.access(folder, os.W_OK):
        return "The folder for files cannot be written to"
    return "Less than 200 MB are free" if shutil.disk_usage(folder).free < LEAST_FREE_BYTES else ""


def pdf() -> str:
    """The worker draws them, so the worker says: loading the library here would take a web process seconds."""

    def reported() -> str:
        heartbeat = ServiceHeartbeat.objects.filter(name="worker").first()
        if heartbeat is None or heartbeat.age() > SILENT_AFTER:
            return "Not known until a worker reports"
        return str(heartbeat.detail.get("pdf_problem", ""))

    return _ask_database(reported)


CHECKS: tuple[tuple[str, str, bool, Callable[[], str]], ...] = (
    ("database", "Database", True, database),
    ("migrations", "Migrations", True, migrations),
    ("disk", "Disk for files", True, disk),
    ("redis", "Redis", False, redis),
    ("worker", "Background worker", False, worker),
    ("beat", "Scheduler", False, beat),
    ("pdf", "PDF", False, pdf),
)


def _ask_database(question: Callable[[], str]) -> str:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(LONGEST_QUERY)
            return question()
    except DatabaseError:
        return "No answer from the database"


@lru_cache(maxsize=1)
def _known_migrations() -> frozenset[tuple[str, str]]:
    """What this process' code brings; read from disk once."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _silence(name: str) -> str:
    heartbeat = ServiceHeartbeat.objects.filter(name=name).first()
    if heartbeat is None:
        return "No sign of life yet"
    if heartbeat.age() > SILENT_AFTER:
        return f"No sign of life for {_in_words(heartbeat.age())}"
    return ""


def _in_words(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    return f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"
