"""How far a piece of information can be relied on, by the police's scheme: its source, itself, and its conditions."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Source(StrEnum):
    RELIABLE = "reliable"
    UNTESTED = "untested"
    NOT_RELIABLE = "not_reliable"


class Information(StrEnum):
    DIRECT = "direct"
    CORROBORATED = "corroborated"
    INDIRECT = "indirect"
    NOT_KNOWN = "not_known"
    FALSE = "false"


class Sharing(StrEnum):
    MAY_BE_SHARED = "may_be_shared"
    CONDITIONS = "conditions"


# Each with what it means, for whoever does not grade every day.
SOURCES: Mapping[Source, tuple[str, str]] = {
    Source.RELIABLE: ("Reliable", "Somebody or something that has been right before and can be asked again"),
    Source.UNTESTED: ("Untested", "Nobody has had reason to check them yet"),
    Source.NOT_RELIABLE: ("Not reliable", "There is reason to doubt them"),
}
INFORMATIONS: Mapping[Information, tuple[str, str]] = {
    Information.DIRECT: ("Known directly", "The source saw, heard or did it"),
    Information.CORROBORATED: (
        "Known indirectly but corroborated",
        "The source was told, and something else bears it out",
    ),
    Information.INDIRECT: ("Known indirectly", "The source was told by somebody"),
    Information.NOT_KNOWN: ("Not known", "How the source knows cannot be said"),
    Information.FALSE: ("Suspected false", "It may have been said to mislead"),
}
SHARINGS: Mapping[Sharing, str] = {
    Sharing.MAY_BE_SHARED: "It may be shared",
    Sharing.CONDITIONS: "It may be shared on conditions",
}
# Drawn as a solid line; everything else is dashed.
SURE = frozenset({Information.DIRECT, Information.CORROBORATED})


def words(source: Source, information: Information) -> str:
    """Like “Reliable, known directly”."""
    said = INFORMATIONS[information][0]
    return f"{SOURCES[source][0]}, {said[0].lower()}{said[1:]}"


def is_sure(source: Source, information: Information) -> bool:
    return source is not Source.NOT_RELIABLE and information in SURE
