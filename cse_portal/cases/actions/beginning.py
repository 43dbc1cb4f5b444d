"""A record is begun: first a look whether there is one, then the child, the case and what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.cases.actions.child import record_fact
from cse_portal.cases.actions.entries import write_entry
from cse_portal.cases.actions.opening import open_case
from cse_portal.cases.actions.seeing import PORTAL, grant_to_person
from cse_portal.cases.child_lists import Born
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case, Child, ChildSearch, Identifier
from cse_portal.cases.work_kinds import BEGUN
from cse_portal.core import broker, clock, wall
from cse_portal.core.working_days import add_working_days, end_of_work
from cse_portal.worklist.actions import open_item

LOOKS = "look whether a child has a record"
BEGINS = "begin a record"
BEGUN_ALREADY = "You began a record from this search already. It is on your list of cases."
COMPARE_ONE = "cases.compare_child"
IDENTITY = ("given_names", "family_name", "known_as", "born_is", "born_on")


@transaction.atomic
def look_for_child(*, values: Mapping[str, Any], by: User) -> ChildSearch:
    """On record whatever it finds."""
    hat = _hat(by)
    with wall.as_system(LOOKS):
        search = ChildSearch.objects.create(asked_by=by, agency=hat.agency, **values)
        record("child_search.made", about=search, by=by)
    return search


@transaction.atomic
def begin_record(*, search: ChildSearch, happened_on: date, words: str, handling: Handling, by: User) -> Case:
    """Led by the person’s own agency until another takes it over; whether the child is known is looked at at once."""
    hat = _hat(by)
    access.require_own(by, search.asked_by_id)
    with wall.as_system(BEGINS):
        held = ChildSearch.objects.select_for_update(of=("self",)).get(pk=search.pk)
        if held.led_to_id is not None:
            raise NotAllowedNow(BEGUN_ALREADY)
        case = _open(held, hat, by)
        held.led_to = case
        held.save()
        record("child_search.led_to_record", about=held, case=case, child=case.child, by=by)
    if held.number:
        values = {"kind": held.number_kind, "value": held.number}
        record_fact(case=case, fact=Identifier(child=case.child), values=values, by=by)
    write_entry(case=case, happened_on=happened_on, words=words, handling=handling, agency=hat.agency, by=by)
    _tell_the_agency(case, hat, by)
    _compare_at_once(case.child)
    return case


def _open(search: ChildSearch, hat: Membership, by: User) -> Case:
    said = {name: getattr(search, name) for name in IDENTITY}
    said["born_is"] = Born(said["born_is"])
    case = open_case(**said, lead_agency=hat.agency, by=by)
    grant_to_person(case=case, membership=hat, note="Began this record", by=PORTAL)
    return case


def _tell_the_agency(case: Case, hat: Membership, by: User) -> None:
    """Whoever answers for it reads the record by the next working day: no worry stays with one person."""
    if access.can(by, Permission.AGENCY_WORK):
        return
    open_item(
        kind=BEGUN.code,
        task="Read the record that a colleague began",
        button="Open the record",
        detail=f"Case {case.ref}",
        url=reverse("cases:record", kwargs={"ref": case.ref}),
        agency=hat.agency,
        due_at=end_of_work(add_working_days(clock.today(), 1)),
        source=case,
        case_ref=case.ref,
        by=by,
    )


def _hat(by: User) -> Membership:
    """In which somebody begins a record: the role must see cases by name, or its own would be hidden from it."""
    access.require(by, Permission.BEGIN_RECORD)
    hats = access.acting_in(by)
    if not hats:
        raise PermissionDenied
    return hats[0]


def _compare_at_once(child: Child) -> None:
    """With whatever there is; the night finds it again where Redis is away."""
    ref = child.ref
    transaction.on_commit(lambda: broker.hand_over(COMPARE_ONE, ref), robust=True)
