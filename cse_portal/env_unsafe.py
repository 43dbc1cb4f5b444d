"""What no production may start with: every demo’s convenience by name, and what to do instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

DEMO_SECRET_MARK = "demo-only-"

UNSAFE_IN_PRODUCTION: tuple[tuple[str, Callable[[Mapping[str, Any]], bool], str], ...] = (
    (
        "SECRET_KEY",
        lambda env: len(env["SECRET_KEY"]) < 50 or env["SECRET_KEY"].startswith((DEMO_SECRET_MARK, "run:")),
        "must be 50 or more random characters of your own, not the demo’s or the example’s",
    ),
    ("DEBUG", lambda env: env["DEBUG"], "must be no: error pages would show records"),
    ("PORTAL_MFA", lambda env: env["PORTAL_MFA"] != "required", "must be required: a password alone is not enough"),
    (
        "SSO_FILE",
        lambda env: any(one.issuer.startswith("http://") for one in env["SSO_FILE"]),
        "must name providers by https:// only: who signs in would be decided over an open line",
    ),
    ("COOKIES_SECURE", lambda env: not env["COOKIES_SECURE"], "must be yes: sessions would travel unsealed"),
    ("PORTAL_URL", lambda env: not env["PORTAL_URL"].startswith("https://"), "must start with https://"),
    ("PORTAL_HOSTS", lambda env: "*" in env["PORTAL_HOSTS"], "must name your hosts, not *"),
    ("DATABASE_URL", lambda env: not env["DATABASE_URL"], "must name your Postgres server"),
    (
        "DATABASE_OWNER_URL",
        lambda env: (
            bool(env["DATABASE_OWNER_URL"])
            and env["DATABASE_OWNER_URL"]["USER"] == env["DATABASE_URL"].get("USER", "")
        ),
        "must be another login than DATABASE_URL’s: the web would own the tables",
    ),
    (
        "DOCUMENTS_S3_ENDPOINT",
        lambda env: bool(env["DOCUMENTS_S3_BUCKET"]) and not env["DOCUMENTS_S3_ENDPOINT"].startswith("https://"),
        "must start with https://: documents would travel unsealed",
    ),
    (
        "DOCUMENTS_S3_SECRET",
        lambda env: (
            bool(env["DOCUMENTS_S3_BUCKET"]) and not (env["DOCUMENTS_S3_KEY_ID"] and env["DOCUMENTS_S3_SECRET"])
        ),
        "must be set with DOCUMENTS_S3_KEY_ID: the bucket would refuse every document",
    ),
    (
        "NOTIFY_URL",
        lambda env: env["NOTIFY_KEY"] is not None and not env["NOTIFY_URL"].startswith("https://"),
        "must start with https://: messages would travel unsealed",
    ),
    (
        "NOTIFY_EMAIL_TEMPLATE",
        lambda env: (
            env["EMAIL_URL"]["EMAIL_BACKEND"].endswith("NotifyBackend")
            and (env["NOTIFY_KEY"] is None or not env["NOTIFY_EMAIL_TEMPLATE"])
        ),
        "must be set with NOTIFY_KEY where EMAIL_URL is notify:, or no e-mail leaves",
    ),
    (
        "NOTIFY_TEXT_TEMPLATE",
        lambda env: bool(env["NOTIFY_TEXT_TEMPLATE"]) and env["NOTIFY_KEY"] is None,
        "must be set with NOTIFY_KEY, or no text message leaves",
    ),
    ("REDIS_URL", lambda env: not env["REDIS_URL"], "must name your Redis or Valkey server"),
    (
        "EMAIL_URL",
        lambda env: "console" in env["EMAIL_URL"]["EMAIL_BACKEND"],
        "must name your mail server: printed into the log, a link to set a password is anyone’s",
    ),
    ("BACKUP_KEY_FILE", lambda env: env["BACKUP_KEY_FILE"] is None, "must name the file that holds the backup key"),
)
