"""Carries letters out of the portal, one by one; what happens to each is written down before the next."""

from __future__ import annotations

from smtplib import SMTPException

import structlog

from cse_portal.agencies.models import Membership
from cse_portal.core.actor import System
from cse_portal.core.notify import Fate, NotifyTrouble, notify
from cse_portal.notices import actions
from cse_portal.notices.carriers import Carriers, Refused
from cse_portal.notices.models import Letter

log = structlog.get_logger("portal.notices")


def send_waiting(*, by: System) -> int:
    """Until none is left that may go now."""
    sent = 0
    while letters := actions.claim_letters(by=by):
        works = set(
            Membership.objects.live()
            .filter(user__in=[one.recipient_id for one in letters])
            .values_list("user", flat=True)
        )
        carriers = Carriers()
        for letter in letters:
            sent += _send(letter, carriers, is_here=letter.recipient_id in works, by=by)
        carriers.close()
    return sent


def _send(letter: Letter, carriers: Carriers, *, is_here: bool, by: System) -> bool:
    if not is_here:
        actions.note_dropped(letter=letter, by=by)
        return False
    try:
        carrier = carriers.of(letter)
        carrier.carry(letter)
    except Refused as refusal:
        actions.note_refused(letter=letter, error_kind=str(refusal), by=by)
        return False
    except (OSError, SMTPException) as problem:
        log.error("mail_not_sent", kind=type(problem).__name__)
        actions.note_failed(letter=letter, error_kind=_kind_of(problem), by=by)
        return False
    actions.note_sent(letter=letter, is_known_later=carrier.is_known_later, by=by)
    return True


def _kind_of(problem: Exception) -> str:
    """What Notify answered is worth reading; any other error only says its kind, for it may quote an address."""
    return str(problem) if isinstance(problem, NotifyTrouble) else type(problem).__name__


def ask_about_sent(*, by: System) -> int:
    """Asks Notify what became of what it took. Where it does not answer, it is asked again."""
    carrier, asked = notify(), 0
    while carrier is not None and (letters := actions.claim_receipts(by=by)):
        for letter in letters:
            asked += 1
            try:
                _note_fate(letter, carrier.fate_of(letter.ref), by)
            except OSError as problem:
                log.error("receipt_not_read", kind=type(problem).__name__)
                return asked
    return asked


def _note_fate(letter: Letter, fate: Fate | None, by: System) -> None:
    if fate is Fate.DELIVERED:
        actions.note_delivered(letter=letter, by=by)
    elif fate is Fate.REFUSED:
        actions.note_refused(letter=letter, error_kind="Notify permanent-failure", by=by)
    elif fate is Fate.FAILED:
        actions.note_returned(letter=letter, error_kind="Notify temporary-failure", by=by)
