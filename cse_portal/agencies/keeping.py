"""Secrets of second steps as they lie in the database: sealed with a key made from SECRET_KEY."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK = "sealed:"
PURPOSE = b"cse-portal second step"


def sealed(text: str) -> str:
    return MARK + _box().encrypt(text.encode()).decode()


def opened(kept: str) -> str:
    """What was kept before there was a seal is read as it is."""
    return _box().decrypt(kept.removeprefix(MARK).encode()).decode() if kept.startswith(MARK) else kept


def _box() -> MultiFernet:
    """The first key seals; the ones before it, named as fallbacks while keys are changed, still open."""
    return MultiFernet([Fernet(_key(str(secret))) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(HKDF(SHA256(), 32, salt=None, info=PURPOSE).derive(secret.encode()))
