"""Single sign-on providers as their file names them: who vouches for which addresses, and for how much."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

CODE = re.compile(r"[a-z][a-z0-9-]{1,29}")
KNOWN = frozenset(
    {"code", "name", "issuer", "client_id", "client_secret", "client_secret_file", "domains"}
    | {"email_claim", "email_verified_claim", "second_step_values"}
)


class BadProvider(ValueError):
    """The file says something that would let the wrong person in, or nobody."""


@dataclass(frozen=True)
class Provider:
    """`second_step_values`: what in `amr` or `acr` means that the provider itself took a second step."""

    code: str
    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    domains: frozenset[str]
    email_claim: str = "email"
    email_verified_claim: str = "email_verified"
    second_step_values: frozenset[str] = frozenset()

    def vouches_for(self, email: str) -> bool:
        """Only for addresses of its own organisation, so that no provider can speak for another's people."""
        return email.rpartition("@")[2].lower() in self.domains

    def took_second_step(self, claims: Mapping[str, Any]) -> bool:
        methods = claims.get("amr")
        said = {str(one) for one in methods} if isinstance(methods, list) else set()
        said.add(str(claims.get("acr", "")))
        return bool(said & self.second_step_values)

    def verified_email(self, claims: Mapping[str, Any]) -> str:
        """Empty unless the provider says that it has made sure of the address, and may speak for it."""
        email = str(claims.get(self.email_claim) or "").strip().lower()
        is_verified = claims.get(self.email_verified_claim) in (True, "true", "1", 1)
        return email if is_verified and self.vouches_for(email) else ""


def read_providers(file: Path | None) -> tuple[Provider, ...]:
    """From a TOML file with a [[provider]] table for each."""
    if file is None:
        return ()
    try:
        content = tomllib.loads(file.read_text())
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise BadProvider(f"must name a readable TOML file ({type(problem).__name__})") from None
    providers = tuple(_provider(entry, file.parent) for entry in content.get("provider", []))
    if not providers:
        raise BadProvider("must name a file with at least one [[provider]] table")
    for attribute in ("code", "issuer"):
        values = [getattr(one, attribute) for one in providers]
        if len(values) != len(set(values)):
            raise BadProvider(f"has two providers with the same {attribute}")
    return providers


def _provider(entry: Mapping[str, Any], folder: Path) -> Provider:
    if unknown := set(entry) - KNOWN:
        raise BadProvider(f"has a setting that is not known: {min(unknown)}")
    code = str(entry.get("code", ""))
    if not CODE.fullmatch(code):
        raise BadProvider("needs a code of small letters, like council, for each provider")
    for needed in ("name", "issuer", "client_id", "domains"):
        if not entry.get(needed):
            raise BadProvider(f"needs {needed} for the provider {code}")
    return Provider(
        code=code,
        name=str(entry["name"]),
        issuer=_issuer(str(entry["issuer"]), code),
        client_id=str(entry["client_id"]),
        client_secret=_secret(entry, folder, code),
        domains=frozenset(str(domain).strip().lower().lstrip("@") for domain in entry["domains"]),
        email_claim=str(entry.get("email_claim", "email")),
        email_verified_claim=str(entry.get("email_verified_claim", "email_verified")),
        second_step_values=frozenset(str(value) for value in entry.get("second_step_values", []) if value),
    )


def _issuer(issuer: str, code: str) -> str:
    parts = urlsplit(issuer)
    is_here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if not parts.hostname or parts.query or parts.scheme not in ("https", *(["http"] if is_here else [])):
        raise BadProvider(f"needs an issuer that begins with https:// for the provider {code}")
    return issuer


def _secret(entry: Mapping[str, Any], folder: Path, code: str) -> str:
    if name := entry.get("client_secret_file"):
        try:
            return (folder / str(name)).read_text().strip()
        except OSError:
            raise BadProvider(f"names a client_secret_file that cannot be read for the provider {code}") from None
    if not entry.get("client_secret"):
        raise BadProvider(f"needs client_secret or client_secret_file for the provider {code}")
    return str(entry["client_secret"])
