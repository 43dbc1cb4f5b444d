"""Brings a backup back, proves it whole, and records that it was brought back."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.operations import archive, in_force, recovery, restoring
from cse_portal.operations.actions.backups import note_restore
from cse_portal.operations.trouble import BackupTrouble

BY = System("restore a backup")
SOMETHING_DIFFERS = 2


class Command(BaseCommand):
    help = "Bring a backup back beside what is there, prove it whole, then put it in place."
    requires_system_checks = ()  # it must work when much else does not

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--into", metavar="DATABASE", help="the database (otherwise the one in DATABASE_URL)")
        parser.add_argument("--files", type=Path, help="the folder for documents (otherwise FILES_DIR)")
        parser.add_argument("--no-files", action="store_true", help="leave the documents out")
        parser.add_argument("--yes", action="store_true", help="do not ask before restoring into an empty place")
        parser.add_argument("--replace", action="store_true", help="allow a database that holds data")
        parser.add_argument("--confirm", metavar="DATABASE", help="its name once more, instead of typing it")
        parser.add_argument("--cluster", type=Path, metavar="FOLDER", help="make a cluster from a base backup")
        parser.add_argument("--until", type=datetime.fromisoformat, help="recover up to this instant, with its zone")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["cluster"]:
                self._cluster(options)
            else:
                self._database(options)
        except BackupTrouble as trouble:
            raise CommandError(str(trouble)) from None

    def _database(self, options: dict[str, Any]) -> None:
        into = options["into"] or in_force.database()
        self._confirm(into, options)
        files = self._files(into, options)
        plan = restoring.Plan(
            backup=options["file"],
            key=in_force.key(),
            server=in_force.server(),
            into=into,
            files=files,
            beside_documents=files or in_force.files(),
            replace=options["replace"],
            at=clock.now(),
        )
        with in_force.working_in(into):
            outcome = restoring.restore(plan, known_migrations=in_force.known_migrations())
            self._note(options["file"], outcome)
        self._report(outcome)

    def _confirm(self, into: str, options: dict[str, Any]) -> None:
        """Replacing asks for the name itself, so that it cannot happen by habit."""
        if options["replace"]:
            typed = options["confirm"] or self._ask(f"Type the name of the database to replace, {into}: ")
            if typed != into:
                raise CommandError("The name is not the same, so nothing was changed.")
        elif not options["yes"] and self._ask(f"Restore into {into}? Type yes: ") != "yes":
            raise CommandError("Nothing was changed.")

    def _ask(self, question: str) -> str:
        try:
            return input(question).strip()
        except EOFError:
            return ""

    def _files(self, into: str, options: dict[str, Any]) -> Path | None:
        if options["no_files"]:
            return None
        if options["files"] or into == in_force.database():
            return options["files"] or in_force.files()
        raise CommandError("Name a folder for the documents with --files, or leave them out with --no-files.")

    def _note(self, file: Path, outcome: restoring.Outcome) -> None:
        held = outcome.manifest
        try:
            note_restore(
                created_at=held.created_at,
                sha256=archive.sha256_of(file),
                rows=sum(held.rows.values()),
                documents=len(held.files),
                by=BY,
            )
        except DatabaseError:
            outcome.differences.append("The restore is not in the audit trail: run manage.py migrate and note it.")

    def _report(self, outcome: restoring.Outcome) -> None:
        held = outcome.manifest
        self.stdout.write(f"Restored into {outcome.into} from the backup of {held.created_at}:")
        self.stdout.write(f"  {len(held.rows)} tables, {sum(held.rows.values()):,} rows: as backed up")
        self.stdout.write(f"  audit trail: {len(held.audit_digests)} table, digest as backed up")
        self.stdout.write(
            f"  documents: {outcome.files_written} written, {outcome.files_same} were there already, "
            f"{outcome.files_extra} others left alone"
        )
        if outcome.set_aside:
            self.stdout.write(f"  What was there before is kept as the database {outcome.set_aside}.")
        if outcome.differences:
            raise CommandError("\n".join(outcome.differences), returncode=SOMETHING_DIFFERS)

    def _cluster(self, options: dict[str, Any]) -> None:
        until = options["until"]
        if until and until.tzinfo is None:
            raise CommandError("Say the zone of --until too, like 2026-11-21T09:30:00+00:00.")
        key, folder = in_force.key(), in_force.folder()
        manifest = recovery.restore_cluster(
            options["file"],
            key=key,
            cluster=options["cluster"],
            files=None if options["no_files"] else options["files"],
            until=until,
            restore_command=recovery.wal_command(
                "restore", root=settings.BASE_DIR, folder=folder, key_file=settings.BACKUP_KEY_FILE
            ),
        )
        self.stdout.write(f"The cluster of {manifest.created_at} is in {options['cluster']}.")
        self.stdout.write("Give the folder to the user that Postgres runs as, then start Postgres on it:")
        self.stdout.write("it recovers" + (f" up to {until.isoformat()}." if until else " all that was archived."))
