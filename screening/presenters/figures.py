"""The page of the board's figures, and the same tables as lines of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from cse_portal.agencies.models import Agency, Partnership
from screening import figure_queries as queries
from screening import figure_tables as tables
from screening.figure_tables import Cell, Figure, Ground
from screening.figures import DEFINITIONS, Counted, Period, code_of, usual
from screening.instruments.loading import edition
from screening.instruments.shape import Instrument
from screening.suppression import Hidden, is_small

ITEMS_FIRST = 20
OF_ALL = "Of all agencies together, whichever agency is chosen above: of one alone too little would be shown."
COLUMNS = ("Tool", "Period", "Table", "Row", "Column", "Number or words", "Share in per cent")


@dataclass(frozen=True)
class Chip:
    words: str
    query: str
    is_here: bool


@dataclass(frozen=True)
class Stat:
    title: str
    words: str
    note: str


@dataclass(frozen=True)
class Part:
    """A heading with the tables beneath it."""

    code: str
    title: str
    figures: tuple[Figure, ...]
    note: str = ""


@dataclass(frozen=True)
class FiguresPage:
    title: str
    period: Period
    is_over: bool
    agency: Agency | None
    number: str
    is_empty: bool
    is_too_few: bool
    stats: tuple[Stat, ...] = ()
    parts: tuple[Part, ...] = ()
    items_left: int = 0
    definitions: tuple[tuple[str, str], ...] = DEFINITIONS


def chips(said: Mapping[str, str], today: date) -> list[Chip]:
    """Periods that are one click away; everything else that was asked for stays."""
    return [_chip(said, period) for period in usual(today)]


def _chip(said: Mapping[str, str], period: Period) -> Chip:
    months = {"from": code_of(period.first), "to": code_of(period.last)}
    is_here = all(said.get(name) == code for name, code in months.items())
    return Chip(period.words, urlencode({**said, **months}), is_here)


def figures_page(
    partnership: Partnership,
    instrument: Instrument,
    period: Period,
    *,
    agencies: Sequence[Agency],
    today: date,
    agency: Agency | None = None,
    every_item: bool = False,
) -> FiguresPage:
    rows = queries.counted(partnership, instrument, period)
    total = sum(row.number for row in rows if row.what == "decided")
    page = FiguresPage(
        title=instrument.title,
        period=period,
        is_over=period.is_over(today),
        agency=agency,
        number=Hidden.SMALL.value if is_small(total) else str(total),
        is_empty=total == 0,
        is_too_few=is_small(total),
    )
    if page.is_empty or page.is_too_few:
        return page
    ground = _ground(rows, instrument, agencies)
    unknown = tables.not_known(ground)
    shown = unknown if every_item else replace(unknown, rows=unknown.rows[:ITEMS_FIRST])
    parts = _parts(ground, shown, agency)
    left = len(unknown.rows) - len(shown.rows)
    return replace(page, stats=_stats(ground, parts), parts=parts, items_left=left)


def _ground(rows: Sequence[Counted], instrument: Instrument, agencies: Sequence[Agency]) -> Ground:
    """With the editions on which the tools were filled in, the latest last."""
    used = sorted({row.edition for row in rows if row.what == "decided"})
    names = {one.pk: one.name for one in agencies}
    return Ground(rows, names, {name: edition(instrument.code, name) for name in used})


def _parts(ground: Ground, unknown: Figure, agency: Agency | None) -> tuple[Part, ...]:
    by_agency = [
        Part(
            "counts", "How many, and how high", (tables.results(ground), tables.bands(ground), tables.letters(ground))
        ),
        Part("differences", "Differences between agencies", (tables.differences(ground),)),
        Part("time", "Time to complete", (tables.times(ground),)),
        Part("otherwise", "Decided otherwise than suggested", (tables.overrides(ground),)),
    ]
    return (
        *(replace(part, figures=tuple(_of_agency(one, agency) for one in part.figures)) for part in by_agency),
        Part("unknown", "What is not known", (unknown,), OF_ALL if agency else ""),
        Part("equality", "Equality", tuple(tables.equality(ground)), OF_ALL if agency else ""),
    )


def _of_agency(figure: Figure, agency: Agency | None) -> Figure:
    """Only its own row, beside all: what is hidden was hidden with every agency in sight."""
    if agency is None:
        return figure
    return replace(figure, rows=tuple(row for row in figure.rows if row.is_total or row.agency == agency.pk))


def _stats(ground: Ground, parts: Sequence[Part]) -> tuple[Stat, ...]:
    figures = {one.code: one for part in parts for one in part.figures}
    tools = figures["results"].rows[-1].cells[-1]
    children = figures["sex_decided"].rows[-1].cells[-1]
    time, otherwise = figures["times"].rows[-1].cells[1], figures["overrides"].rows[-1].cells
    return (
        Stat("Complete tools", tools.words, f"{_agencies(ground)} completed any"),
        Stat("Children", children.words, "each counted once"),
        Stat("Median time", time.words, "from beginning to deciding"),
        Stat("Decided otherwise", _otherwise(otherwise), "than the tool suggested"),
    )


def _agencies(ground: Ground) -> str:
    number = len(ground.in_order)
    return "1 agency" if number == 1 else f"{number} agencies"


def _otherwise(cells: Sequence[Cell]) -> str:
    same = cells[0].share
    return Hidden.AROUND.value if same is None else f"{100 - same}%"


# ── As a spreadsheet ─────────────────────────────────────────────────────────────────────────────────────────────────
def spreadsheet(page: FiguresPage) -> Iterator[tuple[object, ...]]:
    """A line for each number of the page, hidden where it is hidden there."""
    if page.is_too_few or page.is_empty:
        yield page.title, page.period.words, "Complete tools", "", "", page.number, ""
    for figure in (one for part in page.parts for one in part.figures):
        for row in figure.rows:
            for column, cell in zip(figure.columns, row.cells, strict=True):
                share = "" if cell.share is None else cell.share
                yield page.title, page.period.words, figure.title, row.title, column, cell.words, share
