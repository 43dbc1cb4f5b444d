"""manage.py let_back_in: opens an account that locked because nobody used it, when no colleague can."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cse_portal.agencies.actions import let_back_in
from cse_portal.agencies.models import User
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.core.actor import System


class Command(BaseCommand):
    help = (
        "Opens an account that locked because nobody used it. The agency’s point of contact does this on the "
        "page People; this is for the day on which nobody else can sign in. The e-mail address is asked for, so "
        "that it stays out of the shell’s history."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reason", required=True, help="how the person proved who they are, and to whom")

    def handle(self, *args: Any, **options: Any) -> None:
        reason = options["reason"].strip()
        if not reason:
            raise CommandError('Say how the person proved who they are: --reason "…"')
        typed = input("E-mail address of the person: ").strip()
        user = User.objects.filter(email__iexact=typed).first()
        if user is None:
            raise CommandError("Nobody has that e-mail address. Nothing was changed.")
        try:
            let_back_in(user=user, reason=reason, by=System("let somebody back in at the server"))
        except NotAllowedNow as problem:
            raise CommandError(problem.sentence) from None
        self.stdout.write("Done. They can sign in again.")
