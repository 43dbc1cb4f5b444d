"""Who and what stands around children: the kinds of items, and what is asked of each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class ItemKind(StrEnum):
    PERSON = "person"
    PLACE = "place"
    VEHICLE = "vehicle"
    PHONE = "phone"
    ONLINE = "online"
    GROUP = "group"
    BUSINESS = "business"


# One, several, and what adding one is called.
TITLES: Mapping[ItemKind, tuple[str, str]] = {
    ItemKind.PERSON: ("Person of concern", "People of concern"),
    ItemKind.PLACE: ("Place", "Places"),
    ItemKind.VEHICLE: ("Vehicle", "Vehicles"),
    ItemKind.PHONE: ("Phone", "Phones"),
    ItemKind.ONLINE: ("Online identity", "Online identities"),
    ItemKind.GROUP: ("Group or gang", "Groups and gangs"),
    ItemKind.BUSINESS: ("Business", "Businesses"),
}
HINTS: Mapping[ItemKind, str] = {
    ItemKind.PERSON: "Somebody who harms or may harm a child, or is close to whoever does",
    ItemKind.PLACE: "A hotel, a park, a flat, a school gate: where children are taken, met or seen",
    ItemKind.VEHICLE: "A car, van, taxi or moped",
    ItemKind.PHONE: "A telephone number",
    ItemKind.ONLINE: "A profile, a gamer’s name, an e-mail address",
    ItemKind.GROUP: "People who act together, with or without a name",
    ItemKind.BUSINESS: "A takeaway, a taxi firm, a shop: whoever runs it, not only where it stands",
}


class PlaceKind(StrEnum):
    HOTEL = "hotel"
    TAKEAWAY = "takeaway"
    TAXI_OFFICE = "taxi_office"
    PARK = "park"
    SCHOOL = "school"
    CHILDRENS_HOME = "childrens_home"
    ADDRESS = "address"
    SHOPPING = "shopping"
    TRANSPORT = "transport"
    LICENSED = "licensed"
    STREET = "street"
    OTHER = "other"


PLACES: Mapping[PlaceKind, str] = {
    PlaceKind.HOTEL: "Hotel or guest house",
    PlaceKind.TAKEAWAY: "Takeaway or café",
    PlaceKind.TAXI_OFFICE: "Taxi office",
    PlaceKind.PARK: "Park or open space",
    PlaceKind.SCHOOL: "School or college",
    PlaceKind.CHILDRENS_HOME: "Children’s home",
    PlaceKind.ADDRESS: "House or flat",
    PlaceKind.SHOPPING: "Shop or shopping centre",
    PlaceKind.TRANSPORT: "Station, stop or car park",
    PlaceKind.LICENSED: "Pub, bar or club",
    PlaceKind.STREET: "Street or area",
    PlaceKind.OTHER: "Another kind of place",
}

# What is asked of each kind, in this order; whatever is not named here stays empty.
PERSON = (
    *("label", "aliases", "born_on", "age_from", "age_to", "ethnicity", "nationality", "ask_by"),
    *("marker", "position_of_trust", "description"),
)
PLACE = ("label", "place_kind", "address", "postcode", "latitude", "longitude", "description")
FIELDS: Mapping[ItemKind, tuple[str, ...]] = {
    ItemKind.PERSON: PERSON,
    ItemKind.PLACE: PLACE,
    ItemKind.VEHICLE: ("label", "plate", "description"),
    ItemKind.PHONE: ("label", "number", "description"),
    ItemKind.ONLINE: ("label", "platform", "description"),
    ItemKind.GROUP: ("label", "aliases", "description"),
    ItemKind.BUSINESS: (
        "label",
        "aliases",
        "place_kind",
        "address",
        "postcode",
        "latitude",
        "longitude",
        "description",
    ),
}
DETAILS = tuple(dict.fromkeys(name for names in FIELDS.values() for name in names))
# What the first question is called.
LABELS: Mapping[ItemKind, tuple[str, str]] = {
    ItemKind.PERSON: ("What are they called?", "A name, a nickname, or “not known, silver earring”"),
    ItemKind.PLACE: ("What is the place called?", "As people call it, like “Kestrel Lodge”"),
    ItemKind.VEHICLE: ("What is it?", "Like “silver Astra”"),
    ItemKind.PHONE: ("Whose phone is it, as far as you know?", "Like “phone of Dez”, or “not known”"),
    ItemKind.ONLINE: ("What is the name or address of the profile?", "Just as it is written there"),
    ItemKind.GROUP: ("What is the group called?", "Or what holds it together"),
    ItemKind.BUSINESS: ("What is the business called?", "As it stands above the door"),
}


def title(kind: ItemKind) -> str:
    return TITLES[kind][0]


def has(kind: ItemKind, field: str) -> bool:
    return field in FIELDS[kind]
