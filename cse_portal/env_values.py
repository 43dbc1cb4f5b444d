"""How each kind of setting is read, and what is said of one that does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from cse_portal.agencies.providers import Provider, read_providers
from cse_portal.core.notify_key import UUID, NotifyKey, read_key

# A name, its first part perhaps {s}, and a port: nothing that could be more than a host in a policy.
TILE_HOST = re.compile(r"(?:\{s\}\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?")


def text(value: str) -> str:
    return value.strip()


def words(value: str) -> list[str]:
    return [word.strip() for word in value.split(",") if word.strip()]


def yes_or_no(value: str) -> bool:
    answers = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    try:
        return answers[value.strip().lower()]
    except KeyError:
        raise ValueError("must be yes or no") from None


def one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value.strip() not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return value.strip()

    return read


def whole_number(low: int, high: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not value.strip().isdigit() or not low <= int(value) <= high:
            raise ValueError(f"must be a whole number between {low} and {high}")
        return int(value)

    return read


def web_address(value: str) -> str:
    value = value.strip().rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise ValueError("must start with http:// or https:// and name a host")
    return value


def tile_address(value: str) -> str:
    """Where pictures of a map come from: {z}, {x} and {y} stand for which one, {s} for one of several servers."""
    value = value.strip()
    parts = urlsplit(value)
    named = all(place in parts.path + parts.query for place in ("{z}", "{x}", "{y}"))
    if value and (parts.scheme != "https" or not TILE_HOST.fullmatch(parts.netloc) or not named):
        raise ValueError("must start with https://, name a host and hold {z}, {x} and {y}")
    return value


def tile_source(address: str) -> list[str]:
    """The one host that a page with a map may ask for pictures; none without an address."""
    host = urlsplit(address).netloc
    return [f"https://{host.replace('{s}', '*')}"] if host else []


def path(value: str) -> Path | None:
    try:
        return Path(value).expanduser().resolve() if value.strip() else None
    except (OSError, RuntimeError, ValueError):
        raise ValueError("must be the path of a file or folder") from None


def postgres(value: str) -> dict[str, Any]:
    """postgres://user:password@host:port/name, or postgres:///name?host=/socket/folder&user=…"""
    if not value.strip():
        return {}
    parts = urlsplit(value.strip())
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ValueError("must look like postgres://user:password@host:5432/name")
    query = dict(parse_qsl(parts.query))
    known = {"host", "user", "port", "password"}
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or query.get("user", "")),
        "PASSWORD": unquote(parts.password or query.get("password", "")),
        "HOST": unquote(parts.hostname or query.get("host", "")),
        "PORT": str(parts.port or query.get("port", "")),
        "OPTIONS": {key: val for key, val in query.items() if key not in known},
    }


def mailbox(value: str) -> str:
    if value.strip() and not re.fullmatch(r"[^@\s]+@[^@\s]+", value.strip()):
        raise ValueError("must be an e-mail address")
    return value.strip()


def host_and_port(value: str) -> tuple[str, int] | None:
    if not value.strip():
        return None
    host, _, port = value.strip().rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError("must be a host and its port")
    return host, int(port)


def redis(value: str) -> str:
    value = value.strip()
    if value and urlsplit(value).scheme not in ("redis", "rediss", "unix"):
        raise ValueError("must start with redis://, rediss:// or unix://")
    return value


LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def mail(value: str) -> dict[str, Any]:
    """console:, notify:, or smtp://user:password@host:587; in the open only to this machine, with ?tls=no"""
    parts = urlsplit(value.strip())
    if value.strip() == "notify:":
        return {"EMAIL_BACKEND": "cse_portal.core.notify_mail.NotifyBackend"}
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("must be console: or notify:, or look like smtp://user:password@host:587")
    is_open = parts.query == "tls=no"
    if is_open and parts.hostname not in LOOPBACK:
        raise ValueError("may leave out TLS only for a mail server on this machine")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not is_open,
        "EMAIL_TIMEOUT": 10,
    }


def notify_key(value: str) -> NotifyKey | None:
    return read_key(value.strip()) if value.strip() else None


def notify_template(value: str) -> str:
    if value.strip() and not re.fullmatch(UUID, value.strip()):
        raise ValueError("must be the id of a template, as its page in GOV.UK Notify shows it")
    return value.strip()


def providers(value: str) -> tuple[Provider, ...]:
    """A file, since each provider needs several words and a secret."""
    return read_providers(path(value))
