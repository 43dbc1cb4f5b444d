"""Agencies involved, people and services around a child, police references, and what a case says of the child."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from cse_portal.agencies import crime_references
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.cases.access import require_decides
from cse_portal.cases.actions.lines import note_crime, note_involved
from cse_portal.cases.actions.seeing import grant_to_agency, revoke
from cse_portal.cases.models import Case, CaseGrant, Involvement, PoliceReference, ServiceAround
from cse_portal.cases.sharing import Asked, Basis, Level, Model, Need, PoliceOutcome
from cse_portal.cases.team import end_of
from cse_portal.cases.work_kinds import answered_by_reference
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor, System
from cse_portal.worklist.actions import close_items

PURPOSE = "keep what a case says of who is around the child"
INVOLVED_ALREADY = "This agency is involved already. End that first, or write what has changed in the chronology."
NAMED_ONLY = "This case is restricted to named people. Involve the agency without access, and name who is to see it."
ENDED = "This has ended already."
RECORDED_ALREADY = "This reference is on the case already. Change that one."


@dataclass(frozen=True)
class Share:
    """With which agency, what for, on what ground, and whether they were asked."""

    agency: Agency
    purpose: str
    basis: Basis
    asked: Asked
    asked_words: str = ""
    contact: str = ""
    until: date | None = None
    sees_case: bool = False

    def fields(self) -> dict[str, Any]:
        return {**vars(self), "basis": self.basis.value, "asked": self.asked.value}


@transaction.atomic
def involve_agency(*, case: Case, share: Share, by: Actor) -> Involvement:
    """Written together with its access, where it is to see the case."""
    require_decides(by, case, Permission.KEEP_CASES)
    with wall.as_system(PURPOSE):
        held = _locked(case)
        over = Involvement.objects.filter(case=held, agency=share.agency, ended_at__isnull=True)
        over.filter(until__lt=clock.today()).update(ended_at=clock.now())
        if over.exists():
            raise NotAllowedNow(INVOLVED_ALREADY)
        made = Involvement.objects.create(case=held, added_by=_person(by), **share.fields())
        detail = {"agency": share.agency.ref, "basis": share.basis, "sees_case": share.sees_case}
        record("case.agency_involved", about=held, detail=detail, reason=share.purpose, by=by)
        note_involved(case=held, involved=made, name=share.agency.name, why=share.purpose, by=by)
    if share.sees_case:
        given = grant_to_agency(case=case, agency=share.agency, note=share.purpose, until=end_of(share.until), by=by)
        if given is None:
            raise NotAllowedNow(NAMED_ONLY)
    return made


@transaction.atomic
def end_involvement(*, involvement: Involvement, why: str, by: Actor) -> None:
    """Its access ends with it, unless the agency leads the case."""
    case = _case_of(involvement.case_id)
    require_decides(by, case, Permission.KEEP_CASES)
    with wall.as_system(PURPOSE):
        _locked(case)
        held = Involvement.objects.select_related("agency").get(pk=involvement.pk)
        if held.ended_at is not None:
            raise NotAllowedNow(ENDED)
        _end(held, why)
        record("case.agency_left", about=case, detail={"agency": held.agency.ref}, reason=why, by=by)
        note_involved(case=case, involved=held, name=held.agency.name, why=why, by=by)
        of_agency = CaseGrant.objects.live().filter(content_object=case, reason=Reason.AGENCY)
        grant = of_agency.filter(group__access__agency=held.agency).first()
    if grant and held.sees_case and held.agency_id != case.lead_agency_id:
        revoke(grant=grant, why=why, by=by)


@transaction.atomic
def add_service(
    *, case: Case, name: str, service: str, what_for: str, phone: str = "", since: date, by: Actor
) -> ServiceAround:
    require_decides(by, case, Permission.KEEP_CASES)
    with wall.as_system(PURPOSE):
        held = _locked(case)
        words = {"name": name, "service": service, "what_for": what_for, "phone": phone, "since": since}
        made = ServiceAround.objects.create(case=held, added_by=_person(by), **words)
        record("case.service_added", about=held, detail={"service": made.ref}, by=by)
        note_involved(case=held, involved=made, name=f"{name}, {service}", why=what_for, by=by)
    return made


@transaction.atomic
def end_service(*, service: ServiceAround, why: str, by: Actor) -> None:
    case = _case_of(service.case_id)
    require_decides(by, case, Permission.KEEP_CASES)
    with wall.as_system(PURPOSE):
        _locked(case)
        held = ServiceAround.objects.get(pk=service.pk)
        if held.ended_at is not None:
            raise NotAllowedNow(ENDED)
        _end(held, why)
        record("case.service_ended", about=case, detail={"service": held.ref}, reason=why, by=by)
        note_involved(case=case, involved=held, name=f"{held.name}, {held.service}", why=why, by=by)


@dataclass(frozen=True)
class Crime:
    """A reference of the police, as they class it."""

    reference: str
    level: Level | None = None
    is_flagged: bool = False
    outcome: PoliceOutcome | None = None

    def fields(self) -> dict[str, Any]:
        return {
            "reference": crime_references.tidy(self.reference),
            "level": self.level or "",
            "is_flagged": self.is_flagged,
            "outcome": self.outcome or "",
        }


@transaction.atomic
def add_police_reference(*, case: Case, crime: Crime, by: Actor) -> PoliceReference:
    """Whatever it looks like: one that does not fit the pattern is warned of on the pages, never turned away."""
    require_decides(by, case, Permission.KEEP_CASES)
    with wall.as_system(PURPOSE):
        held = _locked(case)
        _require_new(held, crime)
        made = PoliceReference.objects.create(case=held, added_by=_person(by), **crime.fields())
        record("police_reference.added", about=made, detail={"level": made.level}, by=by)
        for kind in answered_by_reference():
            close_items(kind=kind.code, source=held, by=by)
        note_crime(reference=made, by=by)
    return made


@transaction.atomic
def change_police_reference(*, reference: PoliceReference, crime: Crime, version: int, by: Actor) -> PoliceReference:
    case = _case_of(reference.case_id)
    require_decides(by, case, Permission.KEEP_CASES)
    with wall.as_system(PURPOSE):
        _locked(case)
        held = PoliceReference.held_at(pk=reference.pk, version=version)
        _require_new(case, crime, apart_from=held)
        held.case = case
        for name, value in crime.fields().items():
            setattr(held, name, value)
        held.save()
        record("police_reference.changed", about=held, detail={"level": held.level, "outcome": held.outcome}, by=by)
    return held


@dataclass(frozen=True)
class Facts:
    """How the child is exploited, whether that is why they came to notice, and whom they trust."""

    need: Need
    models: list[Model] = field(default_factory=list)
    best: str = ""
    best_with: Membership | None = None


@transaction.atomic
def change_facts(*, case: Case, facts: Facts, version: int, by: Actor) -> Case:
    require_decides(by, case, Permission.KEEP_CASES)
    with wall.as_system(PURPOSE):
        held = Case.held_at(pk=case.pk, version=version)
        held.is_cse_presenting_need = facts.need.value
        held.models_of_cse = [one.value for one in Model if one in facts.models]
        held.best_relationship, held.best_relationship_with = facts.best, facts.best_with
        held.save(
            update_fields=["is_cse_presenting_need", "models_of_cse", "best_relationship", "best_relationship_with"]
        )
        record("case.facts_changed", about=held, detail={"models": held.models_of_cse, "need": facts.need}, by=by)
    return held


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).select_related("child").get(pk=case.pk)


def _case_of(number: int) -> Case:
    with wall.as_system(PURPOSE):
        return Case.objects.select_related("child", "lead_agency").get(pk=number)


def _end(what: Involvement | ServiceAround, why: str) -> None:
    what.ended_at, what.ended_why = clock.now(), why
    what.save(update_fields=["ended_at", "ended_why"])


def _require_new(case: Case, crime: Crime, apart_from: PoliceReference | None = None) -> None:
    same = PoliceReference.objects.filter(case=case, reference=crime_references.tidy(crime.reference))
    others: Iterable[PoliceReference] = same.exclude(pk=apart_from.pk) if apart_from else same
    if list(others):
        raise NotAllowedNow(RECORDED_ALREADY)


def _person(by: Actor) -> User | None:
    return None if isinstance(by, System) else User.objects.get(pk=by.pk)
