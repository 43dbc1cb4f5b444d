"""Who and what stands around the demo's children: a phone, a car that collected two of them, and places."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cse_portal.network.item_kinds import ItemKind, PlaceKind
from cse_portal.network.link_kinds import LinkKind

SURE, TOLD, GUESSED = ("reliable", "direct"), ("untested", "indirect"), ("untested", "not_known")


@dataclass(frozen=True)
class Known:
    """An item, by the key under which the links name it."""

    key: str
    kind: ItemKind
    said: dict[str, Any]
    ask_in: int = 0  # days until its ethnicity and nationality are asked for


@dataclass(frozen=True)
class Told:
    """From one end to the other, so many days ago; a child is named by the given name."""

    start: str
    kind: LinkKind
    end: str
    days_ago: int
    known_from: str
    grade: tuple[str, str] = SURE
    words: str = ""
    by: str = "social_worker"


# The points lie in the estuary, where nobody lives.
ITEMS: tuple[Known, ...] = (
    Known("phone", ItemKind.PHONE, {"label": "Phone ending 418", "number": "07700 900418"}),
    Known(
        "dez",
        ItemKind.PERSON,
        {"label": "“Dez”", "aliases": ["Dez"], "age_from": 25, "age_to": 30, "description": "Silver earring, tall."},
        ask_in=6,
    ),
    Known("astra", ItemKind.VEHICLE, {"label": "Silver Astra", "plate": "LK21"}),
    Known(
        "taxis",
        ItemKind.PLACE,
        {
            "label": "Taxi office",
            "place_kind": PlaceKind.TAXI_OFFICE.value,
            "address": "3 Station Parade\nLarkmere",
            "latitude": Decimal("51.49510"),
            "longitude": Decimal("0.91220"),
        },
    ),
    Known(
        "takeaway",
        ItemKind.PLACE,
        {
            "label": "Takeaway",
            "place_kind": PlaceKind.TAKEAWAY.value,
            "address": "41 Mill Lane\nLarkmere",
            "latitude": Decimal("51.49930"),
            "longitude": Decimal("0.92480"),
        },
    ),
    Known(
        "lodge",
        ItemKind.PLACE,
        {
            "label": "Kestrel Lodge",
            "place_kind": PlaceKind.HOTEL.value,
            "address": "Ring Road\nLarkmere",
            "latitude": Decimal("51.50410"),
            "longitude": Decimal("0.91760"),
        },
    ),
    Known("keeper", ItemKind.PERSON, {"label": "Keeper of the Astra"}, ask_in=12),
    Known("jay", ItemKind.PERSON, {"label": "“Jay”", "aliases": ["Jay"], "age_from": 16, "age_to": 17}, ask_in=9),
)
LINKS: tuple[Told, ...] = (
    Told("Maya", LinkKind.MESSAGED_BY, "phone", 70, "Her mother saw the messages"),
    Told(
        "Maya", LinkKind.GROOMED_BY, "dez", 60, "Maya told her art teacher", TOLD, "She calls him a friend of friends."
    ),
    Told("dez", LinkKind.USES, "phone", 58, "The name that the number is saved under", TOLD),
    Told("Maya", LinkKind.SEEN_AT, "taxis", 33, "A neighbour"),
    Told("Maya", LinkKind.SEEN_AT, "taxis", 12, "Her aunt fetched her there"),
    Told("Maya", LinkKind.COLLECTED_BY, "astra", 11, "School staff saw it at the gate"),
    Told("Tamsin", LinkKind.COLLECTED_BY, "astra", 9, "Night staff of her placement"),
    Told("Tamsin", LinkKind.SEEN_AT, "takeaway", 9, "Night staff of her placement", TOLD),
    Told("Tamsin", LinkKind.SEEN_WITH, "jay", 8, "Tamsin told her key worker", TOLD),
    Told("taxis", LinkKind.SAME_OWNER, "takeaway", 20, "The licensing register", by="police_spoc"),
    Told("keeper", LinkKind.KEEPER_OF, "astra", 5, "The keeper’s record", by="police_spoc"),
    Told("Ines", LinkKind.SEEN_NEAR, "lodge", 4, "A friend of hers", GUESSED),
)
CHILDREN: dict[str, tuple[str, str]] = {
    "Maya": ("Maya", "Oyelaran"),
    "Tamsin": ("Tamsin", "Ellerby"),
    "Ines": ("Ines", "Hollin"),
}
