"""Reads the library as strictly as the tools are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from screening.instruments.checking import Findings, Table, content

LIBRARY = Path(__file__).parent / "library-2018.yaml"
BANDS = ("universal_plus", "additional", "complex", "acute")


@dataclass(frozen=True, slots=True)
class Myth:
    code: str
    said: str
    so: str


@dataclass(frozen=True, slots=True)
class Services:
    """Who can help in a band, and by which ways."""

    band: str
    who: tuple[str, ...]
    ways: tuple[str, ...]
    serves: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the toolkit; the partnership sets its link, by code and version."""

    code: str
    title: str
    version: str
    about: str


@dataclass(frozen=True, slots=True)
class Reading:
    code: str
    title: str
    by: str
    year: int
    about: str


@dataclass(frozen=True, slots=True)
class Library:
    edition: str
    remember: tuple[str, ...]
    myths: tuple[Myth, ...]
    services: tuple[Services, ...]
    documents: tuple[Document, ...]
    reading: tuple[Reading, ...]


@cache
def library() -> Library:
    return load(LIBRARY)


def load(path: Path) -> Library:
    """Raises NotInOrder with everything that is wrong in the file."""
    findings = Findings(path.name)
    top = Table(content(path), "", findings)
    made = Library(
        edition=top.text("edition"),
        remember=top.texts("remember", needed=True),
        myths=tuple(_myth(table) for table in top.tables("myths", needed=True)),
        services=tuple(_services(table) for table in top.tables("services", needed=True, called="band")),
        documents=tuple(_document(table) for table in top.tables("documents", needed=True)),
        reading=tuple(_reading(table) for table in top.tables("reading", needed=True)),
    )
    top.done()
    for place, name, says in _cross(made):
        findings.add(place, name, says)
    findings.stop()
    return made


def _cross(made: Library) -> Iterator[tuple[str, str, str]]:
    if tuple(one.band for one in made.services) != BANDS:
        yield "services", "band", f"must be the four, in their order: {', '.join(BANDS)}"
    versions = [f"{one.code} {one.version}" for one in made.documents]
    for name, codes in (
        ("myths", [one.code for one in made.myths]),
        ("documents", versions),
        ("reading", [one.code for one in made.reading]),
    ):
        yield from ((name, code, "is there twice") for code in sorted(set(codes)) if codes.count(code) > 1)


def _myth(table: Table) -> Myth:
    return Myth(table.text("code"), table.text("said"), table.text("so"))


def _services(table: Table) -> Services:
    return Services(
        table.text("band"),
        table.texts("who", needed=True),
        table.texts("ways", needed=True),
        table.text("serves", needed=False),
    )


def _document(table: Table) -> Document:
    return Document(table.text("code"), table.text("title"), table.text("version"), table.text("about"))


def _reading(table: Table) -> Reading:
    return Reading(
        table.text("code"),
        table.text("title"),
        table.text("by"),
        table.number("year", least=1900),
        table.text("about"),
    )
