"""The library as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies.models import Partnership
from screening.editions import in_force
from screening.guidance.loading import Document, Library, Services, library
from screening.instruments.shape import Band
from screening.library import links_of


@dataclass(frozen=True)
class Linked:
    document: Document
    url: str


@dataclass(frozen=True)
class Helped:
    """Who can help in a band, beside what the band means."""

    services: Services
    band: Band
    rank: int


@dataclass(frozen=True)
class LibraryPage:
    partnership: Partnership
    library: Library
    bands: list[Helped]
    documents: list[Linked]


def library_page(partnership: Partnership) -> LibraryPage:
    shelf, links = library(), links_of(partnership)
    instrument = in_force(partnership)
    return LibraryPage(
        partnership=partnership,
        library=shelf,
        bands=[Helped(one, instrument.band(one.band), rank) for rank, one in enumerate(shelf.services)],
        documents=[Linked(one, links.get((one.code, one.version), "")) for one in shelf.documents],
    )
