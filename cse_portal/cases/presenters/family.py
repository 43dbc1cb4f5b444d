"""The child's family and who supports them: two drawings, and the same in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from cse_portal.cases import child_lists as lists
from cse_portal.cases import child_queries as queries
from cse_portal.cases.ages import years_old
from cse_portal.cases.child_lists import Born
from cse_portal.cases.drawn_people import Relative, Sign
from cse_portal.cases.ecomap import Between, Ecomap, Supporter, ecomap
from cse_portal.cases.genogram import CHILDREN, PARTNER, ROW_OF, Genogram, genogram
from cse_portal.cases.models import Case, Child, Relation
from cse_portal.cases.presenters.support import Around, services_around, trusted_most
from cse_portal.core import clock

HAS_DIED = "has died"


@dataclass(frozen=True)
class PersonRow:
    """Somebody on record around the child, in words."""

    name: str
    words: str
    born_on: date | None
    age: str
    lives: str
    parental: str
    told: str
    closeness: str
    since: date | None
    until: date | None
    told_by: str
    note: str
    change: str
    is_trusted_most: bool


@dataclass(frozen=True)
class Caption:
    """What a drawing is, in a sentence."""

    name: str
    people: str
    rows: str
    around: str


@dataclass(frozen=True)
class FamilyPage:
    family: list[PersonRow]
    beside: list[PersonRow]  # friends and trusted adults
    past: list[PersonRow]
    services: list[Around]
    genogram: Genogram
    ecomap: Ecomap
    about: Caption

    @property
    def names_most_trusted(self) -> bool:
        return any(one.is_trusted_most for one in (*self.family, *self.beside)) or any(
            one.is_trusted_most for one in self.services
        )


def family_page(case: Case) -> FamilyPage:
    """What the person may not see of the record stands behind the wall: it is in no part of this, nor counted."""
    facts = queries.facts_of(case.child, Relation)
    current = sorted(facts.current, key=lambda one: (_place(one), one.name, one.ref))
    services = services_around(case, names=[one.name for one in current])
    drawn = genogram(_child(case.child), [_relative(one) for one in current])
    support = ecomap(case.child.name, [*_supporters(current, case), *(one.drawn for one in services)])
    rows = [_row(one, case) for one in current]
    in_family = [one.kind in ROW_OF for one in current]
    return FamilyPage(
        family=[row for row, is_family in zip(rows, in_family, strict=True) if is_family],
        beside=[row for row, is_family in zip(rows, in_family, strict=True) if not is_family],
        past=[_row(one, case) for one in facts.past],
        services=services,
        genogram=drawn,
        ecomap=support,
        about=_caption(case.child.name, drawn, support),
    )


def _caption(name: str, drawn: Genogram, support: Ecomap) -> Caption:
    generations = {ROW_OF.get(one.relative.kind, CHILDREN) for one in drawn.people}
    return Caption(
        name=name,
        people=_counted(len(drawn.people), "person", "people"),
        rows=_counted(len(generations), "generation", "generations"),
        around=_counted(len(support.around), "person or service", "people and services"),
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _place(one: Relation) -> int:
    """The family by generations, then those beside it."""
    return list(lists.RELATIONS).index(one.kind)


# --- the family ---------------------------------------------------------------------------------------------------


def _child(child: Child) -> Relative:
    is_sure = child.born_is == Born.KNOWN and child.born_on is not None
    age = _age(child.born_on) if is_sure else ""
    return Relative(
        key="",
        name=child.name,
        kind="",
        words="The child" if age else f"The child, {child.age}",
        sign=_sign(child.sex),
        born_on=child.born_on,
        age=age,
    )


def _relative(one: Relation) -> Relative:
    lives = "" if one.has_died else one.lives_with_child
    return Relative(
        key=one.ref,
        name=one.name,
        kind=one.kind,
        words=_words(one),
        sign=_sign(one.sex, one.kind),
        born_on=one.born_on,
        age="" if one.has_died else _age(one.born_on),
        is_at_home=lives == "yes",
        is_there_in_part=lives == "part",
        has_parental=one.has_parental == "yes" and not one.has_died,
        has_died=one.has_died,
    )


def _words(one: Relation) -> str:
    kind = str(one.get_kind_display())
    return f"{kind}, {HAS_DIED}" if one.has_died else kind


def _sign(sex: str, kind: str = "") -> Sign:
    """As recorded; else as the word says it, where it does."""
    known = sex if sex in (Sign.FEMALE, Sign.MALE) else lists.SEX_OF_RELATION.get(kind, Sign.NOT_KNOWN)
    return Sign(known)


def _age(born_on: date | None) -> str:
    today = clock.today()
    if born_on is None or born_on > today:
        return ""
    return str(years_old(born_on, on=today) or "<1")


# --- those who support the child ----------------------------------------------------------------------------------


def _supporters(relations: Iterable[Relation], case: Case) -> Iterable[Supporter]:
    """Friends, trusted adults, a partner; of the family those of whom it is recorded what it is like between them."""
    for one in relations:
        is_most = trusted_most(case, one.name)
        between = Between(one.closeness)
        is_beside = one.kind not in ROW_OF or one.kind == PARTNER
        if not one.has_died and (is_beside or is_most or between is not Between.PLAIN):
            made = Supporter(one.ref, one.name, str(one.get_kind_display()), between)
            yield replace(made, is_trusted_most=is_most)


# --- in words -----------------------------------------------------------------------------------------------------


def _row(one: Relation, case: Case) -> PersonRow:
    return PersonRow(
        name=one.name,
        words=_words(one),
        born_on=one.born_on,
        age="" if one.has_died else _age(one.born_on),
        lives=one.get_lives_with_child_display(),
        parental=one.get_has_parental_display(),
        told=one.get_may_be_told_display(),
        closeness=one.get_closeness_display(),
        since=one.since,
        until=one.until,
        told_by=one.told_by.name if one.told_by else "",
        note=one.note,
        change=reverse("cases:change_relation", kwargs={"ref": one.ref}),
        is_trusted_most=trusted_most(case, one.name),
    )
