"""The kinds of rows that are measured, and what a row says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Measure(StrEnum):
    MEDIAN = "median"  # milliseconds that a client waits
    CPU = "cpu"  # processor milliseconds of the web server: the measure least moved by neighbours
    SQL = "sql"  # milliseconds inside the database, as the page's process sees them


@dataclass(frozen=True)
class Target:
    """At most this many times what another row costs."""

    measure: Measure
    at_most: float
    times: str  # the other row's name


@dataclass(frozen=True, kw_only=True)
class Row:
    name: str
    title: str
    targets: tuple[Target, ...] = ()
    share: float = 1.0  # of a round's requests: a slow row needs fewer for a steady figure
    is_long: bool = False  # measured only when it is asked for by its name
    cases: int = 0  # measured when the portal holds so many, of which one agency sees 60 % and another 2 %


@dataclass(frozen=True, kw_only=True)
class Page(Row):
    """A request over a connection that stays open, as a stranger or as somebody who signed in."""

    path: str
    who: str = ""
    posted: Mapping[str, str] = field(default_factory=dict)
    expects: int = 200
    sees: str = ""  # words of the page: an error page is never measured by mistake
    sql_of: str = ""  # words of the statements whose time counts; of all where there are none
    after: int = 0  # so many rows deep


@dataclass(frozen=True, kw_only=True)
class OfTool(Page):
    """A page of a screening or assessment, which is filled in before."""


@dataclass(frozen=True, kw_only=True)
class Saves(OfTool):
    """Its form is opened before each saving; the saving alone counts."""


@dataclass(frozen=True, kw_only=True)
class OfBoard(Page):
    """The MASH board with so many referrals on it, which are made before."""

    number: int


@dataclass(frozen=True, kw_only=True)
class Sql(Row):
    """What a page asks of the database, by the driver alone; %(who)s becomes the person's e-mail address."""

    statements: tuple[str, ...]
    who: str = ""


@dataclass(frozen=True, kw_only=True)
class Writes(Row):
    """Audit events, a transaction each, by so many connections at once; inside the server, without a client."""

    table: str
    writers: int


@dataclass(frozen=True, kw_only=True)
class CopyOut(Row):
    """Every row of the audit trail handed out as it lies: what reading everything costs at least."""


@dataclass(frozen=True, kw_only=True)
class Verify(Row):
    """The whole trail proved, as manage.py verify_audit does it in one process."""


@dataclass(frozen=True, kw_only=True)
class Sweep(Row):
    """The daily look for work that a day begins, as the worker does it, when there is nothing to open."""


@dataclass(frozen=True, kw_only=True)
class Tell(Row):
    """A morning on which fifty thousand of a million pieces of work have come due, each told to whom it concerns."""


@dataclass(frozen=True, kw_only=True)
class Hash(Row):
    """Checking one password, with nothing around it."""


@dataclass(frozen=True, kw_only=True)
class Scores(Row):
    """A hundred assessments scored anew, as after a new edition; the rules alone, without a database."""
