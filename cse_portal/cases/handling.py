"""Handling marks: who of those who see a case may read one part of it."""

from __future__ import annotations

from enum import StrEnum


class Handling(StrEnum):
    NETWORK = "network"
    OWN_AGENCY = "own_agency"
    NAMED_AGENCIES = "named_agencies"
    COVERT = "covert"
    HEALTH = "health"


TITLES: dict[Handling, str] = {
    Handling.NETWORK: "Shared with the network",
    Handling.OWN_AGENCY: "Own agency only",
    Handling.NAMED_AGENCIES: "Named agencies",
    Handling.COVERT: "Police and MASE co-chairs",
    Handling.HEALTH: "Health confidential",
}


# By which sign each is drawn.
SIGNS: dict[Handling, str] = {
    Handling.NETWORK: "shared",
    Handling.OWN_AGENCY: "own",
    Handling.NAMED_AGENCIES: "named",
    Handling.COVERT: "police",
    Handling.HEALTH: "health",
}


def may_read(
    mark: Handling, *, wrote: int, named: frozenset[int], agencies: frozenset[int], covert: bool, health: bool
) -> bool:
    """Of someone who sees the case: `agencies` are theirs, `wrote` is the agency whose part this is."""
    answers = {
        Handling.NETWORK: True,
        Handling.OWN_AGENCY: wrote in agencies,
        Handling.NAMED_AGENCIES: wrote in agencies or bool(named & agencies),
        Handling.COVERT: covert,
        Handling.HEALTH: wrote in agencies or health,
    }
    return answers[mark]
