"""Tables of the board's figures out of the database's counts, small numbers left out. No framework here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from screening.figures import SIDES, Counted, Side, duration, share_of, summed
from screening.instruments.shape import Band, Instrument, Letter, Result
from screening.suppression import Hidden, Shown, Table, is_small, protect, protect_line
from screening.workflow import NEXT_STEPS

ALL = "All agencies"
NOT_SAID = "Not said yet"
NO_BAND = "No sign now"
Agencies = Mapping[int, str]  # by their names


@dataclass(frozen=True)
class Cell:
    """`share` in per cent, where it is told; a bar is drawn as long."""

    words: str
    share: int | None = None
    is_hidden: bool = False


@dataclass(frozen=True)
class Row:
    title: str
    cells: tuple[Cell, ...]
    agency: int | None = None
    is_total: bool = False


@dataclass(frozen=True)
class Figure:
    """One table of the page, and of the spreadsheet."""

    code: str
    title: str
    caption: str
    first: str  # what its rows are
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    has_bars: bool = False


@dataclass(frozen=True)
class Ground:
    """What every table needs: the counts, who counts, and the editions of the tool, the latest last."""

    rows: Sequence[Counted]
    agencies: Agencies
    editions: Mapping[str, Instrument]

    @property
    def latest(self) -> Instrument:
        return list(self.editions.values())[-1]

    def of(self, what: str) -> list[Counted]:
        return [row for row in self.rows if row.what == what]

    @property
    def in_order(self) -> list[int]:
        """Agencies that completed any, by name."""
        there = {row.agency for row in self.of("decided") if row.agency is not None}
        return sorted(there, key=lambda one: self.agencies[one].lower())

    @property
    def totals(self) -> list[int]:
        found = summed(self.of("decided"), ["agency"])
        return [found[one,] for one in self.in_order]

    @property
    def results(self) -> list[Result]:
        """Of all editions in use: what an earlier one had stays."""
        found = {one.code: one for edition in self.editions.values() for one in edition.results}
        return sorted(found.values(), key=lambda one: one.rank)

    @property
    def bands(self) -> tuple[Band, ...]:
        return self.latest.bands

    @property
    def letters(self) -> tuple[Letter, ...]:
        return self.latest.letters

    def rank(self, edition: str, code: str) -> int:
        return self.editions[edition].result(code).rank


def cell(shown: Shown, of: Shown | None = None) -> Cell:
    """A share is told only of a number that is shown, of a total that is shown."""
    if isinstance(shown, Hidden):
        return Cell(shown.value, is_hidden=True)
    if of is None or isinstance(of, Hidden) or of == 0:
        return Cell(str(shown))
    return Cell(str(shown), share_of(shown, of))


def _rows(titles: Sequence[str], table: Table, total: str, *, agencies: Sequence[int] = ()) -> tuple[Row, ...]:
    found = []
    for place, (title, cells, of) in enumerate(zip(titles, table.cells, table.rows, strict=True)):
        agency = agencies[place] if agencies else None
        found.append(Row(title, (*(cell(one, of) for one in cells), cell(of)), agency))
    last = (*(cell(one, table.total) for one in table.columns), cell(table.total))
    return (*found, Row(total, last, is_total=True))


def _grid(
    counts: Mapping[tuple[object, ...], int], rows: Iterable[object], columns: Iterable[object]
) -> list[list[int]]:
    places = list(columns)
    return [[counts.get((row, column), 0) for column in places] for row in rows]


def _by_agency(ground: Ground, counts: Mapping[tuple[object, ...], int], columns: Sequence[object]) -> tuple[Row, ...]:
    names = [ground.agencies[one] for one in ground.in_order]
    table = protect(_grid(counts, ground.in_order, columns))
    return _rows(names, table, ALL, agencies=ground.in_order)


# ── By agency ────────────────────────────────────────────────────────────────────────────────────────────────────────
def results(ground: Ground) -> Figure:
    """How many each agency completed, and what was decided: the mix of each stands beside that of all."""
    counts = summed(ground.of("decided"), ["agency", "other"])
    return Figure(
        "results",
        "What was decided, by agency",
        "Complete tools by agency and by what was decided, with the share of each in the agency’s own",
        "Agency",
        (*(one.title for one in ground.results), "All"),
        _by_agency(ground, counts, [one.code for one in ground.results]),
        "The share of each agency stands beside the share of all in the last row.",
        has_bars=True,
    )


def differences(ground: Ground) -> Figure:
    """Out of the same shares, so that nothing more is told."""
    made = results(ground)
    every = made.rows[-1]
    rows = [
        Row(row.title, tuple(map(_points, row.cells[:-1], every.cells[:-1])), row.agency) for row in made.rows[:-1]
    ]
    return Figure(
        "differences",
        "How far agencies differ",
        "The share of each agency against the share of all, in percentage points",
        "Agency",
        made.columns[:-1],
        tuple(rows),
        "An agency may differ because of the children it meets: ask before you conclude.",
    )


def _points(own: Cell, every: Cell) -> Cell:
    if own.share is None or every.share is None:
        return Cell(Hidden.AROUND.value, is_hidden=True)
    step = own.share - every.share
    return Cell("the same" if step == 0 else f"{abs(step)} {'above' if step > 0 else 'below'}")


def bands(ground: Ground) -> Figure:
    counts = summed(ground.of("band"), ["agency", "code"])
    codes = [*(one.code for one in ground.bands), ""]
    return Figure(
        "bands",
        "Highest band of the signs that are there now",
        "Complete tools by agency and by the highest band in which a sign is there now",
        "Agency",
        (*(one.title for one in ground.bands), NO_BAND, "All"),
        _by_agency(ground, counts, codes),
    )


def letters(ground: Ground) -> Figure:
    """Each letter is a table of its own, with and without, since a tool may stand under several."""
    counts = summed(ground.of("letter"), ["agency", "code"])
    columns = [_letter(ground, counts, one.code) for one in ground.letters]
    every = protect_line(ground.totals)
    titles = [*((ground.agencies[one], one) for one in ground.in_order), (ALL, None)]
    totals = [*every.cells, every.total]
    rows = []
    for place, ((title, agency), total) in enumerate(zip(titles, totals, strict=True)):
        cells = (*(cell(column[place], total) for column in columns), cell(total))
        rows.append(Row(title, cells, agency, is_total=agency is None))
    return Figure(
        "letters",
        "Letters of SAFEGUARD",
        "Complete tools by agency with a sign now under each letter; one tool may stand under several",
        "Agency",
        (*(f"{one.shown}: {one.name}" for one in ground.letters), "All tools"),
        tuple(rows),
    )


def _letter(ground: Ground, counts: Mapping[tuple[object, ...], int], letter: str) -> list[Shown]:
    there = [counts.get((agency, letter), 0) for agency in ground.in_order]
    table = protect([[one, total - one] for one, total in zip(there, ground.totals, strict=True)])
    return [*(row[0] for row in table.cells), table.columns[0]]


def times(ground: Ground) -> Figure:
    """Said only of agencies whose number is shown."""
    found = {row.agency: row for row in ground.of("time")}
    every = protect_line(ground.totals)
    told = [*zip(ground.in_order, every.cells, strict=True), (None, every.total)]
    rows = []
    for agency, number in told:
        counted = found[agency]
        is_told = not isinstance(number, Hidden)
        words = [duration(counted.middle), duration(counted.late)] if is_told else [Hidden.AROUND.value] * 2
        cells = (cell(number), *(Cell(one, is_hidden=not is_told) for one in words))
        rows.append(Row(ground.agencies[agency] if agency else ALL, cells, agency, is_total=agency is None))
    return Figure(
        "times",
        "Time to complete",
        "From beginning a tool to deciding, by agency",
        "Agency",
        ("Tools", "Median", "Nine in ten within"),
        tuple(rows),
    )


WAYS: tuple[tuple[str, Callable[[int], bool]], ...] = (
    ("As suggested", lambda step: step == 0),
    ("Higher", lambda step: step > 0),
    ("Lower", lambda step: step < 0),
)


def overrides(ground: Ground) -> Figure:
    """Ranks are those of the edition on which a tool was filled in."""
    counts: dict[tuple[object, ...], int] = {}
    for row in ground.of("decided"):
        step = ground.rank(row.edition, row.other) - ground.rank(row.edition, row.code)
        key = (row.agency, next(name for name, fits in WAYS if fits(step)))
        counts[key] = counts.get(key, 0) + row.number
    return Figure(
        "overrides",
        "Decided as the tool suggested, or otherwise",
        "Complete tools by agency: decided as suggested, higher or lower",
        "Agency",
        (*(name for name, _ in WAYS), "All"),
        _by_agency(ground, counts, [name for name, _ in WAYS]),
        "A share of none that differ may mean that nobody questions the tool; a high one, that it does not fit.",
    )


# ── By item ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def not_known(ground: Ground, *, most: int | None = None) -> Figure:
    """The least known first; small numbers in the order of the form, so that their place tells nothing of them."""
    tools = summed(ground.of("decided"), ["edition"])
    counts = summed(ground.of("not_known"), ["code"])
    found = []
    for place, (code, (text, asked)) in enumerate(_asked(ground.editions, tools).items()):
        number = counts.get((code,), 0)
        hides = is_small(number) or is_small(asked)
        share = 0 if hides else share_of(number, asked)
        shown: Shown = Hidden.SMALL if is_small(number) else Hidden.AROUND if hides and number else number
        asked_shown: Shown = Hidden.SMALL if is_small(asked) else asked
        row = Row(text, (cell(shown, asked_shown), cell(asked_shown)))
        found.append(((number == 0, hides, -share, place), row))
    rows = [row for _, row in sorted(found, key=lambda one: one[0])]
    return Figure(
        "not_known",
        "What is least known",
        "Items answered “not known”, as a share of the tools that ask them",
        "Item",
        ("Not known", "Tools that ask it"),
        tuple(rows[:most]),
        has_bars=True,
    )


def _asked(editions: Mapping[str, Instrument], tools: Mapping[tuple[object, ...], int]) -> dict[str, tuple[str, int]]:
    """Every item of the editions in use, in the words of the latest that has it, and how many tools ask it."""
    found: dict[str, tuple[str, int]] = {}
    for name, instrument in editions.items():
        for item in instrument.items():
            before = found.get(item.code, ("", 0))[1]
            found[item.code] = (item.short, before + tools.get((name,), 0))
    return found


# ── Children ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def equality(ground: Ground) -> list[Figure]:
    """Of every agency together, whichever is asked for: children of one agency are too few to be told apart."""
    decided = [(one.code, one.title) for one in ground.results]
    steps = [*((one.value, words[0]) for one, words in NEXT_STEPS.items()), ("", NOT_SAID)]
    return [
        figure
        for side in SIDES
        for figure in (_of_children(ground, side, "decided", decided), _of_children(ground, side, "next", steps))
    ]


def _of_children(ground: Ground, side: Side, came: str, columns: Sequence[tuple[str, str]]) -> Figure:
    counts: dict[tuple[object, ...], int] = {}
    for row in ground.of(f"child_{side.code}_{came}"):
        key = (side.group_of(row.code), row.other)
        counts[key] = counts.get(key, 0) + row.number
    table = protect(_grid(counts, side.titles, [code for code, _ in columns]))
    words = "what was decided" if came == "decided" else "what follows"
    return Figure(
        f"{side.code}_{came}",
        f"{side.title}: {words}",
        f"Children by {side.title.lower()} and {words}",
        side.title,
        (*(title for _, title in columns), "All"),
        _rows(side.titles, table, "All children"),
        has_bars=came == "decided",
    )
