"""The steps of script/check: what each runs, and what mends it."""

import os
import secrets
from dataclasses import dataclass, field

from house.places import PYTHON, ROOT, VENV

BIN = VENV / "bin"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One command; it passes when it ends with 0."""

    name: str
    why: str
    command: tuple[str, ...]
    mend: str
    env: dict[str, str] = field(default_factory=dict)


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(BIN / name), *arguments)


def manage(*arguments: str) -> tuple[str, ...]:
    return (str(PYTHON), "-W", "ignore", "manage.py", *arguments)


def own(module: str, *arguments: str) -> tuple[str, ...]:
    return (str(PYTHON), "-m", f"house.{module}", *arguments)


def production() -> dict[str, str]:
    """A production that never starts: enough to read the settings as a real one would."""
    return {
        "PORTAL_ENV": "production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "PORTAL_HOSTS": "cse.borough.example",
        "PORTAL_URL": "https://cse.borough.example",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:9/none",
        "REDIS_URL": "redis://127.0.0.1:9/0",
        "PORTAL_MFA": "required",
        "COOKIES_SECURE": "yes",
        "DEBUG": "no",
        "BACKUP_KEY_FILE": os.devnull,
        "EMAIL_URL": "smtp://127.0.0.1:9",
    }


# The slowest first, so that both cores end together.
STEPS = (
    Step(
        name="types",
        why="mypy, strict on rules, actions and access",
        command=tool("mypy"),
        mend="read what mypy says; a wrong type is a wrong thought",
    ),
    Step(
        name="templates",
        why="djlint on every template",
        command=tool("djlint", "--lint", "--quiet", "."),
        mend="mend the template; the codes are explained in djlint's manual",
    ),
    Step(
        name="docs",
        why="documents made from the source, and .env.example, are fresh",
        command=own("docs.pages", "--check"),
        mend="script/docs",
    ),
    Step(
        name="imports",
        why="imports flow downward only",
        command=tool("lint-imports"),
        mend="move the line to the room that may know both, or link forward by a URL's name",
    ),
    Step(
        name="migrations",
        why="every change of a model has its migration",
        command=manage("makemigrations", "--check", "--dry-run"),
        mend=".venv/bin/python manage.py makemigrations",
    ),
    Step(
        name="settings",
        why="Django's own checks, for development",
        command=manage("check", "--fail-level", "WARNING"),
        mend="read what Django says",
    ),
    Step(
        name="production",
        why="Django's own checks, for production",
        command=manage("check", "--deploy", "--fail-level", "WARNING"),
        mend="read what Django says",
        env=production(),
    ),
    Step(
        name="source",
        why="the house's own rules: lengths, docstrings, words and calls that have no place here",
        command=own("checks.source"),
        mend="each line names its file",
    ),
    Step(
        name="locks",
        why="the lock files fit what is asked for, with hashes and without hosts",
        command=own("checks.locks"),
        mend="make the lock files anew: see CONTRIBUTING.md, “A new package”",
    ),
    Step(
        name="format",
        why="ruff's format",
        command=tool("ruff", "format", "--check", "--quiet", "."),
        mend="script/fix",
    ),
    Step(
        name="lint",
        why="ruff's rules",
        command=tool("ruff", "check", "--quiet", "."),
        mend="script/fix, then by hand what is left",
    ),
)

FIXES = (
    Step(name="lint", why="ruff", command=tool("ruff", "check", "--fix", "--quiet", "."), mend="by hand"),
    Step(name="format", why="ruff", command=tool("ruff", "format", "--quiet", "."), mend="by hand"),
    Step(name="docs", why="made from the source", command=own("docs.pages"), mend="by hand"),
)


def environment(step: Step) -> dict[str, str]:
    """Steps see no setting of the person's own but those that they name, so that each machine finds the same."""
    kept = {name: value for name, value in os.environ.items() if name not in _portal_names()}
    base = {"PYTHONPATH": str(ROOT / "script"), "PORTAL_ENV": "development"}
    return kept | base | step.env


def _portal_names() -> frozenset[str]:
    return frozenset(production()) | {"DATABASE_REPLICA_URL", "DJANGO_SETTINGS_MODULE", "PROXY_COUNT"}
