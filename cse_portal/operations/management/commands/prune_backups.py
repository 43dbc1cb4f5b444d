"""Removes backups that the keep rule no longer asks for; says what it would do until told to do it."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from cse_portal.core.actor import System
from cse_portal.operations import in_force, pruning
from cse_portal.operations.actions.backups import note_pruning
from cse_portal.operations.backup import PREFIXES, STAMP, SUFFIX

KEEPS = f"the newest of each of {pruning.DAYS} days, {pruning.WEEKS} weeks and {pruning.MONTHS} months"


class Command(BaseCommand):
    help = f"Remove backups except {KEEPS}. Without --remove it only says which."
    requires_system_checks = ()  # it must work when much else does not

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--in", dest="folder", type=Path, help="the folder (otherwise BACKUP_DIR)")
        parser.add_argument("--remove", action="store_true", help="remove them now")

    def handle(self, *args: Any, **options: Any) -> None:
        folder, removed, kept = options["folder"] or in_force.folder(), 0, 0
        for prefix in PREFIXES.values():
            there = _backups(folder, prefix)
            surplus = pruning.surplus(there)
            for made_at in sorted(surplus):
                self.stdout.write(f"{'Removed' if options['remove'] else 'Would remove'} {there[made_at].name}")
                if options["remove"]:
                    there[made_at].unlink()
            removed, kept = removed + len(surplus), kept + len(there) - len(surplus)
        self.stdout.write(f"{kept} kept, {removed} {'removed' if options['remove'] else 'to remove with --remove'}.")
        if options["remove"] and removed:
            note_pruning(removed=removed, kept=kept, by=System("keep the folder of backups in bounds"))


def _backups(folder: Path, prefix: str) -> dict[datetime, Path]:
    named = re.compile(re.escape(prefix) + r"(\d{8}T\d{6}Z)" + re.escape(SUFFIX))
    found = ((named.fullmatch(path.name), path) for path in folder.glob(f"{prefix}*{SUFFIX}"))
    return {datetime.strptime(match[1], STAMP).replace(tzinfo=UTC): path for match, path in found if match}
