"""The portal as it starts in production: its settings are safe, and nothing of the demo is there."""

from __future__ import annotations

import os
import string
import subprocess
import sys
from pathlib import Path

import pytest

from cse_portal.env import ROOT

PRODUCTION = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": string.ascii_letters + string.digits,
    "DEBUG": "no",
    "PORTAL_HOSTS": "cse.borough.example",
    "PORTAL_URL": "https://cse.borough.example",
    "REDIS_URL": "redis://redis.borough.example:6379/0",
    "EMAIL_URL": "smtp://user:password@mail.borough.example:587",
    "PORTAL_MFA": "required",
    "COOKIES_SECURE": "yes",
    "PROXY_COUNT": "1",
    "LOG_FORMAT": "json",
}
LOOK = """
from django.conf import settings
import django
django.setup()
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.contrib.auth.hashers import make_password
assert "cse_portal.demo" not in settings.INSTALLED_APPS
for find in (lambda: reverse("demo:sign_in_as"), lambda: resolve("/demo/sign-in-as/")):
    try:
        find()
    except (NoReverseMatch, Resolver404):
        continue
    raise SystemExit("the demo is there")
assert make_password("x").startswith("argon2$argon2id$"), make_password("x")
assert settings.MFA_REQUIRED and settings.SESSION_COOKIE_NAME == "__Host-session"
assert settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE and settings.SECURE_HSTS_SECONDS
print("safe")
"""


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """A complete environment, with none of this machine's."""
    key = tmp_path / "backup.key"
    key.write_bytes(os.urandom(32))
    key.chmod(0o600)
    own = {name: os.environ[name] for name in ("PATH", "HOME", "DATABASE_URL") if name in os.environ}
    places = {"FILES_DIR": tmp_path / "files", "BACKUP_DIR": tmp_path / "backups", "BACKUP_KEY_FILE": key}
    return own | PRODUCTION | {name: str(place) for name, place in places.items()}


def run(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], env=env, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_the_deployment_check_finds_nothing(production: dict[str, str]) -> None:
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", env=production)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (1 silenced).\n"), done.stderr


def test_nothing_of_the_demo_is_there(production: dict[str, str]) -> None:
    done = run("-c", LOOK, env=production | {"DJANGO_SETTINGS_MODULE": "cse_portal.settings"})
    assert done.stdout == "safe\n", done.stderr


def test_an_unsafe_environment_does_not_start(production: dict[str, str]) -> None:
    done = run("manage.py", "check", env=production | {"PORTAL_MFA": "optional"})
    assert done.returncode != 0
    assert "PORTAL_MFA must be required: a password alone is not enough." in done.stderr
