"""What of the network somebody wants to see in a picture, and the shape of each sort."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cse_portal.network.drawn_nodes import Shape
from cse_portal.network.item_kinds import TITLES, ItemKind
from cse_portal.network.link_kinds import CHILD

USUAL_STEPS = 2
SHAPES: Mapping[str, Shape] = {
    CHILD: Shape.CIRCLE,
    ItemKind.PERSON: Shape.DIAMOND,
    ItemKind.PLACE: Shape.SQUARE,
    ItemKind.VEHICLE: Shape.ROUNDED,
    ItemKind.PHONE: Shape.HEXAGON,
    ItemKind.ONLINE: Shape.HEXAGON,
    ItemKind.GROUP: Shape.TRIANGLE,
    ItemKind.BUSINESS: Shape.HOUSE,
}
SORTS: Mapping[str, str] = {CHILD: "Children", **{kind.value: several for kind, (_, several) in TITLES.items()}}


@dataclass(frozen=True)
class Wanted:
    """How far, of which sorts (all, where none is named), and how recent."""

    steps: int = USUAL_STEPS
    kinds: tuple[str, ...] = ()
    since: date | None = None

    def kept(self) -> dict[str, Any]:
        """As a job keeps it."""
        since = self.since.isoformat() if self.since else ""
        return {"steps": self.steps, "kinds": list(self.kinds), "since": since}

    @classmethod
    def of_kept(cls, kept: Mapping[str, Any]) -> Wanted:
        since = str(kept.get("since", ""))
        kinds = tuple(str(one) for one in kept.get("kinds", ()) if str(one) in SORTS)
        return cls(int(kept.get("steps", USUAL_STEPS)), kinds, date.fromisoformat(since) if since else None)

    @property
    def steps_words(self) -> str:
        return "1 step" if self.steps == 1 else f"{self.steps} steps"

    @property
    def kinds_words(self) -> str:
        return ", ".join(SORTS[one].lower() if one != CHILD else "children" for one in self.kinds)
