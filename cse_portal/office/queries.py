"""What the search box finds of the office."""

from __future__ import annotations

from django.urls import reverse

from cse_portal.agencies import directory
from cse_portal.agencies.find import MOST_OF_A_KIND, Found
from cse_portal.agencies.models import User
from cse_portal.core.references import tidy


def find_agencies(user: User, words: str) -> list[Found]:
    """Open ones by name, any one by its reference."""
    agencies, ref = directory.agencies_for(user), tidy(words)
    named = list(agencies.open().called(words).order_by("name")[:MOST_OF_A_KIND])
    referred = list(agencies.filter(ref=ref)) if ref else []
    return [
        Found("Agency", agency.name, reverse("office:agency", args=[agency.ref]), agency.kind_title)
        for agency in [*referred, *(one for one in named if one not in referred)]
    ]
