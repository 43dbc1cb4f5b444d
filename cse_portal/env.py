"""Reads the environment once, typed, and refuses odd values with the way to mend them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cse_portal.env_unsafe import UNSAFE_IN_PRODUCTION
from cse_portal.env_values import (
    host_and_port,
    mail,
    mailbox,
    notify_key,
    notify_template,
    one_of,
    path,
    postgres,
    providers,
    redis,
    text,
    tile_address,
    web_address,
    whole_number,
    words,
    yes_or_no,
)

ROOT = Path(__file__).resolve().parent.parent
KINDS_OF_PLACE = ("development", "demo", "test", "production")


class Misconfigured(Exception):
    """The environment holds a value the portal will not start with."""


@dataclass(frozen=True)
class Variable:
    """One setting: how it is read, what it means, and what it is when nobody says."""

    name: str
    read: Callable[[str], Any]
    default: str
    why: str
    example: str = ""


VARIABLES: tuple[Variable, ...] = (
    Variable(
        "PORTAL_ENV",
        one_of(*KINDS_OF_PLACE),
        "development",
        "What kind of place this is. Only production may hold real records; it starts with nothing unsafe.",
        "production",
    ),
    Variable(
        "SECRET_KEY",
        text,
        "",
        "Signs cookies and links: 50 or more random characters, kept out of the repository.",
        "run: python -c 'import secrets; print(secrets.token_urlsafe(64))'",
    ),
    Variable(
        "SECRET_KEY_BEFORE",
        words,
        "",
        "The keys before it, with commas between, while SECRET_KEY is changed: what they sealed still opens.",
        "",
    ),
    Variable("DEBUG", yes_or_no, "no", "Shows error details in the browser. Never in production.", "no"),
    Variable(
        "PORTAL_HOSTS",
        words,
        "localhost,127.0.0.1,[::1]",
        "Host names this portal answers to, with commas between.",
        "cse.borough.example",
    ),
    Variable(
        "PORTAL_URL",
        web_address,
        "http://localhost:8000",
        "The address people use, for links in e-mails.",
        "https://cse.borough.example",
    ),
    Variable(
        "DATABASE_URL",
        postgres,
        "",
        "The Postgres server (17 or later). Empty: script/server starts its own for the demo.",
        "postgres://portal:password@db:5432/cse_portal",
    ),
    Variable(
        "DATABASE_OWNER_URL",
        postgres,
        "",
        "The login that owns the tables, for migrations and backups; never set where web and workers run. "
        "Empty: DATABASE_URL’s, outside production.",
        "postgres://owner:password@db:5432/cse_portal",
    ),
    Variable(
        "DATABASE_REPLICA_URL",
        postgres,
        "",
        "A read replica for reports. Empty: reports read the main database.",
        "postgres://portal:password@replica:5432/cse_portal",
    ),
    Variable(
        "REDIS_URL",
        redis,
        "",
        "The Redis or Valkey server that carries background work. Empty: script/server starts its own.",
        "redis://redis:6379/0",
    ),
    Variable(
        "BROKER_FOLDER",
        path,
        "",
        "Without any Redis: a folder through which background work travels. For looking around only.",
        "",
    ),
    Variable(
        "EMAIL_URL",
        mail,
        "console:",
        "How e-mail leaves: console: prints it, smtp:// sends it, notify: hands it to GOV.UK Notify. It holds no "
        "personal data.",
        "smtp://user:password@mail.borough.example:587",
    ),
    Variable(
        "EMAIL_FROM",
        text,
        "CSE Portal <no-reply@portal.example>",
        "The sender that people see.",
        "CSE Portal <no-reply@borough.example>",
    ),
    Variable(
        "NOTIFY_URL",
        web_address,
        "https://api.notifications.service.gov.uk",
        "Where GOV.UK Notify is asked.",
        "https://api.notifications.service.gov.uk",
    ),
    Variable(
        "NOTIFY_KEY",
        notify_key,
        "",
        "The API key of your service in GOV.UK Notify, for text messages, and e-mails with EMAIL_URL=notify:. "
        "Empty: no text messages.",
        "",
    ),
    Variable(
        "NOTIFY_EMAIL_TEMPLATE",
        notify_template,
        "",
        "The id of its e-mail template: subject ((subject)), message ((message)).",
        "",
    ),
    Variable(
        "NOTIFY_TEXT_TEMPLATE",
        notify_template,
        "",
        "The id of its text message template: ((message)).",
        "",
    ),
    Variable(
        "PORTAL_MFA",
        one_of("required", "optional"),
        "required",
        "Whether everyone needs a second factor. Production refuses anything but required.",
        "required",
    ),
    Variable(
        "SSO_FILE",
        providers,
        "",
        "A TOML file that names organisations’ single sign-on providers. Empty: everyone has a password or a passkey.",
        "",
    ),
    Variable(
        "SESSION_IDLE_MINUTES",
        whole_number(5, 60),
        "30",
        "Minutes without activity until a person is signed out. What they typed is kept.",
        "30",
    ),
    Variable("SESSION_HOURS", whole_number(1, 24), "12", "Hours until everyone signs in again, active or not.", "12"),
    Variable(
        "LOCK_AFTER",
        whole_number(5, 100),
        "10",
        "Wrong passwords, or wrong codes, in a row that lock an account.",
        "10",
    ),
    Variable(
        "LOCK_MINUTES",
        whole_number(5, 1440),
        "30",
        "Minutes that the first lock lasts; each further one lasts twice as long, a day at most.",
        "30",
    ),
    Variable(
        "UNUSED_ACCOUNT_DAYS",
        whole_number(14, 365),
        "60",
        "Days without signing in until an account locks by itself. The agency’s point of contact lets people back in.",
        "60",
    ),
    Variable(
        "INVITATION_DAYS",
        whole_number(1, 30),
        "7",
        "Days for which the link in an invitation works.",
        "7",
    ),
    Variable(
        "COOKIES_SECURE",
        yes_or_no,
        "yes",
        "Cookies only over TLS. The demo on plain http turns it off; production refuses no.",
        "yes",
    ),
    Variable(
        "PROXY_COUNT",
        whole_number(0, 5),
        "0",
        "How many of your own proxies stand in front and set X-Forwarded-For and X-Forwarded-Proto.",
        "1",
    ),
    Variable(
        "FILES_DIR",
        path,
        str(ROOT / ".local" / "files"),
        "Where exports and documents are kept, outside the web root.",
        "/var/lib/cse-portal/files",
    ),
    Variable(
        "DOCUMENTS_S3_BUCKET",
        text,
        "",
        "A bucket for documents and photos, in place of the folder in FILES_DIR. Empty: the folder.",
        "",
    ),
    Variable(
        "DOCUMENTS_S3_ENDPOINT",
        web_address,
        "https://s3.eu-west-2.amazonaws.com",
        "Where the bucket is asked for: S3 itself, or what speaks like it.",
        "https://s3.eu-west-2.amazonaws.com",
    ),
    Variable("DOCUMENTS_S3_REGION", text, "eu-west-2", "The bucket’s region.", "eu-west-2"),
    Variable("DOCUMENTS_S3_KEY_ID", text, "", "Who the portal is to the bucket: the id of an access key.", ""),
    Variable("DOCUMENTS_S3_SECRET", text, "", "The secret of that access key.", ""),
    Variable(
        "DOCUMENTS_S3_KMS_KEY",
        text,
        "",
        "A key of your own, by which the bucket encrypts. Empty: the bucket’s own (AES256).",
        "",
    ),
    Variable(
        "CLAMD_SOCKET",
        path,
        "",
        "The socket of your ClamAV (clamd), which looks through documents for viruses. Empty: see CLAMD_HOST.",
        "/run/clamav/clamd.ctl",
    ),
    Variable(
        "CLAMD_HOST",
        host_and_port,
        "",
        "The same over the network, where there is no socket. Both empty: documents say that they were not scanned.",
        "clamd.internal:3310",
    ),
    Variable(
        "BACKUP_DIR",
        path,
        str(ROOT / ".local" / "backups"),
        "Where manage.py backup writes.",
        "/var/backups/cse-portal",
    ),
    Variable(
        "BACKUP_KEY_FILE",
        path,
        "",
        "File with the key that encrypts backups. Keep a copy where the backups are not.",
        "/etc/cse-portal/backup.key",
    ),
    Variable(
        "AUDIT_ANCHOR_DIR",
        path,
        str(ROOT / ".local" / "anchors"),
        "Where the audit trail’s daily anchors are written. Send them on to where no database administrator writes.",
        "/var/anchors/cse-portal",
    ),
    Variable(
        "AUDIT_ANCHOR_EMAIL",
        mailbox,
        "",
        "Who gets the digest of each anchor by e-mail, to keep it outside. Empty: nobody.",
        "audit-anchors@borough.example",
    ),
    Variable(
        "MAP_TILE_URL",
        tile_address,
        "",
        "Where maps get their pictures. That server sees which squares are looked at: run your own. "
        "Empty: maps show places on plain ground.",
        "https://tiles.borough.example/{z}/{x}/{y}.png",
    ),
    Variable(
        "MAP_TILE_CREDIT",
        text,
        "",
        "Whom maps credit for their pictures, as their licence asks.",
        "© OpenStreetMap contributors",
    ),
    Variable(
        "LOG_LEVEL",
        one_of("DEBUG", "INFO", "WARNING", "ERROR"),
        "INFO",
        "How much the logs say. They never hold personal data.",
        "INFO",
    ),
    Variable(
        "LOG_FORMAT",
        one_of("json", "lines"),
        "json",
        "json for log collectors, lines for people at a terminal.",
        "json",
    ),
)


@dataclass(frozen=True)
class Environment:
    """The values in force, by name."""

    values: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def is_production(self) -> bool:
        return bool(self["PORTAL_ENV"] == "production")


def read_environment(source: Mapping[str, str] | None = None) -> Environment:
    source = os.environ if source is None else source
    values = {variable.name: _value(variable, source) for variable in VARIABLES}
    environment = Environment(values)
    refuse_unsafe(environment)
    return environment


def _value(variable: Variable, source: Mapping[str, str]) -> Any:
    raw = source.get(variable.name, variable.default)
    try:
        return variable.read(raw)
    except ValueError as problem:
        hint = f" Example: {variable.name}={variable.example}" if variable.example else ""
        raise Misconfigured(f"{variable.name} {problem}.{hint}") from None


def refuse_unsafe(environment: Environment) -> None:
    """Production starts only when nothing in it is a demo's convenience; every problem is named at once."""
    if not environment.is_production:
        return
    problems = [f"{name} {why}." for name, unsafe, why in UNSAFE_IN_PRODUCTION if unsafe(environment.values)]
    if problems:
        raise Misconfigured("The portal does not start in production:\n  " + "\n  ".join(problems))


def example_file() -> str:
    """The text of .env.example, made from the table above so that the two never differ."""
    lines = ["# Copy to .env and fill in. Made by script/docs from cse_portal/env.py.", ""]
    for variable in VARIABLES:
        lines += [f"# {variable.why}", f"{variable.name}={variable.example}", ""]
    return "\n".join(lines).rstrip() + "\n"
