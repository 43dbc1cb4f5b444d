"""manage.py seed_demo: fills an empty database with the invented borough."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cse_portal.demo.actions import is_seeded, seed_cast, seed_practice_notes


class Command(BaseCommand):
    help = "Fills an empty database with the invented borough and its cast."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there is data already")

    def handle(self, *args: Any, **options: Any) -> None:
        if is_seeded():
            if options["if_empty"]:
                return
            raise CommandError("The database already holds a partnership. The demo is only loaded into an empty one.")
        seed_practice_notes(people=seed_cast())
        self.stdout.write("The demo borough is loaded.")
