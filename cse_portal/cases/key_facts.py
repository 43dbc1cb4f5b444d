"""What everybody who opens a case should know at a glance: each room adds its own facts in one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from cse_portal.cases import child_queries
from cse_portal.cases.child_lists import Answer
from cse_portal.cases.completeness import ABOUT
from cse_portal.cases.models import Case, Child, PoliceReference, Schooling
from cse_portal.cases.sharing import MODELS, Model, Need
from cse_portal.ui.dates import in_words


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""  # where more of it stands


Facts = Callable[[Case], list[Fact]]
_providers: dict[str, tuple[int, Facts]] = {}


def add_facts(code: str, facts: Facts, *, order: int) -> None:
    """Called from a room's `ready()`; a lower order stands first."""
    _providers[code] = (order, facts)


def facts_of(case: Case) -> list[Fact]:
    """Those of which something is known."""
    found = (facts(case) for _, facts in sorted(_providers.values(), key=lambda one: one[0]))
    return [fact for facts in found for fact in facts if fact.value]


PRESENTING = {Need.YES: "Sexual exploitation", Need.NO: "Something else", Need.NOT_KNOWN: ""}
MOST_GAPS = 3


def of_child(case: Case) -> list[Fact]:
    child = case.child
    return [
        Fact("Known as", child.known_as),
        Fact("Lives with", lives_with(child)),
        Fact("School", "; ".join(school_words(one) for one in child_queries.schools_of(child))),
        Fact("Speaks", speaks(child)),
    ]


def lives_with(child: Child) -> str:
    """“Mother, and Sam (brother or sister)”: who they are to the child, and by name where the word is not enough."""
    return ", ".join(f"{one.name} ({one.get_kind_display().lower()})" for one in child_queries.home_of(child))


def school_words(one: Schooling) -> str:
    parts = (
        one.place or one.get_status_display(),
        f"year {one.year_group}" if one.year_group.isdigit() else one.year_group,
    )
    return ", ".join(part for part in parts if part)


def speaks(child: Child) -> str:
    if child.needs_interpreter != Answer.YES:
        return child.language
    wanted = child.interpreter_language or child.language
    return ", ".join(part for part in (child.language, f"with an interpreter ({wanted})") if part)


def gaps(case: Case) -> list[Fact]:
    known = child_queries.known_facts(case.child)
    missing = [about.title for one, about in ABOUT.items() if one not in known]
    more = f" and {len(missing) - MOST_GAPS} more" if len(missing) > MOST_GAPS else ""
    words = ", ".join(missing[:MOST_GAPS]) + more
    return [Fact("Not known", words, reverse("cases:child", kwargs={"ref": case.ref}))]


def of_case(case: Case) -> list[Fact]:
    return [
        Fact("Trusts", trusts(case)),
        Fact("How", ", ".join(MODELS[Model(one)] for one in case.models_of_cse)),
        Fact("Presenting need", PRESENTING[Need(case.is_cse_presenting_need)]),
        Fact("Police", ", ".join(police_words(one) for one in case.police_references.all())),
        Fact("Opened", in_words(case.opened_on)),
    ]


def trusts(case: Case) -> str:
    with_whom = case.best_relationship_with
    if with_whom and with_whom.user.name not in case.best_relationship:
        return ", ".join(part for part in (case.best_relationship, with_whom.user.name) if part)
    return case.best_relationship


def police_words(one: PoliceReference) -> str:
    return f"{one.reference} (level {one.level})" if one.level else one.reference


add_facts("child", of_child, order=10)
add_facts("case", of_case, order=50)
add_facts("gaps", gaps, order=99)
