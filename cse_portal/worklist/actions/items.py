"""Opening and closing due items; each stage calls these inside the deed itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.actions import record
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor
from cse_portal.core.models import Record
from cse_portal.worklist.kinds import is_kind
from cse_portal.worklist.models import DueItem, Snooze

# Whoever does a deed need not meet the items that it opens or closes for others.
WRITES = "write down the work that a deed opens, closes or hands over"


@transaction.atomic
def open_item(
    *,
    kind: str,
    task: str,
    button: str,
    url: str,
    agency: Agency,
    due_at: datetime,
    critical_at: datetime | None = None,
    person: User | None = None,
    role: Role | None = None,
    detail: str = "",
    source: Record | None = None,
    case_ref: str = "",
    by: Actor,
) -> DueItem:
    """Addressed to a person, else to a role in the agency, else to whoever answers for the agency; once a source.

    `case_ref` names the case that it is about: while that is restricted, nobody else hears of it.
    """
    if not is_kind(kind):
        raise ValueError(f"No stage has added the kind of work {kind}")
    address = {"person": person, "agency": agency, "role": role or ""}
    words = {"button": button, "url": url, "due_at": due_at, "critical_at": critical_at, "detail": detail}
    words |= {"case_ref": case_ref, "opened_by": by if isinstance(by, User) else None}
    with wall.as_system(WRITES):
        if source is None:
            item, is_new = DueItem.objects.create(kind=kind, task=task, **address, **words), True
        else:
            item, is_new = _once({"kind": kind, "task": task, "source_ref": source.ref, **address}, words)
    if is_new:
        record("due_item.opened", about=item, detail={"kind": kind}, by=by)
    return item


@transaction.atomic
def close_items(*, kind: str, source: Record, of: User | None = None, by: Actor) -> int:
    """Closed by the deed: every open item of this kind that came from this record, or only one person's."""
    wanted = DueItem.objects.open().filter(kind=kind, source_ref=source.ref)
    if of:
        wanted = wanted.filter(Q(person=of) | Q(first_person=of))
    with wall.as_system(WRITES):
        items = list(wanted.select_for_update())
        for item in items:
            _close(item, by)
    return len(items)


@transaction.atomic
def hand_over_items(*, refs: Sequence[str], agency: Agency, of: User, to: User, by: Actor) -> list[str]:
    """Those of them that are still open and the first one's; one that the other has already is simply closed."""
    wanted = DueItem.objects.open().filter(ref__in=refs, agency=agency, person=of)
    with wall.as_system(WRITES):
        items = list(wanted.select_for_update(of=("self",)).order_by("pk"))
        for item in items:
            if hand_over_one(item=item, to=to, by=by):
                record("due_item.handed_over", about=item, detail={"of": of.ref, "to": to.ref}, by=by)
    return [item.ref for item in items]


@transaction.atomic
def hand_over_one(*, item: DueItem, to: User, by: Actor) -> bool:
    """As the portal; whoever calls it says in the trail why. The sweep looks again, and tells the new person."""
    Snooze.objects.not_ended().filter(item=item).update(
        ended_at=clock.now(), ended_by=by if isinstance(by, User) else None
    )
    if _has_already(to, item):
        _close(item, by)
        return False
    if item.given_at is None:
        item.first_person = item.person
    item.person, item.given_at = to, clock.now()
    item.next_step_at, item.step_failures, item.set_aside_at = clock.now(), 0, None
    fields = ["person", "given_at", "first_person", "next_step_at", "step_failures", "set_aside_at"]
    item.save(update_fields=fields)
    return True


def _once(named: dict[str, Any], words: dict[str, Any]) -> tuple[DueItem, bool]:
    """One at a time from a source, also where it has changed hands since."""
    without_person = {name: value for name, value in named.items() if name != "person"}
    same = DueItem.objects.open().filter(**without_person).addressed_to(named["person"])
    found = same.first()
    if found is not None:
        return found, False
    return DueItem.objects.get_or_create(closed_at=None, **named, defaults=words)


def _has_already(user: User, item: DueItem) -> bool:
    same = DueItem.objects.open().filter(kind=item.kind, task=item.task, agency=item.agency_id, role=item.role)
    return bool(item.source_ref) and same.filter(source_ref=item.source_ref, person=user).exists()


def _close(item: DueItem, by: Actor) -> None:
    item.closed_at, item.closed_by = clock.now(), by if isinstance(by, User) else None
    item.save(update_fields=["closed_at", "closed_by"])
    record("due_item.closed", about=item, detail={"kind": item.kind}, by=by)
