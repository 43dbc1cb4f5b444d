"""Keeping, setting aside and sweeping away drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import connection, transaction

from cse_portal.agencies.models import User
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.desk.models import Draft, Ending, Submission
from cse_portal.desk.posted import Controls, fingerprint, first_words, size_of

KEPT_FOR = timedelta(days=14)
SENT_FORMS_KEPT_FOR = timedelta(days=30)
MOST_BYTES = 2 * 1024 * 1024


class DraftTooLarge(Exception):
    """More than a draft may hold."""


class FormAlreadySent(Exception):
    """The page's form was sent meanwhile: a late save would leave a draft of what is already on record."""


@dataclass(frozen=True)
class Page:
    """One open form: whose words they are about, which page holds them, and which draft it was restored from.

    `sending` is the key under which the words are sent once; a page that was restored shares it with its draft.
    """

    kind: str
    about_ref: str
    token: UUID
    opened: str = ""
    restored_ref: str = ""
    restored_version: int = 0
    sending: UUID | None = None

    @property
    def key(self) -> UUID:
        return self.sending or self.token

    def digest_of(self, fields: Controls) -> str:
        return fingerprint((self.kind, self.about_ref), fields)


@transaction.atomic
def keep_draft(*, page: Page, fields: Controls, turn: int | None = None, by: User) -> Draft:
    """The page's own draft, or the one it restored, or a new one: no page overwrites what another page kept."""
    if size_of(fields) + len(page.opened) > MOST_BYTES:
        raise DraftTooLarge
    hold_form(page.key)
    if _is_on_record(page, fields, turn, by):
        raise FormAlreadySent
    draft = _draft_of(page, by)
    if draft is None:
        return _begin(page, fields, turn or 1, by)
    is_late = turn is not None and draft.page == page.token and turn <= draft.turn
    if not is_late:
        _write(draft, page, fields, draft.turn + 1 if turn is None else turn)
    return draft


def hold_form(key: UUID) -> None:
    """Saves of one form, and its sending, come one after the other; released when the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key.int % 2**63])


def _is_on_record(page: Page, fields: Controls, turn: int | None, by: User) -> bool:
    """Sent meanwhile: these very words, or a save that set out before them. What was typed since is a new draft."""
    sent = Submission.objects.visible_to(by).filter(token=page.key).first()
    if sent is None:
        return False
    is_late = turn is not None and sent.page == page.token and turn <= sent.turn
    return is_late or sent.digest == page.digest_of(fields)


def _draft_of(page: Page, by: User) -> Draft | None:
    drafts = Draft.objects.select_for_update().visible_to(by).of_form(page.kind, page.about_ref)
    own = drafts.filter(page=page.token, closed_at__isnull=True).first()  # past its last day too: it gets a new one
    if own is not None or not page.restored_ref:
        return own
    return drafts.live().filter(ref=page.restored_ref, version=page.restored_version).first()


def _begin(page: Page, fields: Controls, turn: int, by: User) -> Draft:
    draft = Draft(owner=by, kind=page.kind, about_ref=page.about_ref)
    _write(draft, page, fields, turn)
    record("draft.begun", about=draft, detail={"form": page.kind}, by=by)
    return draft


def _write(draft: Draft, page: Page, fields: Controls, turn: int) -> None:
    draft.page, draft.sending, draft.opened = page.token, page.key, page.opened
    draft.turn, draft.fields, draft.first_words = turn, fields, first_words(fields)
    draft.saved_at = clock.now()
    draft.expires_at = draft.saved_at + KEPT_FOR
    draft.save()


@transaction.atomic
def set_aside(*, draft: Draft, by: User) -> None:
    """Out of the way, and still there until its last day."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.closed_at is None:
        _close(draft, Ending.SET_ASIDE)
        record("draft.set_aside", about=draft, by=by)


@transaction.atomic
def take_up_again(*, draft: Draft, by: User) -> None:
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.ending == Ending.SET_ASIDE:
        # A page still open somewhere may have begun another draft meanwhile, so this one belongs to no page.
        draft.sending = draft.key
        draft.closed_at, draft.ending, draft.page, draft.turn = None, "", uuid4(), 0
        draft.save(update_fields=["closed_at", "ending", "page", "sending", "turn"])
        record("draft.taken_up_again", about=draft, by=by)


@transaction.atomic
def close_as_sent(*, page: Page, by: User) -> None:
    """The record holds the words now: the page's draft, and the one it was restored from, are done with."""
    draft = _draft_of(page, by)
    if draft is not None:
        _close(draft, Ending.SENT)
        record("draft.sent", about=draft, by=by)


def _close(draft: Draft, ending: Ending) -> None:
    draft.closed_at, draft.ending = clock.now(), ending
    draft.save(update_fields=["closed_at", "ending"])


@transaction.atomic
def sweep_desk(*, by: System) -> int:
    """By the portal alone: drafts past their last day or sent, and tokens too old to be sent again."""
    drafts, _ = Draft.objects.spent().delete()
    tokens, _ = Submission.objects.filter(created_at__lt=clock.now() - SENT_FORMS_KEPT_FOR).delete()
    if drafts or tokens:
        record("desk.swept", detail={"drafts": drafts, "tokens": tokens}, by=by)
    return drafts + tokens
