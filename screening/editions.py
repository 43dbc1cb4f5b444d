"""Which edition of a tool is filled in today."""

from __future__ import annotations

from cse_portal.agencies.models import Partnership
from screening.instruments.loading import every_edition
from screening.instruments.shape import Instrument

SCREENING = "multi-agency-screening"


def in_force(partnership: Partnership, code: str = SCREENING) -> Instrument:
    """The latest, until the partnership says from when another holds."""
    return max((one for one in every_edition() if one.code == code), key=lambda one: one.edition)
