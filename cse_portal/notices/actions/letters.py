"""A letter's way out: claimed by one sender at a time, and written down as what became of it."""

from __future__ import annotations

from django.db import transaction

from cse_portal.agencies.models import User
from cse_portal.audit.actions import record
from cse_portal.core import clock, wall
from cse_portal.core.actor import System
from cse_portal.notices.actions.troubles import begin_trouble, end_trouble
from cse_portal.notices.letter_states import ASKED_FOR, FIRST_ASK, LEASE, MOST_TRIES, Channel, LetterState, pause_after
from cse_portal.notices.models import Letter, Reaching

AT_ONCE = 5
AGAIN = "send again what could not be sent"


@transaction.atomic
def claim_letters(*, most: int = AT_ONCE, by: System) -> list[Letter]:
    """Theirs alone for some minutes: a sender that dies leaves them to the next one."""
    now = clock.now()
    found = list(Letter.objects.to_send(now).select_for_update(skip_locked=True, of=("self",))[:most])
    for letter in found:
        letter.tries += 1
        letter.next_try_at = now + LEASE
        letter.save(update_fields=["tries", "next_try_at"])
    if found:
        record("letters.claimed", detail={"letters": len(found)}, by=by)
    return [one for one in Letter.objects.filter(pk__in=[one.pk for one in found]).select_related("recipient")]


@transaction.atomic
def note_sent(*, letter: Letter, is_known_later: bool = False, by: System) -> None:
    """Whoever took it may say at once that the address is one, or be asked later."""
    letter.ask_at = clock.now() + FIRST_ASK if is_known_later else None
    _end(letter, LetterState.SENT)
    if not is_known_later:
        _arrived(letter, by)
    record("letter.sent", about=letter, by=by)


@transaction.atomic
def claim_receipts(*, most: int = AT_ONCE, by: System) -> list[Letter]:
    """Letters whose carrier is asked what became of them; asked again after a pause that grows, if nothing comes."""
    now = clock.now()
    found = list(Letter.objects.to_ask(now).select_for_update(skip_locked=True, of=("self",))[:most])
    for letter in found:
        letter.asks += 1
        is_last = letter.ended_at is None or now - letter.ended_at > ASKED_FOR
        letter.ask_at = None if is_last else now + pause_after(letter.asks)
        letter.save(update_fields=["asks", "ask_at"])
    if found:
        record("letters.asked_about", detail={"letters": len(found)}, by=by)
    return found


@transaction.atomic
def note_delivered(*, letter: Letter, by: System) -> None:
    letter.ask_at = None
    letter.save(update_fields=["ask_at"])
    _arrived(letter, by)
    record("letter.delivered", about=letter, by=by)


@transaction.atomic
def note_returned(*, letter: Letter, error_kind: str, by: System) -> LetterState:
    """It was taken, and did not arrive: it waits again, as one that was never taken."""
    letter.state, letter.ended_at, letter.ask_at, letter.asks = LetterState.WAITING.value, None, None, 0
    letter.save(update_fields=["state", "ended_at", "ask_at", "asks"])
    return note_failed(letter=letter, error_kind=error_kind, by=by)


@transaction.atomic
def note_dropped(*, letter: Letter, by: System) -> None:
    """Whoever has left is written to no more; what was due to them goes to others by its own ladder."""
    _end(letter, LetterState.DROPPED)
    record("letter.dropped", about=letter, by=by)


@transaction.atomic
def note_refused(*, letter: Letter, error_kind: str, by: System) -> None:
    """The address itself is wrong: their point of contact is shown it, and trying again would change nothing.

    Of a mobile number its owner is told: it is nobody else's.
    """
    letter.ask_at = None
    _end(letter, LetterState.REFUSED, error_kind)
    record("letter.refused", about=letter, by=by)
    if letter.channel == Channel.TEXT:
        Reaching.objects.filter(person=letter.recipient_id).exclude(mobile="").update(refused_at=clock.now())
    else:
        begin_trouble(letter=letter, by=by)


@transaction.atomic
def note_failed(*, letter: Letter, error_kind: str, by: System) -> LetterState:
    """Again after a pause; after many, set aside where whoever runs the service sees it."""
    if letter.tries >= MOST_TRIES:
        _end(letter, LetterState.SET_ASIDE, error_kind)
    else:
        letter.error_kind, letter.next_try_at = error_kind[:80], clock.now() + pause_after(letter.tries)
        letter.save(update_fields=["error_kind", "next_try_at"])
    record("letter.failed", about=letter, detail={"tries": letter.tries}, by=by)
    return letter.get_state()


@transaction.atomic
def try_again(*, by: User) -> int:
    """Everything that was set aside."""
    with wall.as_system(AGAIN):
        found = Letter.objects.set_aside()
        number = found.update(state=LetterState.WAITING, ended_at=None, tries=0, next_try_at=clock.now())
    record("letters.tried_again", detail={"letters": number}, by=by)
    return number


def _end(letter: Letter, state: LetterState, error_kind: str = "") -> None:
    letter.state, letter.ended_at, letter.error_kind = state.value, clock.now(), error_kind[:80]
    letter.save(update_fields=["state", "ended_at", "error_kind", "ask_at"])


def _arrived(letter: Letter, by: System) -> None:
    if letter.channel == Channel.TEXT:
        Reaching.objects.filter(person=letter.recipient_id, refused_at__isnull=False).update(refused_at=None)
    else:
        end_trouble(person=letter.recipient_id, by=by)
