"""What is known about a child, and what is still to be found out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Value

from cse_portal.agencies.models import User
from cse_portal.cases.child_lists import OUT_OF_BOROUGH, Answer, Born
from cse_portal.cases.completeness import Asked, Wanted
from cse_portal.cases.models import (
    Address,
    CareStatus,
    Case,
    Child,
    Fact,
    HealthContact,
    Identifier,
    MergeStep,
    Phone,
    Placement,
    Question,
    Relation,
    Schooling,
)
from cse_portal.core import wall

NAME_FIELDS = ("given_names", "known_as", "family_name")


@dataclass(frozen=True)
class Facts:
    """Of one kind: what is right now, and what was."""

    current: list[Any]
    past: list[Any]


def facts_of(child: Child, model: type[Fact]) -> Facts:
    rows = list(
        model.objects.held().filter(child=child).select_related("told_by", "recorded_by").order_by("-since", "-pk")
    )
    return Facts([row for row in rows if not row.is_past], [row for row in rows if row.is_past])


def facts_beside(fact: Fact) -> list[Any]:
    """What else of its kind is right now."""
    return [one for one in facts_of(fact.child, type(fact)).current if one.pk != fact.pk]


def fact_by_ref(model: type[Fact], ref: str) -> Fact | None:
    """Behind the wall: none where the person sees no case of the child, or not this row."""
    return model.objects.select_related("child").filter(ref=ref).first()


def case_of_child(person: User, child: Child) -> Case | None:
    """Through which the person sees the child: an open one first."""
    found = Case.objects.visible_to(person).filter(child=child)
    return found.select_related("child", "lead_agency", "partnership").order_by("closed_on", "-pk").first()


def replaced_names(*records: Child) -> list[str]:
    """What these were called before a merge took the other record's name: each first name with each last one."""
    steps = MergeStep.objects.filter(table=Child._meta.label_lower, undone_at__isnull=True)
    with wall.as_system("find a child by what a record was called before a merge"):
        written = steps.filter(row__in=[one.pk for one in records]).order_by("pk").values_list("row", "before")
        before = [(row, values) for row, values in written if {*NAME_FIELDS} & {*values}]
    found: list[str] = []
    for one in records:
        own = {name: getattr(one, name) for name in NAME_FIELDS}
        said = [own, *(values for row, values in before if row == one.pk)]
        first = [values[name] for name in NAME_FIELDS[:2] for values in said if values.get(name)]
        last = [values["family_name"] for values in said if values.get("family_name")]
        names = dict.fromkeys(f"{given} {family}" for family in last for given in first)
        found += [name for name in names if name not in one.own_names]
    return found


def whose_fact(model: type[Fact], ref: str) -> Case | None:
    """For the trail alone."""
    with wall.as_system("say in the trail whose record was refused"):
        fact = model.objects.filter(ref=ref).first()
        return Case.objects.select_related("child").filter(child=fact.child_id).first() if fact else None


def sees_fact(model: type[Fact]) -> Any:
    """Asked about drafts and files that belong to a fact, each time."""

    def sees(person: User, ref: str) -> bool:
        fact = model.objects.filter(ref=ref).first()
        return fact is not None and Case.objects.visible_to(person).filter(child=fact.child_id).exists()

    return sees


# Rows by which a fact counts as known.
IN_ROWS: dict[Wanted, Any] = {
    Wanted.ADDRESS: Address.objects.current,
    Wanted.PHONE: Phone.objects.current,
    Wanted.SCHOOL: Schooling.objects.current,
    Wanted.GP: lambda: HealthContact.objects.current().filter(kind="gp"),
    Wanted.NHS: lambda: Identifier.objects.current().filter(kind="nhs"),
    Wanted.UPN: lambda: Identifier.objects.current().filter(kind="upn"),
    Wanted.SOCIAL_CARE: lambda: Identifier.objects.current().filter(kind="social_care"),
    Wanted.PARENTAL: lambda: Relation.objects.current().filter(has_parental="yes"),
    Wanted.HOUSEHOLD: lambda: Relation.objects.current().filter(lives_with_child="yes"),
}


def known_facts(child: Child) -> frozenset[Wanted]:
    """Also those of which this person may not read more, such as a confidential address: that it is there is told."""
    with wall.as_system("say which facts about a child are on record"):
        there = {one.value: Exists(rows().filter(child=OuterRef("pk"))) for one, rows in IN_ROWS.items()}
        row = Child.objects.filter(pk=child.pk).annotate(**{f"has_{name}": one for name, one in there.items()}).get()
    in_rows = {one for one in IN_ROWS if getattr(row, f"has_{one.value}")}
    return frozenset(in_rows | _of_itself(row))


def _of_itself(child: Child) -> set[Wanted]:
    said = {
        Wanted.BORN: child.born_on is not None and child.born_is != Born.NOT_KNOWN,
        Wanted.SEX: child.sex not in ("", "not_known"),
        Wanted.ETHNICITY: bool(child.ethnicity),
        Wanted.LANGUAGE: bool(child.language),
        Wanted.INTERPRETER: child.needs_interpreter in (Answer.YES, Answer.NO),
        Wanted.RELIGION: bool(child.religion),
        Wanted.DISABILITY: bool(child.disabilities),
        Wanted.SEN: child.sen not in ("", "not_known"),
    }
    return {one for one, is_known in said.items() if is_known}


def asked_of(child: Child) -> list[Asked]:
    open_ones = Question.objects.filter(child=child, settled_at=None)
    return [Asked(one.fact, one.who_could_know, one.ask_by) for one in open_ones]


# --- what the pages of a case say of the child -----------------------------------------------------------------


def care_of(child: Child) -> set[str]:
    """Under which plans and orders a child is today, and whether they are placed outside the borough."""
    if hasattr(child, "care"):
        return child.care
    statuses = CareStatus.objects.current().filter(child=child).values_list("kind")
    away = Placement.objects.current().filter(child=child, is_out_of_borough=True)
    marked = away.annotate(code=Value(OUT_OF_BOROUGH, CharField())).values_list("code")
    return {code for (code,) in statuses.union(marked)}


def home_of(child: Child) -> list[Relation]:
    """Those with whom the child lives, at least part of the time."""
    return list(Relation.objects.current().filter(child=child, lives_with_child__in=("yes", "part")).order_by("pk"))


def schools_of(child: Child) -> list[Schooling]:
    return list(Schooling.objects.current().filter(child=child).order_by("-since", "-pk"))


def health_of(child: Child) -> list[HealthContact]:
    return list(HealthContact.objects.current().filter(child=child).order_by("kind", "name", "pk"))


def placements_of(child: Child) -> list[Placement]:
    """Of those that this person may see: behind the wall, like schools."""
    return list(Placement.objects.current().filter(child=child).order_by("-since", "-pk"))
