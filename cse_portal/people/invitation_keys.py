"""The key of an invitation: only its digest is stored, so that nobody can read a link out of the database."""

from __future__ import annotations

import hashlib
import secrets

KEY_BYTES = 32


def new_key() -> str:
    return secrets.token_urlsafe(KEY_BYTES)


def digest_of(key: str) -> str:
    """A plain digest is enough for a key of 256 random bits."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
