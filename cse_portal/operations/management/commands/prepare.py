"""manage.py prepare: migrations, reference data and the demo in one process, for a quick start."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cse_portal.core.wall import as_owner


def behind() -> bool:
    with as_owner():
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


class Command(BaseCommand):
    help = "Brings the database up to date; with --demo also loads the demo into an empty one and lists its cast."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="load the demo when there is no data")

    def handle(self, *args: Any, **options: Any) -> None:
        if behind():
            call_command("migrate", interactive=False, verbosity=0)
        call_command("load_reference", stdout=self.stderr)
        if options["demo"]:
            call_command("seed_demo", if_empty=True, stdout=self.stderr)
            call_command("show_cast", stdout=self.stdout)
