"""Opening and closing due items; each stage calls these inside the deed itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import Actor
from cse_portal.core.models import Record
from cse_portal.worklist.kinds import is_kind
from cse_portal.worklist.models import DueItem


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
    by: Actor,
) -> DueItem:
    """Addressed to a person, else to a role in the agency, else to whoever answers for the agency; once a source."""
    if not is_kind(kind):
        raise ValueError(f"No stage has added the kind of work {kind}")
    address = {"person": person, "agency": agency, "role": role or ""}
    words = {"button": button, "url": url, "due_at": due_at, "critical_at": critical_at, "detail": detail}
    if source is None:
        item, is_new = DueItem.objects.create(kind=kind, task=task, **address, **words), True
    else:
        item, is_new = DueItem.objects.get_or_create(
            kind=kind, task=task, source_ref=source.ref, closed_at=None, **address, defaults=words
        )
    if is_new:
        record("due_item.opened", about=item, detail={"kind": kind}, by=by)
    return item


@transaction.atomic
def close_items(*, kind: str, source: Record, by: Actor) -> int:
    """Closed by the deed: every open item of this kind that came from this record."""
    items = list(DueItem.objects.open().filter(kind=kind, source_ref=source.ref).select_for_update())
    for item in items:
        item.closed_at = clock.now()
        item.save(update_fields=["closed_at"])
        record("due_item.closed", about=item, detail={"kind": kind}, by=by)
    return len(items)
