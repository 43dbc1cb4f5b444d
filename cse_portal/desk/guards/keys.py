"""The hidden controls of a safe form: which page it is, whose, in which role, opened at what, with which draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.core import signing
from django.http import QueryDict

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.core.models import Record
from cse_portal.core.references import tidy
from cse_portal.desk.actions.drafts import Page
from cse_portal.desk.merging import Digests
from cse_portal.desk.models import Draft
from cse_portal.desk.posted import HAT

SALT = "desk.opened"


@dataclass(frozen=True)
class Opened:
    """What stood in the record when its form was opened: its version, and a digest of each field."""

    ref: str = ""
    version: int = 0
    digests: Digests | None = None

    def sealed(self) -> str:
        content = {"ref": self.ref, "version": self.version, "digests": self.digests or {}}
        return signing.dumps(content, salt=SALT, compress=True)


def unsealed(text: str, record: Record) -> Opened:
    """Anything odd means that nothing is known, so that every difference is shown rather than overwritten."""
    try:
        content: Mapping[str, Any] = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return Opened(record.ref)
    return Opened(**content) if content["ref"] == record.ref else Opened(record.ref)


@dataclass(frozen=True)
class Keys:
    """`token` is the page's own; `sending` is shared by all pages that hold the words of one draft."""

    token: str
    owner: str
    sending: str
    opened: str = ""
    draft: str = ""
    draft_version: int = 0
    turn: int = 0
    hat: str = ""

    def page(self, kind: str, about_ref: str) -> Page:
        return Page(kind, about_ref, UUID(self.token), self.opened, self.draft, self.draft_version, UUID(self.sending))


def new_keys(user: User, *, opened: str, restored: Draft | None = None) -> Keys:
    token, hat = str(uuid4()), hat_now(user)
    if restored is None:
        return Keys(token, user.ref, token, opened, hat=hat)
    return Keys(
        token=token,
        owner=user.ref,
        sending=str(restored.key),
        opened=restored.opened or opened,
        draft=restored.ref,
        draft_version=restored.version,
        turn=restored.turn,
        hat=hat,
    )


def hat_now(user: User) -> str:
    worn = access.hat_of(user)
    return worn.ref if worn else ""


def read_keys(posted: QueryDict) -> Keys | None:
    """None when the token is missing or misshapen: such a form cannot be told from a second sending."""
    token = _uuid(posted.get("_token", ""))
    if not token:
        return None
    return Keys(
        token=token,
        owner=posted.get("_owner", ""),
        sending=_uuid(posted.get("_sending", "")) or token,
        opened=posted.get("_opened", "").replace("\x00", ""),
        draft=tidy(posted.get("_draft", "")),
        draft_version=_number(posted.get("_draft_version", "")),
        turn=_number(posted.get("_turn", "")),
        hat=tidy(posted.get(HAT, "")),
    )


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
