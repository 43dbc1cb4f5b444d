"""Intelligence that was given to the police: whether they recorded it as child sexual exploitation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Categorised(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_KNOWN = "ask"


CATEGORISED: Mapping[Categorised, tuple[str, str]] = {
    Categorised.YES: ("Recorded as CSE", "So that it is found with what else is known of exploitation"),
    Categorised.NO: ("Not recorded as CSE", "Ask the police why, and say so here"),
    Categorised.NOT_KNOWN: ("Not yet known: to be asked", "Ask the police whether they recorded it as CSE"),
}


def title(code: str) -> str:
    return CATEGORISED[Categorised(code)][0]
