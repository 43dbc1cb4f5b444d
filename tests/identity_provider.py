"""A small OpenID provider on this machine, which can be told to misbehave in every way that a real one must not."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from cse_portal.agencies.providers import Provider

KEYS = [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2)]
SECRET = "the-secret-of-the-portal"


class IdentityProvider:
    """`person` is who sits there; `lies` replace what goes into the token, `metadata_lies` what the discovery says."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.person: dict[str, Any] = {"sub": "p-1", "email": "", "email_verified": True}
        self.lies: dict[str, Any] = {}
        self.metadata_lies: dict[str, Any] = {}
        self.signs_with = KEYS[0]
        self.signature = "RS256"
        self.answers_as = issuer
        self.asked: dict[str, dict[str, str]] = {}
        self.tokens_given = 0
        self.leads_on_to = ""

    def registered(self, **more: Any) -> Provider:
        return Provider(
            **{
                "code": "council",
                "name": "Larkmere Council",
                "issuer": self.issuer,
                "client_id": "portal",
                "client_secret": SECRET,
                "domains": frozenset({"larkmere.example"}),
                **more,
            }
        )

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "authorization_response_iss_parameter_supported": True,
            **self.metadata_lies,
        }

    def keys(self) -> dict[str, Any]:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEYS[0].public_key()))
        return {"keys": [{**key, "kid": "first", "use": "sig", "alg": "RS256"}]}

    def code_for(self, asked: dict[str, str]) -> str:
        code = f"code-{len(self.asked)}"
        self.asked[code] = asked
        return code

    def back(self, asked: dict[str, str]) -> str:
        """Where the browser goes once the person has signed in here."""
        answer = {"code": self.code_for(asked), "state": asked["state"], "iss": self.answers_as}
        return f"{asked['redirect_uri']}?{urlencode(answer)}"

    def token(self, posted: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        asked = self.asked.pop(posted.get("code", ""), None)
        challenge = hashlib.sha256(posted.get("code_verifier", "").encode()).digest()
        is_ours = base64.b64encode(f"portal:{SECRET}".encode()).decode() in authorization
        if asked is None or not is_ours or posted["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        if base64.urlsafe_b64encode(challenge).decode().rstrip("=") != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        self.tokens_given += 1
        return 200, {"access_token": "unused", "token_type": "Bearer", "id_token": self.id_token(asked)}

    def id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": "portal", "iat": now, "exp": now + 300, "auth_time": now}
        claims |= {"nonce": asked["nonce"], **self.person, **self.lies}
        key: Any = SECRET * 3 if self.signature == "HS256" else self.signs_with
        if self.signature == "none":
            key = None
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(kept, key, algorithm=self.signature, headers={"kid": "first"})


PAGE = """<!doctype html><html lang="en"><title>Sign in</title><link rel="icon" href="data:,">
<h1>Larkmere Council</h1><a href="{}">Sign in here</a>"""


class _Server(ThreadingHTTPServer):
    provider: IdentityProvider


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        parts, provider = urlsplit(self.path), self.server.provider
        if provider.leads_on_to and not parts.path.startswith("/elsewhere"):
            self.send_response(302)
            self.send_header("Location", provider.leads_on_to + parts.path)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif parts.path.endswith("openid-configuration"):
            self.json(200, provider.metadata())
        elif parts.path == "/keys":
            self.json(200, provider.keys())
        elif parts.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self.send(200, "text/html", PAGE.format(escape(provider.back(asked))).encode())
        else:
            self.json(404, {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        posted = {name: values[0] for name, values in parse_qs(body).items()}
        self.json(*self.server.provider.token(posted, self.headers.get("Authorization", "")))

    def json(self, status: int, content: dict[str, Any]) -> None:
        self.send(status, "application/json", json.dumps(content).encode())

    def send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Silent."""


@contextmanager
def running() -> Iterator[IdentityProvider]:
    server = _Server(("127.0.0.1", 0), _Handler)
    server.provider = provider = IdentityProvider(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
