"""Whether the demo, or anything else, is in the database already."""

from __future__ import annotations

from cse_portal.agencies.models import Partnership


def is_seeded() -> bool:
    return Partnership.objects.exists()
