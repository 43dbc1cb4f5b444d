"""manage.py show_cast: the people of the demo and how to sign in as them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cse_portal.agencies.roles import TITLES
from cse_portal.agencies.titles import post_in_words
from cse_portal.demo.cast import AGENCIES, CAST, PASSWORD


class Command(BaseCommand):
    help = "Lists the people of the demo and how to sign in as them."

    def handle(self, *args: Any, **options: Any) -> None:
        width = max(len(member.email) for member in CAST)
        for member in CAST:
            post = post_in_words(TITLES[member.role], AGENCIES[member.agency])
            self.stdout.write(f"  {member.email:<{width}}  {post}")
        self.stdout.write(f"  Everyone’s password: {PASSWORD}")
