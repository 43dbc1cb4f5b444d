"""manage.py anchor_audit: takes an anchor now, as the portal does every night."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cse_portal.audit.actions.anchors import take_anchor
from cse_portal.core.actor import System


class Command(BaseCommand):
    help = (
        "Take an anchor of the audit trail now: one file, to be kept where the database’s administrators cannot reach."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            anchor = take_anchor(
                folder=settings.AUDIT_ANCHOR_DIR, by=System("anchor the audit trail on an operator’s command")
            )
        except OSError as error:
            raise CommandError(f"The anchor could not be written: {error.strerror}.") from None
        self.stdout.write(str(settings.AUDIT_ANCHOR_DIR / anchor.file_name))
        self.stdout.write(f"digest {anchor.digest}")
