"""manage.py reset_second_step: lets a person who lost phone and recovery codes set up a new app."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cse_portal.agencies.actions import reset_second_step
from cse_portal.agencies.models import User
from cse_portal.core.actor import System


class Command(BaseCommand):
    help = (
        "Forgets the authenticator app and the recovery codes of a person who has proved who they are, and ends "
        "their sessions. The e-mail address is asked for, so that it stays out of the shell’s history."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reason", required=True, help="how the person proved who they are, and to whom")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["reason"].strip():
            raise CommandError('Say how the person proved who they are: --reason "…"')
        typed = input("E-mail address of the person: ").strip()
        user = User.objects.filter(email__iexact=typed).first()
        if user is None:
            raise CommandError("Nobody has that e-mail address. Nothing was changed.")
        by = System("reset a second step at the server")
        reset_second_step(user=user, reason=options["reason"].strip(), by=by)
        self.stdout.write("Done. At the next sign-in the portal asks them to set up a new app.")
