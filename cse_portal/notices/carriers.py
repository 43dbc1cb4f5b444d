"""Who takes letters out of the portal: a mail server, or GOV.UK Notify for e-mails and text messages."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from cse_portal.core.notify import Fate, Notify, NotifyRefused, carries_mail, carries_texts, notify
from cse_portal.notices.letter_states import Channel
from cse_portal.notices.models import Letter, Reaching

PERMANENT = range(550, 555)
ALREADY_THERE = (Fate.DELIVERED, Fate.UNDER_WAY)


class Refused(Exception):
    """The address takes nothing, now or later."""


class NoCarrier(OSError):
    """The portal was set up to send these, and is no more."""


class Carrier(Protocol):
    is_known_later: bool  # whether it arrived is asked afterwards

    def carry(self, letter: Letter) -> None: ...

    def close(self) -> None: ...


class MailServer:
    is_known_later = False

    def __init__(self, connection: BaseEmailBackend) -> None:
        self._connection = connection

    def carry(self, letter: Letter) -> None:
        """The same letter always bears the same number, by which whoever gets it twice keeps one."""
        message = EmailMessage(
            letter.subject,
            letter.body,
            to=[letter.recipient.email],
            headers={"Message-ID": message_id(letter)},
            connection=self._connection,
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

    def close(self) -> None:
        self._connection.close()


class ByNotify:
    is_known_later = True

    def __init__(self, carrier: Notify) -> None:
        self._notify = carrier

    def carry(self, letter: Letter) -> None:
        """It keeps what it is given twice: what was tried before is asked for by its reference first."""
        fate = self._notify.fate_of(letter.ref) if letter.tries > 1 else None
        if fate in ALREADY_THERE:
            return
        if fate is Fate.REFUSED:
            raise Refused("Notify permanent-failure")
        try:
            self._send(letter)
        except NotifyRefused as refusal:
            raise Refused(str(refusal)) from None

    def _send(self, letter: Letter) -> None:
        if letter.channel == Channel.TEXT:
            number = Reaching.objects.filter(person=letter.recipient_id).values_list("mobile", flat=True).first()
            if not number:
                raise Refused("No number any more")
            self._notify.send_text(to=number, message=letter.body, reference=letter.ref)
            return
        self._notify.send_email(
            to=letter.recipient.email, subject=letter.subject, message=letter.body, reference=letter.ref
        )

    def close(self) -> None:
        """Each request has its own connection."""


class Carriers:
    """One for each channel, as the settings name them; opened for one round of letters."""

    def __init__(self) -> None:
        carrier = notify()
        self._of: dict[Channel, Carrier] = {}
        if carrier is not None and carries_texts():
            self._of[Channel.TEXT] = ByNotify(carrier)
        if not carries_mail():
            self._of[Channel.EMAIL] = MailServer(get_connection())
        elif carrier is not None:
            self._of[Channel.EMAIL] = ByNotify(carrier)

    def of(self, letter: Letter) -> Carrier:
        found = self._of.get(Channel(letter.channel))
        if found is None:
            raise NoCarrier(letter.channel)
        return found

    def close(self) -> None:
        for carrier in self._of.values():
            carrier.close()


def message_id(letter: Letter) -> str:
    return f"<{letter.ref}@{urlsplit(settings.PORTAL_URL).hostname or 'localhost'}>"
