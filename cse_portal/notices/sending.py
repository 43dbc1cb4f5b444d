"""Carries letters out of the portal, one by one; what happens to each is written down before the next."""

from __future__ import annotations

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from cse_portal.agencies.models import Membership
from cse_portal.core.actor import System
from cse_portal.notices import actions
from cse_portal.notices.models import Letter

PERMANENT = range(550, 555)
log = structlog.get_logger("portal.notices")


class Refused(Exception):
    """The address takes no mail, now or later."""


def send_waiting(*, by: System) -> int:
    """Until none is left that may go now."""
    sent = 0
    while letters := actions.claim_letters(by=by):
        works = set(
            Membership.objects.live()
            .filter(user__in=[one.recipient_id for one in letters])
            .values_list("user", flat=True)
        )
        connection = get_connection()
        for letter in letters:
            sent += _send(letter, connection, is_here=letter.recipient_id in works, by=by)
        connection.close()
    return sent


def _send(letter: Letter, connection: BaseEmailBackend, *, is_here: bool, by: System) -> bool:
    if not is_here:
        actions.note_dropped(letter=letter, by=by)
        return False
    try:
        post(letter, connection)
    except Refused as refusal:
        actions.note_refused(letter=letter, error_kind=str(refusal), by=by)
        return False
    except (OSError, SMTPException) as problem:
        log.error("mail_not_sent", kind=type(problem).__name__)
        actions.note_failed(letter=letter, error_kind=type(problem).__name__, by=by)
        return False
    actions.note_sent(letter=letter, by=by)
    return True


def post(letter: Letter, connection: BaseEmailBackend) -> None:
    """The same letter always bears the same number, by which whoever gets it twice keeps one."""
    message = EmailMessage(
        letter.subject,
        letter.body,
        to=[letter.recipient.email],
        headers={"Message-ID": message_id(letter)},
        connection=connection,
    )
    try:
        message.send()
    except SMTPRecipientsRefused as refusal:
        codes = {code for code, _ in refusal.recipients.values()}
        if all(code in PERMANENT for code in codes):
            raise Refused(f"SMTP {min(codes)}") from None
        raise
    except SMTPResponseException as refusal:
        if refusal.smtp_code in PERMANENT:
            raise Refused(f"SMTP {refusal.smtp_code}") from None
        raise


def message_id(letter: Letter) -> str:
    return f"<{letter.ref}@{urlsplit(settings.PORTAL_URL).hostname or 'localhost'}>"
