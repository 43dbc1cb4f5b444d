"""From plain data to an edition: each part read field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from screening.instruments.answers import ChildFact, Period
from screening.instruments.checking import Findings, Table
from screening.instruments.conditions import INDICATORS, VULNERABILITY
from screening.instruments.rule_reading import rules_of
from screening.instruments.shape import (
    Asked,
    Band,
    Choice,
    Feeds,
    FollowUp,
    Guidance,
    Instrument,
    InstrumentKind,
    Item,
    ItemKind,
    Letter,
    Option,
    Question,
    QuestionType,
    Result,
    Section,
    Together,
)

LINE, NARRATIVE = 250, 20_000
Who = Mapping[str, str]


def instrument_of(raw: dict[str, Any], digest: str, findings: Findings) -> Instrument:
    """Raises nothing: whoever calls asks the findings."""
    top = Table(raw, "", findings)
    who = top.mapping("who")
    sections = tuple(_section(table, who) for table in top.tables("sections", needed=True))
    together = tuple(_together(table) for table in top.tables("together"))
    instrument = Instrument(
        code=top.text("code"),
        edition=top.text("edition"),
        title=top.text("title"),
        kind=top.one_of("kind", InstrumentKind) or InstrumentKind.LEVEL,
        about=top.text("about"),
        periods=_periods(top),
        sections=sections,
        groups=_groups(top, sections, together),
        rules=rules_of(top, "rules"),
        results=_results(top, "results"),
        level_rules=rules_of(top, "level_rules"),
        levels=_results(top, "levels"),
        bands=tuple(_band(table) for table in top.tables("bands", needed=True)),
        letters=tuple(_letter(table) for table in top.tables("letters", needed=True)),
        together=together,
        asked=tuple(_asked(table, who) for table in top.tables("asked", called="fact")),
        guidance=tuple(_guidance(table) for table in top.tables("guidance", called="title")),
        follow_ups=tuple(_follow_up(table) for table in top.tables("follow_ups")),
        aliases=MappingProxyType({str(alias): str(code) for alias, code in top.mapping("aliases").items()}),
        uses=top.text("uses", needed=False),
        digest=digest,
        by_code=MappingProxyType({item.code: item for section in sections for item in section.items}),
    )
    top.done()
    return instrument


def _periods(top: Table) -> Mapping[Period, str]:
    table = Table(top.take("periods", needed=True), "periods", top.findings)
    words = {period: table.text(period.value) for period in Period}
    table.done()
    return MappingProxyType(words)


def _groups(top: Table, sections: Iterable[Section], together: Iterable[Together]) -> Mapping[str, tuple[str, ...]]:
    """The file’s own, and all indicators."""
    table = Table(top.take("groups", needed=True), "groups", top.findings)
    groups = {str(name): table.texts(str(name)) for name in table.raw}
    if INDICATORS in groups:
        table.wrong(INDICATORS, "is every item but background and what has no weight: the portal finds them itself")
    background = groups.get(VULNERABILITY, ())
    items = (item for section in sections for item in section.items)
    indicators = [item.code for item in items if not item.no_weight and item.code not in background]
    return MappingProxyType(groups | {INDICATORS: (*indicators, *(one.code for one in together))})


def _section(table: Table, who: Who) -> Section:
    periods = table.some_of("periods", Period)
    return Section(
        code=table.text("code"),
        title=table.text("title", longest=LINE),
        intro=table.text("intro", needed=False),
        items=tuple(_item(row, who, periods) for row in table.tables("items")),
        questions=tuple(_question(row) for row in table.tables("questions")),
        letter=table.text("letter", needed=False),
    )


def _item(table: Table, who: Who, periods: tuple[Period, ...]) -> Item:
    return Item(
        code=table.text("code"),
        text=table.text("text", longest=LINE),
        short=table.text("short", longest=60),
        help=table.text("help"),
        examples=table.texts("examples"),
        letters=table.texts("letters"),
        band=table.text("band", needed=False) or None,
        kind=table.one_of("kind", ItemKind, needed=False),
        periods=table.some_of("periods", Period) or periods,
        which=table.text("which", needed=False, longest=LINE),
        choices=tuple(_choice(row) for row in table.tables("choices")),
        who_could_know=_people(table, who),
        feeds=table.one_of("feeds", Feeds, needed=False),
        retired=table.flag("retired"),
        always_before=table.flag("always_before"),
        no_band=table.text("no_band", needed=False),
        no_weight=table.text("no_weight", needed=False),
        points=_points(table),
    )


def _points(table: Table) -> Mapping[Period, int]:
    if not table.has("points"):
        return MappingProxyType({})
    points = Table(table.take("points"), f"{table.place}, points", table.findings)
    read = {period: points.number(period.value) for period in Period if points.has(period.value)}
    points.done()
    return MappingProxyType(read)


def _people(table: Table, who: Who) -> tuple[str, ...]:
    codes = table.texts("who_could_know")
    for code in codes:
        if code not in who:
            table.wrong("who_could_know", f"{code} is none of: {', '.join(who)}")
    return tuple(str(who[code]) for code in codes if code in who)


def _choice(table: Table) -> Choice:
    return Choice(
        code=table.text("code"),
        text=table.text("text", longest=LINE),
        band=table.text("band", needed=False) or None,
        kind=table.one_of("kind", ItemKind, needed=False),
        same_as=table.text("same_as", needed=False),
    )


def _question(table: Table) -> Question:
    kind = table.one_of("type", QuestionType) or QuestionType.TEXT
    usual = {QuestionType.TEXT: LINE, QuestionType.NARRATIVE: NARRATIVE}.get(kind, 0)
    question = Question(
        code=table.text("code"),
        text=table.text("text", longest=LINE),
        help=table.text("help", needed=False),
        type=kind,
        required=table.flag("required"),
        required_from=table.text("required_from", needed=False),
        longest=table.number("longest", otherwise=usual),
        options=tuple(_option(row) for row in table.tables("options")),
        letter=table.text("letter", needed=False),
        fills=table.one_of("fills", ChildFact, needed=False),
        child_protection=table.flag("child_protection"),
        feeds=table.one_of("feeds", Feeds, needed=False),
    )
    is_chosen = kind in {QuestionType.CHOICE, QuestionType.CHOICES}
    if is_chosen != bool(question.options):
        table.wrong("options", "are missing" if is_chosen else "belong to a choice only")
    return question


def _option(table: Table) -> Option:
    return Option(table.text("code"), table.text("text", longest=LINE), table.text("help", needed=False))


def _results(top: Table, name: str) -> tuple[Result, ...]:
    return tuple(
        Result(
            code=table.text("code"),
            rank=rank,
            title=table.text("title", longest=LINE),
            meaning=table.text("meaning"),
            follows=table.texts("follows", needed=True),
            next_steps=table.texts("next_steps"),
            low=table.flag("low"),
            least=table.number("least", otherwise=0),
        )
        for rank, table in enumerate(top.tables(name))
    )


def _band(table: Table) -> Band:
    return Band(
        table.text("code"),
        table.text("title", longest=LINE),
        table.text("who"),
        table.texts("response", needed=True),
        table.text("framework"),
    )


def _letter(table: Table) -> Letter:
    return Letter(
        table.text("code"),
        table.text("shown", longest=1),
        table.text("name", longest=LINE),
        table.text("covers"),
    )


def _together(table: Table) -> Together:
    return Together(
        code=table.text("code"),
        text=table.text("text"),
        band=table.text("band"),
        kind=table.one_of("kind", ItemKind) or ItemKind.HARM,
        letters=table.texts("letters", needed=True),
        triggers=table.texts("triggers", needed=True),
    )


def _asked(table: Table, who: Who) -> Asked:
    fact = table.one_of("fact", ChildFact) or ChildFact.AGE
    return Asked(fact, table.text("text"), _people(table, who))


def _guidance(table: Table) -> Guidance:
    return Guidance(table.text("title"), table.texts("lines", needed=True))


def _follow_up(table: Table) -> FollowUp:
    return FollowUp(table.text("code"), table.text("title", longest=LINE), table.text("words"))
