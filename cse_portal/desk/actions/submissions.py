"""Sending a form once, however often it is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from cse_portal.agencies.models import User
from cse_portal.core import clock
from cse_portal.desk.actions.drafts import Page, close_as_sent, hold_form
from cse_portal.desk.models import Submission
from cse_portal.desk.posted import Controls

ASKED_ABOUT_FOR = timedelta(hours=12)  # a working day: after that the same words are hardly the same form


@dataclass(frozen=True)
class Outcome:
    url: str
    was_sent_before: bool


class SentBefore(Exception):
    """Something of this person's is on record already; `sent` says what, and when."""

    def __init__(self, sent: Submission) -> None:
        super().__init__("The form was sent before")
        self.sent = sent


class SentWithOtherWords(SentBefore):
    """The same form was saved before; this time it holds other words, which must not vanish."""


class SameWordsSent(SentBefore):
    """Another page of the same form saved the very same words a while ago: Back brought an empty form up again."""


def _never(since: datetime) -> bool:
    return False


@transaction.atomic
def send_once(
    *,
    page: Page,
    fields: Controls,
    deed: Callable[[], str],
    turn: int = 0,
    may_repeat: bool = True,
    is_undone: Callable[[datetime], bool] = _never,
    by: User,
) -> Outcome:
    """The key is taken in the deed's own transaction: a second sending waits here, then finds the outcome.

    `is_undone` says whether what the same words did at that time was undone since: then they do it anew.
    """
    digest = page.digest_of(fields)
    hold_form(page.key)
    sent = Submission.objects.visible_to(by).filter(token=page.key).first()
    if sent is not None:
        if sent.digest != digest:
            raise SentWithOtherWords(sent)
        return Outcome(sent.outcome, was_sent_before=True)
    if not may_repeat and (twin := _twin(digest, by)) and not is_undone(twin.created_at):
        raise SameWordsSent(twin)
    sent = Submission.objects.create(user=by, token=page.key, page=page.token, turn=turn, digest=digest)
    sent.outcome = deed()
    sent.save(update_fields=["outcome"])
    close_as_sent(page=page, by=by)
    return Outcome(sent.outcome, was_sent_before=False)


def _twin(digest: str, by: User) -> Submission | None:
    since = clock.now() - ASKED_ABOUT_FOR
    return (
        Submission.objects.visible_to(by).filter(digest=digest, created_at__gt=since).order_by("-created_at").first()
    )
