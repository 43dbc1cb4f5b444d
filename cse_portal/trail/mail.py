"""E-mails that say only that something waits in the portal: no name, no case, no agency."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from cse_portal.agencies.models import User

SUBJECTS = {
    "week": "Who looked last week: a list waits for you",
    "asked": "A question about your work waits for you",
    "alarm": "An alarm in the CSE Portal waits for you",
}
log = logging.getLogger(__name__)


def tell(people: Iterable[User], about: str) -> int:
    """How many were told; the worklist holds the same, so that a mail server that is away loses nothing."""
    text = render_to_string(f"trail/email/{about}.txt", {"link": settings.PORTAL_URL})
    return sum(_sent(SUBJECTS[about], text, person.email) for person in people)


def _sent(subject: str, text: str, address: str) -> bool:
    try:
        send_mail(subject, text, None, [address])
    except (OSError, SMTPException) as problem:
        log.error("mail_not_sent", extra={"error": type(problem).__name__})
        return False
    return True
