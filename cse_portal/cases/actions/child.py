"""What is known about a child: written, corrected, ended, or found never to have been right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.cases import child_queries
from cse_portal.cases.access import agency_of, require_decides
from cse_portal.cases.completeness import ABOUT, Wanted
from cse_portal.cases.models import Address, Case, Child, ChildName, Fact, Identifier, Phone, Question
from cse_portal.cases.work_kinds import CHILD_FACTS
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor, System
from cse_portal.core.working_days import end_of_work
from cse_portal.worklist.actions import close_items, open_item

Values = Mapping[str, Any]
A_DAY = timedelta(days=1)
NAMES = ("given_names", "family_name")
FOUND_BY = (ChildName, Identifier)
TELLING = (Address, Phone)  # held against other records, when two may be of one child


@transaction.atomic
def change_child(*, case: Case, version: int, values: Values, keeps_old_name: bool = False, by: Actor) -> Child:
    """A legal name that was right until now goes on being found: it becomes an earlier name."""
    require_decides(by, case, Permission.KEEP_RECORD)
    held = Child.held_at(pk=case.child_id, version=version)
    changed = _set(held, values)
    if not changed:
        return held
    before = Child.objects.get(pk=held.pk)
    held.save()
    record("child.changed", about=held, case=case, detail={"fields": changed}, by=by)
    if keeps_old_name and set(changed) & set(NAMES):
        former = {"kind": "former", "name": before.own_names[0], "until": clock.today()}
        _write(ChildName(child=held), former, case=case, by=by)
    _settle(held, case, by)
    return held


@transaction.atomic
def record_fact(*, case: Case, fact: Fact, values: Values, replaces: Fact | None = None, by: Actor) -> Fact:
    """What it replaces ends the day before it begins; the day before today where that is not known."""
    require_decides(by, case, Permission.KEEP_RECORD)
    if replaces is not None:
        _end(replaces, values.get("since"), case=case, by=by)
    fact.child = case.child
    _write(fact, values, case=case, by=by)
    _settle(case.child, case, by)
    return fact


@transaction.atomic
def change_fact(*, case: Case, fact: Fact, version: int, values: Values, by: Actor) -> Fact:
    require_decides(by, case, Permission.KEEP_RECORD)
    held = type(fact).held_at(pk=fact.pk, version=version)
    changed = _set(held, values)
    if changed:
        _save(held, by)
        _renew_keys_for(held)
        record("child_fact.changed", about=held, case=case, detail={"fields": changed}, by=by)
        _settle(case.child, case, by)
    return held


@transaction.atomic
def withdraw_fact(*, case: Case, fact: Fact, version: int, why: str, by: User) -> Fact:
    """It was never right. It stays in the history, and is shown nowhere else."""
    require_decides(by, case, Permission.KEEP_RECORD)
    held = type(fact).held_at(pk=fact.pk, version=version)
    if held.withdrawn_at is not None:
        raise NotAllowedNow("This was already marked as never right.")
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_because = clock.now(), by, why
    held.save()
    _renew_keys_for(held)
    record("child_fact.withdrawn", about=held, case=case, reason=why, by=by)
    return held


@transaction.atomic
def ask_for_fact(*, case: Case, fact: Wanted, who_could_know: str, ask_by: date, by: User) -> Question:
    """One open question for each fact; it closes by itself when the fact is there."""
    require_decides(by, case, Permission.KEEP_RECORD)
    agency = agency_of(by)
    if agency is None or fact in child_queries.known_facts(case.child):
        raise NotAllowedNow("This is known by now. Look at the child’s record again.")
    terms = {"who_could_know": who_could_know, "ask_by": ask_by, "asked_by": by, "agency": agency}
    asked, is_new = Question.objects.get_or_create(child=case.child, fact=fact, settled_at=None, defaults=terms)
    if not is_new:
        close_items(kind=CHILD_FACTS.code, source=asked, by=by)
        for name, value in terms.items():
            setattr(asked, name, value)
        asked.save()
    record("child_fact.asked_for", about=asked, case=case, detail={"fact": fact.value}, by=by)
    _put_before(asked, case, by)
    return asked


def _put_before(asked: Question, case: Case, by: User) -> None:
    due = end_of_work(asked.ask_by)
    open_item(
        kind=CHILD_FACTS.code,
        task=f"Find out: {ABOUT[Wanted(asked.fact)].title}",
        detail=f"Case {case.ref}",
        button="Open the record",
        url=reverse("cases:child", kwargs={"ref": case.ref}),
        agency=asked.agency,
        person=by,
        due_at=due,
        source=asked,
        case_ref=case.ref,
        by=by,
    )


def _settle(child: Child, case: Case, by: Actor) -> None:
    """Questions that the record answers by now."""
    known = child_queries.known_facts(child)
    for asked in Question.objects.filter(child=child, settled_at=None, fact__in=sorted(known)):
        asked.settled_at = clock.now()
        asked.save(update_fields=["settled_at"])
        record("child_fact.found_out", about=asked, case=case, detail={"fact": asked.fact}, by=by)
        close_items(kind=CHILD_FACTS.code, source=asked, by=by)


def _write(fact: Fact, values: Values, *, case: Case, by: Actor) -> None:
    _set(fact, values)
    fact.told_by = agency_of(by)
    fact.recorded_by = by if isinstance(by, User) else None
    _save(fact, by)
    _renew_keys_for(fact)
    record("child_fact.recorded", about=fact, case=case, by=by)


def _renew_keys_for(fact: Fact) -> None:
    if isinstance(fact, FOUND_BY):
        renew_keys(fact.child)
    elif isinstance(fact, TELLING):
        Child.objects.filter(pk=fact.child_id).update(compared_at=None)


def _save(fact: Fact, by: Actor) -> None:
    """Whoever learns a confidential address can write it down, even if from then on it is not theirs to read."""
    if isinstance(fact, Identifier):
        _require_alone(fact)
    if getattr(fact, "is_confidential", False) and not (isinstance(by, System) or access.reader(by).places):
        with wall.as_system("keep what leads to a child from a role that need not go there"):
            fact.save()
    else:
        fact.save()


def _require_alone(number: Identifier) -> None:
    """Only one number of a kind is right at a time; the child's row is held, lest two write one at once."""
    if number.until is not None:
        return
    Child.objects.select_for_update().get(pk=number.child_id)
    others = Identifier.objects.held().filter(child=number.child, kind=number.kind, until=None)
    if others.exclude(pk=number.pk).exists():
        raise NotAllowedNow(f"{number.get_kind_display()} is on record already. Look at the child’s record again.")


