"""manage.py migrate: Django's own, as the owner of the tables, with the wall raised again afterwards."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from cse_portal.core import hardening, wall
from cse_portal.core.quick_states import migrated_quickly


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> str | None:
        """Django's checks ask the database before anything is done, when the app's role may not be there yet."""
        with wall.as_owner():
            return super().execute(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        if options.get("check_unapplied") or options.get("plan"):
            super().handle(*args, **options)
            return
        hardening.make_roles()
        with migrated_quickly():
            super().handle(*args, **options)
        if hardening.is_whole():
            hardening.raise_wall()
