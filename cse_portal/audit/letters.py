"""The digest of an anchor by e-mail, to whoever keeps it outside: numbers only, nobody's name."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.core.mail import send_mail

from cse_portal.audit.models import AuditAnchor

log = structlog.get_logger("portal.audit")


def send_anchor(anchor: AuditAnchor) -> None:
    """A mail server that is away is no reason to lose the anchor: its file and its row are there."""
    if not settings.AUDIT_ANCHOR_EMAIL:
        return
    try:
        send_mail(
            f"Audit anchor {anchor.number} of {anchor.day:%d %B %Y}".replace(" 0", " "),
            f"Keep this message: it proves the audit trail as it stood.\n\nFile: {anchor.file_name}\n"
            f"Entries: {anchor.entries}\nChains: {anchor.chains}\nDigest: {anchor.digest}\n",
            None,
            [settings.AUDIT_ANCHOR_EMAIL],
        )
    except OSError as problem:  # smtplib's own errors are among them
        log.error("anchor_not_mailed", kind=type(problem).__name__)
