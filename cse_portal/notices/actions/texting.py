"""Text messages: to a mobile number that its owner proved. They say that something waits, and no more."""

from __future__ import annotations

import secrets
from collections import defaultdict

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from cse_portal.agencies.models import User
from cse_portal.audit.actions import record
from cse_portal.core import clock, wall
from cse_portal.core.actor import System
from cse_portal.core.notify import carries_texts
from cse_portal.core.refusals import Refused
from cse_portal.notices.letter_states import CODE, Channel
from cse_portal.notices.models import Letter, Notice, Reaching
from cse_portal.notices.numbers import CODE_LASTS, MOST_CODE_TRIES, MOST_CODES_AN_HOUR, TEXTS_ARE_NEWS_FOR
from cse_portal.notices.passing import pass_on
from cse_portal.notices.queries import codes_asked_for, numbers_of
from cse_portal.notices.wording import text_of

ASKS = "send somebody the code that proves their mobile number"
MOST = 200


@transaction.atomic
def write_texts(*, most: int = MOST, by: System) -> int:
    """One a person for all that waits. Whoever gave no number, and what is news no more, is left out for good."""
    now = clock.now()
    waiting = Notice.objects.to_text().filter(text_after__lte=now).order_by("text_after", "pk")
    found = list(waiting.select_for_update(skip_locked=True, of=("self",))[:most])
    if not found:
        return 0
    take_texts = numbers_of(one.recipient_id for one in found) if carries_texts() else set()
    by_person: dict[int, list[Notice]] = defaultdict(list)
    for one in found:
        if one.recipient_id in take_texts and now - one.posted_at < TEXTS_ARE_NEWS_FOR:
            by_person[one.recipient_id].append(one)
    for person, notices in by_person.items():
        subject, body = text_of(notices)
        letter = _text(person, subject, body)
        Notice.objects.filter(pk__in=[one.pk for one in notices]).update(text=letter)
    left_out = [one.pk for one in found if one not in by_person[one.recipient_id]]
    Notice.objects.filter(pk__in=left_out).update(text_after=None)
    record("notices.texts_written", detail={"letters": len([one for one in by_person.values() if one])}, by=by)
    return len(found)


@transaction.atomic
def ask_for_code(*, mobile: str, by: User) -> None:
    """To that number, which counts only once the code is typed."""
    if codes_asked_for(by) >= MOST_CODES_AN_HOUR:
        raise Refused("You asked for several codes. Wait an hour, then ask for another one.")
    code = f"{secrets.randbelow(10**6):06}"
    said = {"mobile": mobile, "confirmed_at": None, "refused_at": None, "code_tries": 0}
    Reaching.objects.update_or_create(
        person=by, defaults={**said, "code_digest": _digest(by, mobile, code), "code_sent_at": clock.now()}
    )
    with wall.as_system(ASKS):
        _text(by.pk, CODE, f"{code} is your code for the CSE Portal. It works for 15 minutes.")
    record("notices.code_sent", about=by, by=by)
    transaction.on_commit(pass_on, robust=True)


@transaction.atomic
def confirm_code(*, code: str, by: User) -> bool:
    """False where it is not the code. After some wrong ones, or a while, another one is asked for."""
    held = Reaching.objects.select_for_update().filter(person=by).first()
    if held is None or not held.code_digest or held.code_sent_at is None:
        raise Refused("Ask for a code first.")
    if held.code_tries >= MOST_CODE_TRIES or clock.now() - held.code_sent_at > CODE_LASTS:
        raise Refused("This code no longer works. Ask for another one.")
    is_right = constant_time_compare(held.code_digest, _digest(by, held.mobile, code))
    held.code_tries += 1
    if is_right:
        held.confirmed_at, held.code_digest = clock.now(), ""
    held.save(update_fields=["code_tries", "confirmed_at", "code_digest"])
    record("notices.mobile_confirmed" if is_right else "notices.code_wrong", about=by, by=by)
    return is_right


@transaction.atomic
def forget_mobile(*, by: User) -> None:
    empty = {"mobile": "", "confirmed_at": None, "refused_at": None, "code_digest": "", "code_sent_at": None}
    if Reaching.objects.filter(person=by).exclude(mobile="").update(**empty, code_tries=0):
        record("notices.mobile_forgotten", about=by, by=by)


def _text(person: int, subject: str, body: str) -> Letter:
    return Letter.objects.create(
        recipient_id=person, channel=Channel.TEXT.value, subject=subject, body=body, next_try_at=clock.now()
    )


def _digest(person: User, mobile: str, code: str) -> str:
    return salted_hmac("notices.mobile", f"{person.pk} {mobile} {code}", algorithm="sha256").hexdigest()
