"""How a request to a bucket is signed: AWS’s Signature Version 4, as S3 and what speaks like it ask for it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

SIGNS_WITH = "AWS4-HMAC-SHA256"


@dataclass(frozen=True)
class Key:
    """Who signs, and for which region."""

    id: str
    secret: str
    region: str


def signed_headers(
    method: str, host: str, path: str, *, query: Mapping[str, str], headers: Mapping[str, str], data: bytes, key: Key,
    at: datetime,
) -> dict[str, str]:  # fmt: skip
    """All that goes with the request: what was given, the day, the digest of the data, and who says so."""
    moment = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    digest = hashlib.sha256(data).hexdigest()
    said = {**headers, "host": host, "x-amz-content-sha256": digest, "x-amz-date": moment}
    lines = sorted((name.lower(), " ".join(value.split())) for name, value in said.items())
    names = ";".join(name for name, _ in lines)
    request = [method, quote(path), query_of(query), *(f"{name}:{value}" for name, value in lines), "", names, digest]
    scope = f"{moment[:8]}/{key.region}/s3/aws4_request"
    words = "\n".join((SIGNS_WITH, moment, scope, hashlib.sha256("\n".join(request).encode()).hexdigest()))
    signature = _hmac(_signing_key(key, moment[:8]), words).hex()
    credential = f"{SIGNS_WITH} Credential={key.id}/{scope},SignedHeaders={names},Signature={signature}"
    return {**said, "Authorization": credential}


def query_of(query: Mapping[str, str]) -> str:
    """In the one order, and with the one writing, that the signature is made over."""
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in sorted(query.items()))


def _signing_key(key: Key, day: str) -> bytes:
    found = f"AWS4{key.secret}".encode()
    for part in (day, key.region, "s3", "aws4_request"):
        found = _hmac(found, part)
    return found


def _hmac(key: bytes, words: str) -> bytes:
    return hmac.new(key, words.encode(), hashlib.sha256).digest()
