"""Runs the verifier on the portal's own database and keeps what it found."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connection

from cse_portal.audit.actions.anchors import record_check
from cse_portal.audit.verifying import Report, Scope, verify
from cse_portal.core import clock
from cse_portal.core.actor import System

NIGHTLY = System("check the audit trail every night")


def check(scope: Scope, *, by: System) -> Report:
    started_at = clock.now()
    report = verify(_parameters(), scope)
    record_check(scope=scope, report=report, started_at=started_at, by=by)
    return report


def check_everything(*, by: System = NIGHTLY) -> Report:
    return check(Scope(anchors=settings.AUDIT_ANCHOR_DIR), by=by)


def _parameters() -> dict[str, Any]:
    """The verifier opens connections of its own, with nothing of Django's on them."""
    return {name: value for name, value in connection.get_connection_params().items() if name != "cursor_factory"}
