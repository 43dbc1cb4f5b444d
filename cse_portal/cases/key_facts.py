"""What everybody who opens a case should know at a glance: each room adds its own facts in one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cse_portal.cases.models import Case, PoliceReference
from cse_portal.cases.sharing import MODELS, NEEDS, Model, Need
from cse_portal.ui.dates import in_words


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


Facts = Callable[[Case], list[Fact]]
_providers: dict[str, tuple[int, Facts]] = {}


def add_facts(code: str, facts: Facts, *, order: int) -> None:
    """Called from a room's `ready()`; a lower order stands first."""
    _providers[code] = (order, facts)


def facts_of(case: Case) -> list[Fact]:
    """Those of which something is known."""
    found = (facts(case) for _, facts in sorted(_providers.values(), key=lambda one: one[0]))
    return [fact for facts in found for fact in facts if fact.value]


def of_case(case: Case) -> list[Fact]:
    return [
        Fact("Known as", case.child.known_as),
        Fact("Trusts", trusts(case)),
        Fact("How", ", ".join(MODELS[Model(one)] for one in case.models_of_cse)),
        Fact("Presenting need", NEEDS[Need(case.is_cse_presenting_need)]),
        Fact("Police", ", ".join(police_words(one) for one in PoliceReference.objects.filter(case=case))),
        Fact("Opened", in_words(case.opened_on)),
        Fact("Led by", str(case.lead_agency)),
    ]


def trusts(case: Case) -> str:
    with_whom = case.best_relationship_with
    if with_whom and with_whom.user.name not in case.best_relationship:
        return ", ".join(part for part in (case.best_relationship, with_whom.user.name) if part)
    return case.best_relationship


def police_words(one: PoliceReference) -> str:
    return f"{one.reference} (level {one.level})" if one.level else one.reference


add_facts("case", of_case, order=90)