def renew_keys(child: Child) -> None:
    """What the child is found by follows the names and numbers on record; it is no change of the child itself.

    A record that became part of this one is still asked for by its own names and reference, and a name that a merge
    replaced goes on being found.
    """
    held = Child.objects.get(pk=child.pk)
    merged = list(held.merged_from.order_by("pk"))
    names = ChildName.objects.held().filter(child=held).order_by("pk").values_list("name", flat=True)
    numbers = Identifier.objects.held().filter(child=held).order_by("pk").values_list("value", flat=True)
    replaced = child_queries.replaced_names(held, *merged)
    held.other_names = [*names, *(name for one in merged for name in one.own_names), *replaced]
    held.numbers = [*numbers, *(one.ref for one in merged)]
    Child.objects.filter(pk=held.pk).update(
        other_names=held.other_names, numbers=held.numbers, keys=held.found_under(), compared_at=None
    )


def _end(fact: Fact, since: date | None, *, case: Case, by: Actor) -> None:
    held = type(fact).objects.select_for_update().get(pk=fact.pk)
    last = (since or clock.today()) - A_DAY
    held.until = max(last, held.since) if held.since else last
    held.save()
    record("child_fact.ended", about=held, case=case, by=by)


def _set(row: Child | Fact, values: Values) -> list[str]:
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    return changed
