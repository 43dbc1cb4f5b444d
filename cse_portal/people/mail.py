"""The invitation's e-mail: it says which agency, and nothing about anybody."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from cse_portal.people.models import Invitation

SUBJECT = "Your invitation to the CSE Portal"
log = logging.getLogger(__name__)


def send_invitation(invitation: Invitation, key: str) -> bool:
    """False when the mail server would not have it: the page says so, and offers to send it again."""
    link = f"{settings.PORTAL_URL}{reverse('invitation_link', kwargs={'key': key})}"
    context = {"agency": invitation.agency.name, "link": link, "until": invitation.expires_at}
    text = render_to_string("people/email/invitation.txt", context)
    try:
        send_mail(SUBJECT, text, None, [invitation.email])
    except (OSError, SMTPException) as problem:
        log.error("mail_not_sent", extra={"error": type(problem).__name__})
        return False
    return True
