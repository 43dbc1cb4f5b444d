"""What becomes of a link between two cases once the portal has noticed it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

# What two cases share, where both name one record; else it is a number, a name or an address.
ONE_ITEM = "item"


class AlertState(StrEnum):
    OPEN = "open"
    TALKED = "talked"
    NOT_SAME = "not_same"


STATES: Mapping[AlertState, str] = {
    AlertState.OPEN: "Not yet talked about",
    AlertState.TALKED: "Talked about",
    AlertState.NOT_SAME: "Not the same",
}
