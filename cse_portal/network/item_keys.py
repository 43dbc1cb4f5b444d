"""By what an item is found again, and by what two items are known for the same: numbers, plates, names, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cse_portal.cases.names import close, far, words_of
from cse_portal.network.item_kinds import ItemKind


class Same(StrEnum):
    """What two records may share; each is kept with its own beginning, so that none is taken for another."""

    PHONE = "phone"
    PLATE = "plate"
    HANDLE = "handle"
    ADDRESS = "address"
    NAME = "name"


SHARED: dict[Same, str] = {
    Same.PHONE: "the same phone number",
    Same.PLATE: "the same number plate",
    Same.HANDLE: "the same online identity",
    Same.ADDRESS: "the same address",
    Same.NAME: "the same name or nickname",
}
# Names that say nothing of who it is.
NOBODY = frozenset({"not known", "unknown", "man", "male", "woman", "female", "somebody", "car", "phone", "nobody"})
OUTWARD_LETTERS = re.compile(r"[^0-9A-Za-z]+")
SHORTEST_PHONE, SHORTEST_PLATE, SHORTEST_NAME = 7, 4, 3


@dataclass(frozen=True)
class Facts:
    """What of an item its keys are made of."""

    kind: ItemKind
    label: str
    aliases: tuple[str, ...] = ()
    number: str = ""
    plate: str = ""
    platform: str = ""
    address: str = ""
    postcode: str = ""


def keys_of(facts: Facts) -> list[str]:
    """All under which it is found when somebody types a part of it."""
    found: set[str] = set()
    for name in (facts.label, *facts.aliases, facts.address, facts.platform):
        for word in words_of(name):
            found |= close(word) | far(word)
    for number in (facts.number, facts.plate, facts.postcode, facts.label):
        bare = plain(number)
        if re.search(r"\d", bare):
            found |= {f"i:{bare}", *(f"i:{bare[-length:]}" for length in (3, 4, 6) if len(bare) > length)}
    if facts.number:
        found.add(f"i:{digits(facts.number)}")
    return sorted(found)


def asked_for(text: str) -> list[list[str]]:
    """In each list an item must have a key: every word and every number that was typed."""
    lists = []
    for part in text.split()[:6]:
        bare = plain(part)
        if re.search(r"\d", bare):
            lists.append(sorted({f"i:{bare}", f"i:{digits(part)}"}))
        else:
            lists += [sorted(close(word) | far(word)) for word in words_of(part)]
    whole = digits(text)
    if len(whole) >= SHORTEST_PHONE:  # a phone number, however it is spaced
        return [[f"i:{whole}", f"i:{plain(text)}"]]
    return lists[:6]


def same_of(facts: Facts) -> list[str]:
    """What makes it the same as another of its kind, wherever that stands."""
    return sorted({f"{sort}:{value}" for sort, value in _same(facts) if value})


def _same(facts: Facts) -> Iterable[tuple[Same, str]]:
    match facts.kind:
        case ItemKind.PHONE:
            yield Same.PHONE, _long(digits(facts.number), SHORTEST_PHONE)
        case ItemKind.VEHICLE:
            yield Same.PLATE, _long(plain(facts.plate), SHORTEST_PLATE)
        case ItemKind.ONLINE:
            yield Same.HANDLE, _handle(facts)
        case ItemKind.PLACE | ItemKind.BUSINESS:
            yield Same.ADDRESS, _place(facts)
    if facts.kind in (ItemKind.PERSON, ItemKind.GROUP, ItemKind.BUSINESS, ItemKind.PLACE):
        for name in (facts.label, *facts.aliases):
            yield Same.NAME, _name(facts.kind, name)


def _long(value: str, least: int) -> str:
    return value if len(value) >= least else ""


def _handle(facts: Facts) -> str:
    handle = facts.label.strip().lstrip("@").casefold()
    return f"{plain(facts.platform).casefold()}/{handle}" if len(handle) >= SHORTEST_NAME else ""


def _place(facts: Facts) -> str:
    """A postcode alone is a street: with the number or name in front it is one door."""
    postcode, first = (
        plain(facts.postcode),
        plain(facts.address.split(",")[0].splitlines()[0] if facts.address else ""),
    )
    return f"{postcode}/{first}" if postcode and first else ""


def _name(kind: ItemKind, name: str) -> str:
    folded = " ".join(words_of(name))
    is_somebody = len(folded) >= SHORTEST_NAME and folded not in NOBODY and not folded.startswith("not known")
    return f"{kind}/{folded}" if is_somebody else ""


def plain(text: str) -> str:
    return OUTWARD_LETTERS.sub("", text).upper()


def digits(text: str) -> str:
    """A telephone number as it is dialled here: +44 7700 900418, 0044 7700… and 07700 900418 are one."""
    found = "".join(letter for letter in text if letter.isdigit() and letter.isascii())
    found = found.removeprefix("00") if found.startswith("0044") else found
    return f"0{found[2:].removeprefix('0')}" if found.startswith("44") and len(found) > 10 else found


def sort_of(key: str) -> Same:
    return Same(key.partition(":")[0])
