"""The kinds of facts about a child: how their addresses know them, and how pages speak of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cse_portal.cases.models import (
    Address,
    CareStatus,
    ChildName,
    Fact,
    HealthContact,
    Identifier,
    KnownElsewhere,
    Phone,
    Placement,
    Relation,
    Schooling,
)

Words = Callable[[Any], str]


@dataclass(frozen=True)
class FactKind:
    """`words` says a fact of this kind in one line; `none` is what stands where there is nothing."""

    code: str
    model: type[Fact]
    title: str
    add: str
    none: str
    words: Words


def _kind_and(name: str) -> Words:
    """“GP practice: The Orchard Practice”, or the kind alone."""

    def words(fact: Any) -> str:
        more = getattr(fact, name)
        return f"{fact.get_kind_display()}: {more}" if more else str(fact.get_kind_display())

    return words


def _address(fact: Any) -> str:
    return ", ".join(part for part in (*fact.lines.splitlines(), fact.postcode) if part) or fact.get_kind_display()


def _schooling(fact: Any) -> str:
    year = f", year {fact.year_group}" if fact.year_group else ""
    return f"{fact.place}{year}" if fact.place else str(fact.get_status_display())


def _status(fact: Any) -> str:
    more = fact.get_legal_status_display() or fact.get_cp_category_display()
    return f"{fact.get_kind_display()}: {more}" if more else str(fact.get_kind_display())


def _relation(fact: Any) -> str:
    return f"{fact.name}, {fact.get_kind_display().lower()}"


KINDS: tuple[FactKind, ...] = (
    FactKind(
        "name",
        ChildName,
        "Other names",
        "Add another name",
        "No other name is on record.",
        lambda fact: str(fact.name),
    ),
    FactKind("number", Identifier, "Numbers", "Add a number", "No number is on record.", _kind_and("value")),
    FactKind("address", Address, "Addresses", "Add an address", "No address is on record that you may see.", _address),
    FactKind(
        "phone",
        Phone,
        "Phones and accounts",
        "Add a phone or account",
        "None is on record that you may see.",
        _kind_and("number"),
    ),
    FactKind(
        "relation",
        Relation,
        "Family and people around the child",
        "Add a person",
        "Nobody is on record yet.",
        _relation,
    ),
    FactKind(
        "school",
        Schooling,
        "Education",
        "Add a school or college",
        "No school or college is on record that you may see.",
        _schooling,
    ),
    FactKind(
        "health", HealthContact, "Health", "Add a GP or health service", "No GP is on record.", _kind_and("name")
    ),
    FactKind(
        "status", CareStatus, "Legal and care status", "Add a status", "No plan or status is on record.", _status
    ),
    FactKind(
        "placement",
        Placement,
        "Placements",
        "Add a placement",
        "No placement is on record that you may see.",
        _kind_and("carer"),
    ),
    FactKind(
        "elsewhere",
        KnownElsewhere,
        "Known to other boroughs",
        "Add a borough",
        "No other borough is on record.",
        lambda fact: str(fact.authority),
    ),
)
_BY_MODEL: dict[type[Fact], FactKind] = {kind.model: kind for kind in KINDS}


def words_of(fact: Fact) -> str:
    return _BY_MODEL[type(fact)].words(fact)
