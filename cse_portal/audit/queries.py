"""What other rooms ask about the trail as a whole."""

from __future__ import annotations

from datetime import timedelta

from cse_portal.audit.models import AuditAnchor, AuditCheck, AuditEvent
from cse_portal.core import clock, wall

CHECK_DUE_AFTER = timedelta(hours=50)
ANCHOR_DUE_AFTER = timedelta(hours=50)


def last_check() -> AuditCheck | None:
    """The newest check of everything."""
    return AuditCheck.objects.whole().first()


def last_anchor() -> AuditAnchor | None:
    return AuditAnchor.objects.first()


def trouble() -> str:
    """One sentence when somebody must look; nothing otherwise. A young portal need not have been checked yet."""
    check, anchor = last_check(), last_anchor()
    if check and check.broken:
        return (
            f"{check.broken} chains of the audit trail are broken" if check.broken > 1 else "The audit trail is broken"
        )
    if not _is_older_than(CHECK_DUE_AFTER):
        return ""
    if check is None or check.age > CHECK_DUE_AFTER:
        return "The audit trail was not checked for two days"
    if anchor is None or clock.now() - anchor.taken_at > ANCHOR_DUE_AFTER:
        return "The audit trail was not anchored for two days"
    return ""


def _is_older_than(age: timedelta) -> bool:
    with wall.as_system("tell how old the trail is"):
        first = AuditEvent.objects.order_by("id").values_list("at", flat=True).first()
    return first is not None and clock.now() - first > age
