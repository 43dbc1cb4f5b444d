"""What is known about some children, so that their record can be tried."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.acting import as_hat
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.audit.actions import record
from cse_portal.cases.actions import ask_for_fact, change_child, compare_these, grant_to_person, open_case, record_fact
from cse_portal.cases.completeness import Wanted
from cse_portal.cases.fact_kinds import KINDS
from cse_portal.cases.models import Case
from cse_portal.core import wall
from cse_portal.core.acting import Acting, acts
from cse_portal.core.actor import System
from cse_portal.demo.cast import AGENCIES, CAST
from cse_portal.demo.children import KNOWN, KnownChild, KnownFact

MODELS = {kind.code: kind.model for kind in KINDS}
A_YEAR = timedelta(days=365)


@transaction.atomic
def load_children(*, size: int, random: Random, on: date, by: System) -> int:
    """Written by the social worker, as their own record would be."""
    emails = {member.key: member.email for member in CAST}
    worker = User.objects.get(email=emails["social_worker"])
    post = Membership.objects.select_related("agency").get(user=worker)
    made = 0
    for child in KNOWN:
        case = _case(child, post, on, by)
        with access.acting_for(worker), acts(Acting(person_id=worker.pk, hat=as_hat(post))):
            change_child(case=case, version=case.child.version, values=child.itself, by=worker)
            for fact in child.facts:
                record_fact(case=case, fact=MODELS[fact.kind](), values=_dated(fact, on), by=worker)
            for wanted, who in ((Wanted.GP, "Mother"), (Wanted.SCHOOL, "Education welfare")):
                if not _is_known(child, wanted):
                    ask_by = on + timedelta(days=random.randint(2, 9))
                    ask_for_fact(case=case, fact=wanted, who_could_know=who, ask_by=ask_by, by=worker)
        made += 1 + len(child.facts)
        if child.is_again:
            _compare(case, _of_name(child.is_again, child.family_name, by), by)
    record("demo.children_loaded", about=post.agency, detail={"rows": made}, by=by)
    return made


def _case(child: KnownChild, post: Membership, on: date, by: System) -> Case:
    """The one that is there, or a new one."""
    case = _of_name(child.given_names, child.family_name, by)
    if case is not None:
        return case
    team = Agency.objects.get(name=AGENCIES["csc"])
    born_on = on - child.years * A_YEAR - timedelta(days=200)
    if child.is_again and (other := _of_name(child.is_again, child.family_name, by)):
        born_on = other.child.born_on or born_on
    case = open_case(
        given_names=child.given_names, family_name=child.family_name, born_on=born_on, lead_agency=team, by=by
    )
    grant_to_person(case=case, membership=post, by=by)
    return case


def _of_name(given: str, family: str, by: System) -> Case | None:
    with wall.as_system(by.purpose):
        found = Case.objects.select_related("child", "lead_agency", "partnership")
        return found.filter(child__given_names=given, child__family_name=family).first()


def _compare(case: Case, other: Case | None, by: System) -> None:
    """As every night; the MASH officer is named on both, and may propose what a manager confirms."""
    emails = {member.key: member.email for member in CAST}
    officer = Membership.objects.get(user__email=emails["mash_officer"])
    for one in (case, other):
        if one is not None:
            grant_to_person(case=one, membership=officer, by=by)
    compare_these(children=[case.child], by=by)


def _dated(fact: KnownFact, on: date) -> dict[str, Any]:
    said: dict[str, Any] = dict(fact.values)
    if fact.days is not None:
        said["since"] = on - timedelta(days=fact.days)
    if fact.ended is not None:
        said["until"] = on - timedelta(days=fact.ended)
    if "years" in said:
        said["born_on"] = on - said.pop("years") * A_YEAR - timedelta(days=120)
    if "attendance" in said:
        said["attendance_on"] = on - timedelta(days=7)
    return said


def _is_known(child: KnownChild, wanted: Wanted) -> bool:
    kinds = {Wanted.GP: "health", Wanted.SCHOOL: "school"}
    return any(fact.kind == kinds[wanted] for fact in child.facts)
