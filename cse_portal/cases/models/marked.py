"""Whoever sees a case reads of its parts what their handling marks allow."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from cse_portal.agencies.access import Reader
from cse_portal.cases.handling import SIGNS, Handling, may_read


class UnderMark:
    """Of rows with a mark, the agency whose words they are, and the agencies that it names."""

    handling: Any
    agency_id: Any
    named_agencies: Any

    @property
    def sign(self) -> str:
        """By which the mark is drawn."""
        return SIGNS[Handling(self.handling)]

    def is_readable_by(self, reader: Reader) -> bool:
        """Of somebody who sees the case."""
        return may_read(
            Handling(self.handling),
            wrote=self.agency_id,
            named=frozenset(self.named_agencies),
            agencies=reader.agencies,
            covert=reader.covert,
            health=reader.health,
        )


def marked_for(reader: Reader) -> Q:
    """The same as a question: which rows this person reads for their mark, beside those of their own agencies."""
    named = Q(handling=Handling.NAMED_AGENCIES.value, named_agencies__overlap=sorted(reader.agencies))
    found = Q(handling=Handling.NETWORK.value) | named
    if reader.covert:
        found |= Q(handling=Handling.COVERT.value)
    if reader.health:
        found |= Q(handling=Handling.HEALTH.value)
    return found
