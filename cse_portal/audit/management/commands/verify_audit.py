"""manage.py verify_audit: proves the audit trail whole, or names the first broken entry of each chain."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from psycopg2 import Error as DriverError

from cse_portal.audit.checking import check
from cse_portal.audit.verifying import Report, Scope
from cse_portal.core.actor import System

BROKEN, NOT_CHECKED = 1, 2
SHOWN = 100
BY = System("check the audit trail on an operator’s command")


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("must be a day like 2026-11-21") from None


def processes(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 64:
        raise ArgumentTypeError("must be a whole number from 1 to 64")
    return int(text)


class Command(BaseCommand):
    help = (
        "Prove the audit trail whole, or name the first broken entry of each chain. Changes nothing but the list of "
        "checks. Ends with 0 when all is well, 1 when something is broken, 2 when it could not be checked."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anchors", type=Path, metavar="FOLDER", help="anchor files, best the copies kept outside"
        )
        parser.add_argument("--since", type=day, metavar="DAY", help="only what was recorded since that day")
        parser.add_argument("--case", default="", metavar="REF", help="only the chain of this case")
        parser.add_argument("--jobs", type=processes, default=1, metavar="N", help="in this many processes (1)")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["anchors"]
        if folder and not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.", returncode=NOT_CHECKED)
        scope = Scope(
            case=options["case"],
            since=options["since"],
            jobs=options["jobs"],
            anchors=folder or settings.AUDIT_ANCHOR_DIR,
        )
        started = perf_counter()
        try:
            report = check(scope, by=BY)
        except (DriverError, DatabaseError) as error:
            raise CommandError(
                f"The trail could not be read: {type(error).__name__}.", returncode=NOT_CHECKED
            ) from None
        self._say(report, perf_counter() - started)

    def _say(self, report: Report, seconds: float) -> None:
        for finding in report.findings[:SHOWN]:
            self.stdout.write(str(finding))
        if len(report.findings) > SHOWN:
            self.stdout.write(f"and {len(report.findings) - SHOWN:,} more")
        against = f"against {report.anchors:,} anchors" if report.anchors else "without any anchor"
        self.stdout.write(
            f"{report.entries:,} entries in {report.chains:,} chains, {against}, in {seconds:.1f} s: "
            + (f"{len(report.findings):,} broken" if report.is_broken else "all as it was sealed")
        )
        if report.is_broken:
            sys.exit(BROKEN)
