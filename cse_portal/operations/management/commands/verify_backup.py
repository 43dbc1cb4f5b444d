"""Reads a backup from first byte to last and says what it holds."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cse_portal.operations import backup, in_force
from cse_portal.operations.trouble import BackupTrouble


class Command(BaseCommand):
    help = "Read a backup from first byte to last and say what it holds. Nothing is changed."
    requires_system_checks = ()  # it must work when much else does not

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            proved = backup.verify(options["file"], key=in_force.key(), server=in_force.server())
        except BackupTrouble as trouble:
            raise CommandError(str(trouble)) from None
        held = proved.manifest
        self.stdout.write(f"Whole and readable: {proved.path}")
        self.stdout.write(f"  made {held.created_at} by version {held.portal_version} from {held.database}")
        self.stdout.write(f"  {len(held.rows)} tables, {proved.rows:,} rows, {len(held.files)} documents")
        unknown = {tuple(pair) for pair in held.migrations} - in_force.known_migrations()
        if unknown:
            self.stdout.write("  It needs a newer version of the portal than this one.")
