"""Keys of calendar addresses: 256 random bits, of which only a digest is kept."""

from __future__ import annotations

import hashlib
import re
import secrets

KEY = re.compile(r"[A-Za-z0-9_-]{43}")


def new_key() -> str:
    return secrets.token_urlsafe(32)


def is_key(said: str) -> bool:
    return KEY.fullmatch(said) is not None


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
