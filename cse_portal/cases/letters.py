"""Letters about who sees a case: they leave when the deed is saved, by a worker, or at once where none answers."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from cse_portal.agencies.models import User
from cse_portal.cases.letter_kinds import SUBJECTS, Letter
from cse_portal.core import broker

TASK = "cases.send_letters"
log = logging.getLogger(__name__)


def tell(letter: Letter, people: Iterable[User]) -> None:
    """Each person once; a deed that is not saved tells nobody."""
    refs = sorted({person.ref for person in people})
    if refs:
        transaction.on_commit(lambda: _pass_on(letter, refs), robust=True)


def _pass_on(letter: Letter, refs: list[str]) -> None:
    if not broker.hand_over(TASK, letter.value, refs):
        send(letter, refs)


def send(letter: Letter, refs: list[str]) -> int:
    """One letter each, so that nobody reads from it who else was written to."""
    text = render_to_string(f"cases/email/{letter.value}.txt", {"portal": settings.PORTAL_URL})
    addresses = User.objects.filter(ref__in=refs, is_active=True).order_by("pk").values_list("email", flat=True)
    return sum(_post(letter, text, address) for address in addresses)


def _post(letter: Letter, text: str, address: str) -> bool:
    try:
        send_mail(SUBJECTS[letter], text, None, [address])
    except (OSError, SMTPException) as problem:
        log.error("mail_not_sent", extra={"kind": type(problem).__name__})
        return False
    return True
