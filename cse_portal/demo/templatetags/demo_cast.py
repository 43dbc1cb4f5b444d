"""The named cast, for the demo's sign-in page."""

from __future__ import annotations

from django import template

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import TITLES
from cse_portal.demo.cast import CAST

register = template.Library()


@register.simple_tag
def cast_present() -> list[dict[str, str]]:
    """Only those who are really there and may sign in."""
    there = set(User.objects.filter(is_active=True).values_list("email", flat=True))
    return [
        {"key": member.key, "name": member.name, "role": TITLES[member.role]}
        for member in CAST
        if member.email in there
    ]
