"""Sending a form once, however often it is sent."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from cse_portal.agencies.models import User
from cse_portal.desk.actions.drafts import Page, close_as_sent, hold_page
from cse_portal.desk.models import Submission
from cse_portal.desk.posted import Controls, tidy


@dataclass(frozen=True)
class Outcome:
    url: str
    was_sent_before: bool


class SentWithOtherWords(Exception):
    """The same page was sent before and saved; this time it holds other words, which must not vanish."""

    def __init__(self, sent: Submission) -> None:
        super().__init__("The form was sent before, with other words")
        self.sent = sent


@transaction.atomic
def send_once(*, page: Page, fields: Controls, deed: Callable[[], str], by: User) -> Outcome:
    """The token is taken in the deed's own transaction: a second sending waits here, then finds the outcome."""
    digest = _digest(fields)
    hold_page(page.token)
    sent, is_first = Submission.objects.get_or_create(user=by, token=page.token, defaults={"digest": digest})
    if not is_first:
        if sent.digest != digest:
            raise SentWithOtherWords(sent)
        return Outcome(sent.outcome, was_sent_before=True)
    sent.outcome = deed()
    sent.save(update_fields=["outcome"])
    close_as_sent(page=page, by=by)
    return Outcome(sent.outcome, was_sent_before=False)


def _digest(fields: Controls) -> str:
    plain = {name: kept for name, values in fields.items() if (kept := tidy(values))}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()
