"""Speaking OpenID Connect with a provider: the code flow with PKCE, state and nonce, and what its token proves.

Of our own rather than allauth's: that one sends no nonce, takes the issuer from the provider's own metadata, and reads
the token without checking its signature. Nothing here knows people or sessions.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import jwt

from cse_portal.agencies.providers import Provider

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
SECONDS = 10
LARGEST = 512 * 1024
CLOCKS_DIFFER = 60
WELL_KNOWN = "/.well-known/openid-configuration"


class NotVouched(Exception):
    """The provider did not prove who it is; `why` is a code for the trail and holds nothing personal."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Attempt:
    """One way through the provider and back, kept in the session that began it, and used once."""

    provider: str
    state: str
    nonce: str
    verifier: str
    redirect_uri: str
    begun_at: int
    onward: str = ""
    is_again: bool = False

    def kept(self) -> dict[str, Any]:
        return asdict(self)


class _NoRedirects(HTTPRedirectHandler):
    """A provider answers at the address it was registered with, or not at all."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_open = build_opener(_NoRedirects()).open


def new_attempt(
    provider: Provider, *, redirect_uri: str, now: int, onward: str = "", is_again: bool = False
) -> Attempt:
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    return Attempt(provider.code, state, nonce, verifier, redirect_uri, now, onward, is_again)


def address_to_ask(provider: Provider, attempt: Attempt) -> str:
    """Where the browser goes; one that has to show again who it is cannot come back by itself."""
    challenge = hashlib.sha256(attempt.verifier.encode()).digest()
    wanted = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": attempt.redirect_uri,
        "scope": "openid email",
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": base64.urlsafe_b64encode(challenge).decode().rstrip("="),
        "code_challenge_method": "S256",
        **({"prompt": "login", "max_age": "0"} if attempt.is_again else {}),
    }
    endpoint = str(_metadata(provider)["authorization_endpoint"])
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(wanted)}"


def claims_for(provider: Provider, attempt: Attempt, answer: Mapping[str, str]) -> dict[str, Any]:
    """What the provider proves about whoever sits at this browser."""
    if answer.get("state") != attempt.state:
        raise NotVouched("state")
    if answer.get("iss", provider.issuer) != provider.issuer:
        raise NotVouched("another_issuer")
    if answer.get("error") or not answer.get("code"):
        raise NotVouched("cancelled" if answer.get("error") == "access_denied" else "refused")
    metadata = _metadata(provider)
    if metadata.get("authorization_response_iss_parameter_supported") and "iss" not in answer:
        raise NotVouched("another_issuer")
    token = _token(provider, attempt, str(answer["code"]), metadata)
    claims = _read(token, provider, metadata)
    if claims.get("nonce") != attempt.nonce:
        raise NotVouched("nonce")
    if attempt.is_again and _number(claims.get("auth_time")) < attempt.begun_at - CLOCKS_DIFFER:
        raise NotVouched("not_asked_again")
    return claims


def _metadata(provider: Provider) -> dict[str, Any]:
    found = _fetch(provider.issuer.rstrip("/") + WELL_KNOWN)
    if found.get("issuer") != provider.issuer:
        raise NotVouched("metadata_of_another_issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if urlsplit(str(found.get(name, ""))).scheme != urlsplit(provider.issuer).scheme:
            raise NotVouched("metadata")
    return found


def _token(provider: Provider, attempt: Attempt, code: str, metadata: Mapping[str, Any]) -> str:
    posted = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": attempt.redirect_uri,
        "client_id": provider.client_id,
        "code_verifier": attempt.verifier,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if "client_secret_post" in metadata.get("token_endpoint_auth_methods_supported", []):
        posted["client_secret"] = provider.client_secret
    else:
        both = f"{_quoted(provider.client_id)}:{_quoted(provider.client_secret)}"
        headers["Authorization"] = "Basic " + base64.b64encode(both.encode()).decode()
    given = _fetch(str(metadata["token_endpoint"]), urlencode(posted).encode(), headers)
    token = given.get("id_token")
    if not isinstance(token, str):
        raise NotVouched("no_token")
    return token


def _read(token: str, provider: Provider, metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Signed by the provider, for us, now: or nothing."""
    try:
        header = jwt.get_unverified_header(token)
        keys = jwt.PyJWKSet.from_dict(_fetch(str(metadata["jwks_uri"]))).keys
        key = next(one for one in keys if header.get("kid") in (None, one.key_id))
        claims: dict[str, Any] = jwt.decode(
            token,
            key.key,
            algorithms=list(ALGORITHMS),
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=CLOCKS_DIFFER,
            options={"require": ["exp", "iat", "aud", "iss", "sub", "nonce"]},
        )
    except StopIteration:
        raise NotVouched("unknown_key") from None
    except (jwt.PyJWTError, AttributeError, LookupError, TypeError, ValueError) as problem:
        raise NotVouched(type(problem).__name__) from None
    if claims.get("azp", provider.client_id) != provider.client_id or not str(claims["sub"]):
        raise NotVouched("for_another")
    return claims


def _fetch(url: str, data: bytes | None = None, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    if urlsplit(url).scheme not in ("https", "http"):
        raise NotVouched("metadata")
    request = Request(url, data, {"Accept": "application/json", **(headers or {})})  # noqa: S310 (scheme just checked)
    try:
        with _open(request, timeout=SECONDS) as answer:
            found = json.loads(answer.read(LARGEST))
    except (URLError, HTTPException, OSError, ValueError):
        raise NotVouched("unreachable") from None
    if not isinstance(found, dict):
        raise NotVouched("unreadable")
    return found


def _quoted(text: str) -> str:
    return urlencode({"": text})[1:]


def _number(value: Any) -> int:
    return int(value) if isinstance(value, int | float) else 0
