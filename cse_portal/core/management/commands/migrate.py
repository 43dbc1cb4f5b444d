"""manage.py migrate: Django's own, as the owner of the tables, with the wall raised again afterwards."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from cse_portal.core import hardening, wall


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with wall.as_owner():
            if options.get("check_unapplied") or options.get("plan"):
                super().handle(*args, **options)
                return
            hardening.make_roles()
            super().handle(*args, **options)
            if hardening.is_whole():
                hardening.raise_wall()
