"""Asks the database for the counts of complete tools; it answers only those who read figures."""

from __future__ import annotations

from django.db import connection

from cse_portal.agencies.models import Agency, Partnership
from screening.figures import CARE, Counted, Period
from screening.instruments.shape import Instrument

ASK = "select * from portal.screening_figures(%s, %s, %s, %s, %s, %s)"


def counted(partnership: Partnership, instrument: Instrument, period: Period) -> list[Counted]:
    """One query, however many tools there are."""
    bands = [one.code for one in instrument.bands]
    with connection.cursor() as cursor:
        cursor.execute(ASK, [partnership.pk, instrument.code, period.since, period.before, bands, list(CARE)])
        return [Counted(*row) for row in cursor.fetchall()]


def agencies_of(partnership: Partnership) -> list[Agency]:
    """All, with those that are closed: what they completed stays."""
    return list(Agency.objects.filter(partnership=partnership).order_by("name"))
