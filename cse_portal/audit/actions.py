"""Writing the audit trail: called inside every other action's transaction."""

from __future__ import annotations

from typing import Any

from cse_portal.audit.models import AuditEvent
from cse_portal.core.actor import Actor, System
from cse_portal.core.request_id import current_request_id


def record(kind: str, *, about: Any = None, detail: dict[str, Any] | None = None, reason: str = "", by: Actor) -> None:
    """One event, past tense ("referral.triaged"); no names or free text about a child go into detail."""
    AuditEvent.objects.create(
        kind=kind,
        actor_kind="system" if isinstance(by, System) else "person",
        actor_id=None if isinstance(by, System) else by.pk,
        purpose=by.purpose if isinstance(by, System) else "",
        object_kind=about._meta.label_lower if about is not None else "",
        object_ref=str(getattr(about, "ref", about.pk)) if about is not None else "",
        detail=detail or {},
        reason=reason,
        request_id=current_request_id(),
    )
