"""Makes the key that encrypts backups."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cse_portal.operations import sealing
from cse_portal.operations.trouble import BackupTrouble


class Command(BaseCommand):
    help = "Make a new key for backups. An existing file is never overwritten."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, required=True, help="the file to write the key to")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sealing.new_key(options["to"])
        except BackupTrouble as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(f"The key is in {options['to']}. Keep a second copy where the backups are not:")
        self.stdout.write("without it no backup can ever be read.")
