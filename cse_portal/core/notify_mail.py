"""Django's mail by way of GOV.UK Notify, for whatever the portal writes without keeping it as a letter of its own."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from cse_portal.core.notify import NotifyRefused, NotifyTrouble, notify


class NotifyBackend(BaseEmailBackend):
    """One message a recipient, as Notify has it. What goes wrong is an OSError, as with a mail server."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(self._carried(message) for message in email_messages)

    def _carried(self, message: EmailMessage) -> bool:
        carrier = notify()
        try:
            if carrier is None:
                raise NotifyTrouble("Notify has no key")
            for to in message.recipients():
                carrier.send_email(
                    to=to, subject=str(message.subject), message=str(message.body), reference=secrets.token_hex(16)
                )
        except NotifyRefused as refusal:
            if not self.fail_silently:
                raise NotifyTrouble(str(refusal)) from None
            return False
        except OSError:
            if not self.fail_silently:
                raise
            return False
        return True
