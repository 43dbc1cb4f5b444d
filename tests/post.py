"""The portal's post, delivered at once: news that rests at night leaves when a test asks for it."""

from __future__ import annotations

from django.core import mail
from django.core.mail import EmailMessage

from cse_portal.core import clock, wall
from cse_portal.notices.models import Notice
from cse_portal.notices.tasks import remind


def delivered() -> list[EmailMessage]:
    """Everything sent by now, in the order in which it left."""
    with wall.as_system("deliver in a test"):
        waiting = Notice.objects.filter(item__isnull=True, letter__isnull=True, mail_after__isnull=False)
        waiting.update(mail_after=clock.now())
    remind()
    return list(mail.outbox)


def read_and_emptied() -> None:
    delivered()
    mail.outbox.clear()
