"""What a page tells on the next one ("Saved") travels in a cookie, sealed: it may name a person."""

from __future__ import annotations

from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage

from cse_portal.core.boxes import box

PURPOSE = b"cse-portal messages"


class SealedCookie(CookieStorage):
    @property
    def cookie_name(self) -> str:  # type: ignore[override]
        return "__Host-messages" if settings.SESSION_COOKIE_SECURE else "messages"

    def _encode_parts(self, messages: Any, encode_empty: bool = False) -> str | None:
        signed = super()._encode_parts(messages, encode_empty)  # type: ignore[misc]
        return box(PURPOSE).encrypt(signed.encode()).decode() if signed else None

    def _decode(self, data: str | None) -> Any:
        """What is not ours is thrown away, as Django does with a signature that is not."""
        try:
            signed = box(PURPOSE).decrypt(data.encode()).decode() if data else None
        except InvalidToken:
            self.used = True
            return None
        return super()._decode(signed)  # type: ignore[misc]


class Notes(FallbackStorage):
    """What does not fit into a cookie stays in the session."""

    storage_classes = (SealedCookie, SessionStorage)
