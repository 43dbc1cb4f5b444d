"""Places on a map: what stands where, and which pictures lie underneath."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from cse_portal.network.drawn_nodes import Shape


@dataclass(frozen=True)
class MapPlace:
    """One row of the table beside a map, and its mark on it; without a point it is in the table only."""

    name: str
    kind: str
    href: str = ""
    words: str = ""
    latitude: float | None = None
    longitude: float | None = None
    shape: Shape = Shape.SQUARE
    is_new: bool = False

    @property
    def is_on_map(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    @property
    def point(self) -> str:
        """As a script reads it, whatever the language of the page."""
        return f"{self.latitude:.6f} {self.longitude:.6f}" if self.is_on_map else ""


@dataclass(frozen=True)
class Ground:
    """Where pictures of streets come from, if from anywhere, and whom to credit."""

    tiles: str
    credit: str


def ground() -> Ground:
    return Ground(settings.MAP_TILE_URL, settings.MAP_TILE_CREDIT)
