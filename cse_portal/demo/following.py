"""What followed around the demo's people of concern: an order that was breached, intelligence given, and support."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cse_portal.network.order_rules import OrderKind
from cse_portal.network.submission_rules import Categorised
from cse_portal.network.support_rules import Offer


@dataclass(frozen=True)
class OnOrder:
    """Watched over by the police; days are counted back from the day of the demo."""

    item: str
    kind: OrderKind
    protects: str
    conditions: str
    applied_ago: int
    served_ago: int
    served_by: str
    ends_in: int


@dataclass(frozen=True)
class Breached:
    days_ago: int
    said: dict[str, Any]


@dataclass(frozen=True)
class Given:
    item: str
    days_ago: int
    said: dict[str, Any]


@dataclass(frozen=True)
class Supported:
    item: str
    days_ago: int
    look_again_in: int
    said: dict[str, Any]


ORDER = OnOrder(
    "dez",
    OrderKind.SEXUAL_RISK,
    "Maya",
    "Not to contact Maya, nor any child under 16, nor to wait outside the school or at the taxi office.",
    applied_ago=34,
    served_ago=26,
    served_by="PC Orla Finch",
    ends_in=40,
)
BREACH = Breached(
    12,
    {
        "happened_on": None,
        "words": "Seen at the taxi office while Maya was there. Her aunt told the police.",
        "reported_to": "Police, by telephone",
        "reference": "LK/4471/26",
        "outcome": "",
    },
)
GIVEN = Given(
    "astra",
    8,
    {
        "sent_by": "Priya Nair, children’s social care",
        "reference": "LK/2213/26",
        "categorised": Categorised.NOT_KNOWN.value,
        "words": "The same car collected two children within three days. The plate is known in part.",
    },
)
SUPPORT = Supported(
    "jay",
    7,
    14,
    {
        "need": "Somebody to talk to outside the group he is with, and a place at college that he lost in the summer.",
        "service": "Safe Harbour, harmful behaviour team",
        "offer": Offer.ACCEPTED.value,
        "why": "",
        "until": None,
        "words": "He was sent out to meet others when he was 13 himself.",
    },
)
