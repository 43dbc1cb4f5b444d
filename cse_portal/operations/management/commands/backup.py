"""Backs up database and documents into one encrypted file, and reads it back."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.operations import backup, in_force
from cse_portal.operations.actions.backups import record_backup, record_failed_backup
from cse_portal.operations.archive import BASE, DATABASE
from cse_portal.operations.presenters import portal_version
from cse_portal.operations.trouble import BackupTrouble

BY = System("back up the portal")


class Command(BaseCommand):
    help = "Back up the database and documents into one encrypted file, then read it back."
    requires_system_checks = ()  # it must work when much else does not

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, help="the folder to write to (otherwise BACKUP_DIR)")
        parser.add_argument(
            "--base", action="store_true", help="copy the whole cluster, as the start of point-in-time recovery"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started_at, kind = clock.now(), BASE if options["base"] else DATABASE
        try:
            server, key = in_force.server(), in_force.key()
        except BackupTrouble as trouble:
            raise CommandError(str(trouble)) from None
        job = backup.Job(
            server=server,
            database=in_force.database(),
            files=in_force.files(),
            folder=options["to"] or in_force.folder(),
            key=key,
            portal_version=portal_version(),
            started_at=started_at,
            kind=kind,
        )
        try:
            proved = backup.make(job)
        except BackupTrouble as trouble:
            record_failed_backup(kind=kind, started_at=started_at, failure=str(trouble), by=BY)
            raise CommandError(str(trouble)) from None
        run = record_backup(proved=proved, started_at=started_at, by=BY)
        self.stdout.write(f"Backed up and read back: {proved.path}")
        self.stdout.write(
            f"  {proved.size:,} bytes, {run.tables} tables, {run.rows:,} rows, {run.documents} documents, "
            f"{run.took.total_seconds():.1f} s\n  sha256 {proved.sha256}"
        )
