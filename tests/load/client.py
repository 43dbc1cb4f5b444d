"""The smallest client that keeps its connection open, so that what is measured is the server."""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from house.says import Trouble

COOKIE = re.compile(rb"(?im)^set-cookie: ([^=\r]+)=([^;\r]*)")
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        found = re.search(rb"(?im)^" + name.encode() + rb": *([^\r]*)", self.head)
        return found.group(1).decode() if found else ""

    @property
    def cookies(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in COOKIE.findall(self.head)}


def request(
    path: str, *, cookies: Mapping[str, str], posted: Mapping[str, Any] | None = None, extra: Mapping[str, str] = {}
) -> bytes:
    """The bytes of a request, made once and sent many times."""
    body = urlencode(posted, doseq=True).encode() if posted else b""
    head = {"Host": "localhost", "Accept": "text/html", **extra}
    if cookies:
        head["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    if posted:
        head |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
    lines = [f"{'POST' if posted else 'GET'} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class Connection:
    """One connection; opened again only when the server closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None

    def ask(self, asked: bytes) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(asked)
        answer = self._read(self._socket)
        if answer.header("Connection").lower() == "close":
            self.close()
        return answer

    @staticmethod
    def _read(wire: socket.socket) -> Answer:
        got = b""
        while b"\r\n\r\n" not in got:
            got += _more(wire)
        head, _, body = got.partition(b"\r\n\r\n")
        answer = Answer(int(head.split(b" ", 2)[1]), head, b"")
        length = int(answer.header("Content-Length") or 0)
        while len(body) < length:
            body += _more(wire)
        return Answer(answer.status, head, body)

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _more(wire: socket.socket) -> bytes:
    more = wire.recv(262_144)
    if not more:
        raise Trouble("The web server hung up in the middle of an answer.")
    return more


SIGN_IN = "/account/sign-in/"


def form_token(connection: Connection) -> tuple[dict[str, str], str]:
    """The cookie and the hidden field without which the portal takes no form."""
    page = connection.ask(request(SIGN_IN, cookies={}))
    found = TOKEN.search(page.body)
    if page.status != 200 or not found:
        raise Trouble(f"The sign-in page answered {page.status} and showed no form.")
    return page.cookies, found.group(1).decode()


def token_of(cookies: Mapping[str, str]) -> str:
    """What a form of somebody signed in says in its hidden field."""
    return next(value for name, value in cookies.items() if "csrf" in name)


def sign_in(connection: Connection, *, email: str, password: str) -> dict[str, str]:
    """Through the real form; the cookies of the session come back."""
    cookies, token = form_token(connection)
    posted = {"login": email, "password": password, "csrfmiddlewaretoken": token}
    answer = connection.ask(request(SIGN_IN, cookies=cookies, posted=posted))
    if answer.status != 302 or "session" not in answer.cookies:
        raise Trouble(f"Signing in answered {answer.status} and began no session.")
    return cookies | answer.cookies
