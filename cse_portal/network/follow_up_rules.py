"""What recording somebody asks for: telling the LADO of a position of trust, and asking what is not yet known."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Lado(StrEnum):
    TOLD = "told"
    NOT_NEEDED = "not_needed"


LADO: Mapping[Lado, tuple[str, str]] = {
    Lado.TOLD: (
        "The LADO was told",
        "The local authority’s designated officer, for allegations against people who work with children",
    ),
    Lado.NOT_NEEDED: ("It was not needed", "Say why: another reader will ask"),
}
WITHIN_WORKING_DAYS = 1
TELL = "Tell the LADO: somebody holds a position of trust"
ASK = "Ask for somebody’s ethnicity and nationality"


def asks_for_lado(position: str, answered_for: str | None) -> bool:
    """A position that nobody has answered for yet; another one asks anew."""
    return bool(position) and position != answered_for


def asks_who_they_are(*, is_asked_by: bool, ethnicity: str, nationality: str) -> bool:
    return is_asked_by and not (ethnicity and nationality)
