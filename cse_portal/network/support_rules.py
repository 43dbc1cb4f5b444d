"""Support for a young person who harms others: what became of the offer, and who reads of it beside those named."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from cse_portal.agencies.roles import Role


class Offer(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ENDED = "ended"


OFFERS: Mapping[Offer, str] = {
    Offer.OFFERED: "Offered, not yet answered",
    Offer.ACCEPTED: "Accepted",
    Offer.DECLINED: "Declined",
    Offer.ENDED: "Ended",
}
NEEDS_WHY = frozenset({Offer.DECLINED, Offer.ENDED})
# Somebody must answer for it when whoever recorded it has gone.
ANSWERS_FOR = frozenset({Role.SSPL, Role.HEAD_OF_SERVICE})


def is_reviewed(offer: Offer) -> bool:
    """What was declined is offered again; what ended is over."""
    return offer is not Offer.ENDED
