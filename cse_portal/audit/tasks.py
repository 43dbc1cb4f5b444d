"""Every night: an anchor to send outside, then a check of everything."""

from __future__ import annotations

from celery import shared_task
from django.conf import settings

from cse_portal.audit.actions.anchors import take_anchor
from cse_portal.audit.checking import NIGHTLY, check_everything
from cse_portal.audit.letters import send_anchor
from cse_portal.core.actor import System

ANCHOR = System("anchor the audit trail every night")


@shared_task(name="audit.take_anchor", purpose=ANCHOR.purpose)
def anchor() -> int:
    taken = take_anchor(folder=settings.AUDIT_ANCHOR_DIR, by=ANCHOR)
    send_anchor(taken)
    return taken.moved


@shared_task(name="audit.check", purpose=NIGHTLY.purpose)
def check() -> int:
    """How many chains are broken; the operations page says so until a check finds all well."""
    return len(check_everything().findings)
