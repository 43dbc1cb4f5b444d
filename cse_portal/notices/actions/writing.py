"""Notices become letters: one e-mail a person for all that waits, so that an outage ends in one, not in a flood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.notices.letter_states import KeptBack
from cse_portal.notices.models import Letter, Notice
from cse_portal.notices.wording import words_of
from cse_portal.worklist.models import DueItem

PEOPLE_A_BATCH = 200


@transaction.atomic
def write_letters(*, most: int = PEOPLE_A_BATCH, by: System) -> int:
    """For so many people; while work waits to be looked at, nobody's letter would be whole."""
    now = clock.now()
    if DueItem.objects.to_be_told(now).exists():
        return 0
    recipients = Notice.objects.to_write(now).order_by("mail_after", "pk").values_list("recipient", flat=True)
    people = _first_of(recipients.iterator(chunk_size=2_000), most)
    if not people:
        return 0
    waiting = Notice.objects.to_write(now).filter(recipient__in=people)
    locked = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("item").order_by("pk")
    by_person: dict[int, list[Notice]] = defaultdict(list)
    for notice in locked:
        by_person[notice.recipient_id].append(notice)
    written = sum(_write(person, notices, now) for person, notices in by_person.items())
    record("notices.letters_written", detail={"letters": written}, by=by)
    return len(by_person)


def _first_of(people: Iterable[int], most: int) -> list[int]:
    found: dict[int, None] = {}
    for one in people:
        found[one] = None
        if len(found) == most:
            break
    return list(found)


def _write(person: int, notices: Sequence[Notice], now: datetime) -> bool:
    """Work that is done by now is left out; of several lines about one piece of work the last one counts."""
    done = [one for one in notices if one.item is not None and one.item.closed_at is not None]
    open_now = [one for one in notices if one not in done]
    last = {one.item_id or -one.pk: one for one in sorted(open_now, key=lambda one: (one.planned_at, one.pk))}
    said = sorted(last.values(), key=lambda one: (not one.is_urgent, one.due_at or one.posted_at, one.pk))
    _keep_back(done, KeptBack.CLOSED)
    _keep_back([one for one in open_now if one not in said], KeptBack.FOLDED)
    if not said:
        return False
    subject, body = words_of(said)
    letter = Letter.objects.create(recipient_id=person, subject=subject, body=body, next_try_at=now)
    Notice.objects.filter(pk__in=[one.pk for one in said]).update(letter=letter)
    return True


def _keep_back(notices: Sequence[Notice], why: KeptBack) -> None:
    if notices:
        Notice.objects.filter(pk__in=[one.pk for one in notices]).update(kept_back=why)
