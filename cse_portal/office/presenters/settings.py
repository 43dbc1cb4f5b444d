"""A partnership's settings at a glance, and their history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from cse_portal.agencies import agreed, partnership_words, timescales
from cse_portal.agencies.models import LocalAuthority, Panel, Partnership, Pledge, SettingChange
from cse_portal.agencies.partnership_settings import changes_of, timescales_of
from cse_portal.agencies.partnership_words import FIELDS, SECTION_TITLES, Section
from cse_portal.agencies.timescales import AREA_TITLES, TABLE, Area, Rule, Timescale
from cse_portal.ui.paging import Leaf, query_of, read_number

CHANGES_SHOWN = 5
CHANGES_A_PAGE = 40


@dataclass(frozen=True)
class SettingRow:
    key: str
    value: str


@dataclass(frozen=True)
class SettingCard:
    """One section: what stands there and where it is changed."""

    title: str
    url: str
    rows: list[SettingRow]


@dataclass(frozen=True)
class TimescaleRow:
    rule: Rule
    amount: int

    @property
    def words(self) -> str:
        return timescales.in_words(self.amount, self.rule.unit)

    @property
    def is_own(self) -> bool:
        return self.amount != self.rule.default


@dataclass(frozen=True)
class AreaTable:
    title: str
    url: str
    rows: list[TimescaleRow]


@dataclass(frozen=True)
class PledgePart:
    in_force: Pledge | None
    newest: Pledge | None
    draft: Pledge | None
    signed: int
    agencies: int


@dataclass(frozen=True)
class Overview:
    partnership: Partnership
    cards: list[SettingCard]
    areas: list[AreaTable]
    authorities: list[LocalAuthority]
    panels: list[Panel]
    pledge: PledgePart
    history: Sequence[SettingChange]


def overview(partnership: Partnership) -> Overview:
    amounts = timescales_of(partnership)
    return Overview(
        partnership=partnership,
        cards=[_card(partnership, section) for section in FIELDS],
        areas=[_area(partnership, area, amounts) for area in Area],
        authorities=list(partnership.authorities.all()),
        panels=list(partnership.panels.prefetch_related("authorities")),
        pledge=pledge_part(partnership),
        history=list(changes_of(partnership, most=CHANGES_SHOWN)),
    )


def _card(partnership: Partnership, section: Section) -> SettingCard:
    rows = [
        SettingRow(label, partnership_words.value_in_words(field, getattr(partnership, field)) or "None")
        for field, label in FIELDS[section].items()
    ]
    return SettingCard(SECTION_TITLES[section], reverse(f"office:{section.value}", args=[partnership.ref]), rows)


def _area(partnership: Partnership, area: Area, amounts: dict[Timescale, int]) -> AreaTable:
    url = reverse(f"office:timescales_{area.value}", args=[partnership.ref])
    rows = [TimescaleRow(rule, amounts[code]) for code, rule in TABLE[area].items()]
    return AreaTable(AREA_TITLES[area], url, rows)


def pledge_part(partnership: Partnership) -> PledgePart:
    newest = partnership.pledges.published().newest_first().first()
    return PledgePart(
        in_force=agreed.pledge_in_force(partnership),
        newest=newest,
        draft=partnership.pledges.drafted().first(),
        signed=newest.signatures.filter(agency__closed_on__isnull=True).count() if newest else 0,
        agencies=partnership.agencies.open().count(),
    )


def history_part(partnership: Partnership, section: Section) -> Sequence[SettingChange]:
    return list(changes_of(partnership, section=section, most=CHANGES_SHOWN))


def history_of_area(partnership: Partnership, area: Area) -> Sequence[SettingChange]:
    changes = changes_of(partnership, section=Section.TIMESCALES)
    return list(changes.filter(what__in=[rule.what for rule in TABLE[area].values()])[:CHANGES_SHOWN])


@dataclass(frozen=True)
class HistoryPage:
    partnership: Partnership
    section: str
    sections: list[tuple[str, str]]
    leaf: Leaf[SettingChange]


def history_page(partnership: Partnership, section: str, asked: str) -> HistoryPage:
    chosen = section if section in SECTION_TITLES else ""
    changes = changes_of(partnership, section=chosen)
    total = changes.count()
    number = read_number(asked, total=total, size=CHANGES_A_PAGE)
    rows = list(changes[(number - 1) * CHANGES_A_PAGE : number * CHANGES_A_PAGE])
    return HistoryPage(
        partnership=partnership,
        section=chosen,
        sections=[(one.value, title) for one, title in SECTION_TITLES.items()],
        leaf=Leaf(rows, number, total, CHANGES_A_PAGE, query_of(section=chosen)),
    )
