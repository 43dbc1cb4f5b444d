"""manage.py seed_demo: fills an empty database with the invented borough."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cse_portal.core import clock
from cse_portal.core.wall import as_owner
from cse_portal.demo.actions import seed_borough
from cse_portal.demo.borough import DEFAULT_SEED, DEFAULT_SIZE
from cse_portal.demo.queries import is_seeded


class Command(BaseCommand):
    help = "Fills an empty database with the invented borough: the named cast, their colleagues and two years of work."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there is data already")
        parser.add_argument(
            "--size", type=int, default=DEFAULT_SIZE, help=f"how many children’s worth of work ({DEFAULT_SIZE})"
        )
        parser.add_argument(
            "--seed", type=int, default=DEFAULT_SEED, help=f"another number makes another borough ({DEFAULT_SEED})"
        )
        parser.add_argument(
            "--on", type=date.fromisoformat, help="the day that counts as today, like 2026-03-31 (today)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if is_seeded():
            if options["if_empty"]:
                return
            raise CommandError("The database already holds a partnership. The demo is only loaded into an empty one.")
        if options["size"] < 0:
            raise CommandError("--size must be 0 or more.")
        begun = monotonic()
        on = options["on"] or clock.today()
        with as_owner():  # rows are copied past the wall; nothing of this is in production
            seed_borough(size=options["size"], seed=options["seed"], on=on, told=self._tell)
        self.stdout.write(f"The demo borough is loaded, {monotonic() - begun:.1f} seconds.")

    def _tell(self, name: str, rows: int) -> None:
        self.stdout.write(f"  {name}: {rows:,} rows")
