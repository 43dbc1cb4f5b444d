"""The environment refuses odd values with the way to mend them, and production refuses the demo's conveniences."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cse_portal.env import (
    ROOT,
    VARIABLES,
    Misconfigured,
    example_file,
    read_environment,
)
from cse_portal.env_unsafe import UNSAFE_IN_PRODUCTION
from cse_portal.env_values import mail, postgres, tile_source, whole_number

SAFE = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": string.ascii_letters + string.digits,
    "PORTAL_HOSTS": "cse.borough.example",
    "PORTAL_URL": "https://cse.borough.example",
    "DATABASE_URL": "postgres://portal:secret@db:5432/cse_portal",
    "REDIS_URL": "redis://redis:6379/0",
    "BACKUP_KEY_FILE": "/etc/cse-portal/backup.key",
    "EMAIL_URL": "smtp://user:password@mail.borough.example:587",
}
UNSAFE = {
    "EMAIL_URL": ["console:"],
    "SECRET_KEY": ["", "too-short", "demo-only-" + "x" * 60],
    "DEBUG": ["yes", "true", "1"],
    "PORTAL_MFA": ["optional"],
    "COOKIES_SECURE": ["no", "false", "0"],
    "PORTAL_URL": ["http://cse.borough.example", ""],
    "PORTAL_HOSTS": ["*", "cse.borough.example,*"],
    "DATABASE_URL": ["", "  "],
    "DATABASE_OWNER_URL": ["postgres://portal:other@db:5432/cse_portal"],
    "REDIS_URL": ["", "  "],
    "BACKUP_KEY_FILE": ["", "  "],
}
ODD = {
    "PORTAL_ENV": ["live", "", "Production"],
    "DEBUG": ["maybe", "", "2"],
    "PORTAL_URL": ["cse.borough.example", "ftp://cse.borough.example", "https://"],
    "DATABASE_URL": ["mysql://db/x", "postgres://db", "postgres://db/", "cse_portal"],
    "DATABASE_OWNER_URL": ["sqlite:///x.db"],
    "DATABASE_REPLICA_URL": ["sqlite:///x.db"],
    "REDIS_URL": ["http://redis:6379", "redis.sock"],
    "EMAIL_URL": ["", "notify", "smtp://", "http://mail.example", "mail.example:25"],
    "NOTIFY_URL": ["api.notifications.service.gov.uk", "ftp://notify"],
    "NOTIFY_KEY": ["portal", "portal-26785a09-ab16-4eb0-8407-a37497a57506"],
    "NOTIFY_EMAIL_TEMPLATE": ["letters"],
    "NOTIFY_TEXT_TEMPLATE": ["texts", "26785a09-ab16-4eb0-8407-a37497a57506x"],
    "PORTAL_MFA": ["no", "", "Required"],
    "SESSION_IDLE_MINUTES": ["4", "61", "30.5", "-5", "", "half"],
    "SESSION_HOURS": ["0", "25", "", "twelve"],
    "SSO_FILE": ["/nowhere/single-sign-on.toml", "pyproject.toml/"],
    "LOCK_AFTER": ["4", "101", "", "often"],
    "LOCK_MINUTES": ["4", "1441", "", "half"],
    "UNUSED_ACCOUNT_DAYS": ["13", "366", "", "two months"],
    "INVITATION_DAYS": ["0", "31", "", "a week"],
    "DOCUMENTS_S3_ENDPOINT": ["s3.eu-west-2.amazonaws.com", "ftp://bucket"],
    "CLAMD_HOST": ["clamd", "clamd:", "clamd:0", "clamd:65536", ":3310"],
    "COOKIES_SECURE": ["", "secure"],
    "PROXY_COUNT": ["-1", "6", "one", ""],
    "AUDIT_ANCHOR_EMAIL": ["nobody", "a b@borough.example", "@"],
    "MAP_TILE_URL": [
        "http://tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}.png",
        "https:///{z}/{x}/{y}.png",
        "https://tiles.example;script-src/{z}/{x}/{y}.png",
        "https://*/{z}/{x}/{y}.png",
        "tiles.example/{z}/{x}/{y}",
    ],
    "LOG_LEVEL": ["debug", "TRACE", ""],
    "LOG_FORMAT": ["xml", ""],
}
# Any text is a value of these: a name, a list, a place on the disk.
ANY_TEXT = {
    "MAP_TILE_CREDIT",
    "DOCUMENTS_S3_BUCKET",
    "DOCUMENTS_S3_REGION",
    "DOCUMENTS_S3_KEY_ID",
    "DOCUMENTS_S3_SECRET",
    "DOCUMENTS_S3_KMS_KEY",
    "CLAMD_SOCKET",
    "SECRET_KEY_BEFORE",
    "SECRET_KEY",
    "PORTAL_HOSTS",
    "EMAIL_FROM",
    "FILES_DIR",
    "AUDIT_ANCHOR_DIR",
    "BACKUP_DIR",
    "BACKUP_KEY_FILE",
    "BROKER_FOLDER",
}
NAMES = {variable.name for variable in VARIABLES}


def read(**values: str) -> Any:
    return read_environment(values)


def test_nothing_at_all_is_a_development_environment() -> None:
    environment = read()
    assert environment["PORTAL_ENV"] == "development"
    assert not environment.is_production


# --- odd values -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in ODD for value in ODD[name]])
def test_an_odd_value_is_refused_by_name_with_an_example(name: str, value: str) -> None:
    with pytest.raises(Misconfigured) as refused:
        read(**{name: value})
    words = str(refused.value)
    assert words.startswith(f"{name} must ")
    example = next(variable.example for variable in VARIABLES if variable.name == name)
    assert not example or f"Example: {name}={example}" in words


def test_every_variable_was_thought_of() -> None:
    assert set(ODD) | ANY_TEXT == NAMES
    assert set(ODD) & ANY_TEXT == set()


@pytest.mark.parametrize("name", sorted(ANY_TEXT))
@given(value=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40))
def test_any_text_is_a_value(name: str, value: str) -> None:
    assume(not value.lstrip().startswith("~"))  # the home of somebody who may not exist
    read(**{name: value})


@pytest.mark.parametrize("name", ["AUDIT_ANCHOR_DIR", "BACKUP_DIR", "BACKUP_KEY_FILE", "BROKER_FOLDER", "FILES_DIR"])
def test_the_home_of_nobody_is_refused_in_words(name: str) -> None:
    with pytest.raises(Misconfigured, match=f"{name} must be the path of a file or folder"):
        read(**{name: "~nobody-of-that-name/x"})


@given(low=st.integers(0, 50), high=st.integers(51, 99), value=st.integers(0, 120))
def test_a_whole_number_keeps_to_its_bounds(low: int, high: int, value: int) -> None:
    reader = whole_number(low, high)
    if low <= value <= high:
        assert reader(f" {value} ") == value
    else:
        with pytest.raises(ValueError, match=f"between {low} and {high}"):
            reader(str(value))


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda variable: variable.name)
def test_defaults_and_examples_are_values(variable: Any) -> None:
    variable.read(variable.default)
    if variable.example:
        variable.read(variable.example)


def test_every_variable_says_why() -> None:
    assert [variable.name for variable in VARIABLES if not variable.why.endswith((".", "yes."))] == []


def test_a_database_address_is_taken_apart() -> None:
    assert postgres("postgres://po%40rtal:p%2Fw@db.example:6432/cse?sslmode=require") == {
        "NAME": "cse",
        "USER": "po@rtal",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }
    assert postgres("postgres:///cse?host=/run/pg&user=portal")["HOST"] == "/run/pg"


def test_a_mail_address_is_taken_apart() -> None:
    sealed = mail("smtps://user:p%40ss@mail.example")
    assert (sealed["EMAIL_PORT"], sealed["EMAIL_USE_SSL"], sealed["EMAIL_USE_TLS"]) == (465, True, False)
    assert sealed["EMAIL_HOST_PASSWORD"] == "p@ss"
    plain = mail("smtp://mail.example:25")
    assert (plain["EMAIL_PORT"], plain["EMAIL_USE_SSL"], plain["EMAIL_USE_TLS"]) == (25, False, True)


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("", []),
        ("https://tiles.example/{z}/{x}/{y}.png?key=1", ["https://tiles.example"]),
        ("https://{s}.tiles.example:8443/{z}/{x}/{y}.png", ["https://*.tiles.example:8443"]),
    ],
)
def test_a_page_with_a_map_may_ask_one_host_for_pictures(address: str, source: list[str]) -> None:
    assert tile_source(read(MAP_TILE_URL=address)["MAP_TILE_URL"]) == source


def test_folders_are_absolute() -> None:
    assert read(FILES_DIR="some/where")["FILES_DIR"] == Path.cwd() / "some/where"


# --- production -----------------------------------------------------------------------------------------------


def test_production_starts_when_everything_is_safe() -> None:
    assert read(**SAFE).is_production


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in UNSAFE for value in UNSAFE[name]])
def test_production_refuses_what_is_unsafe(name: str, value: str) -> None:
    with pytest.raises(Misconfigured) as refused:
        read(**{**SAFE, name: value})
    assert f"  {name} must " in str(refused.value)
    assert value.strip() not in str(refused.value) or len(value) < 9, "a secret is never repeated"


def test_every_refusal_was_thought_of() -> None:
    assert {name for name, _, _ in UNSAFE_IN_PRODUCTION} == set(UNSAFE) | {
        "SSO_FILE",
        "DOCUMENTS_S3_ENDPOINT",
        "DOCUMENTS_S3_SECRET",
        "NOTIFY_URL",
        "NOTIFY_EMAIL_TEMPLATE",
        "NOTIFY_TEXT_TEMPLATE",
    }


def test_notify_needs_a_key_templates_and_a_sealed_line() -> None:
    template = "f33517ff-2a88-4f6e-b855-c550268ce08a"
    key = {"NOTIFY_KEY": f"portal-live-{template}-26785a09-ab16-4eb0-8407-a37497a57506"}
    by_notify = {**SAFE, **key, "EMAIL_URL": "notify:", "NOTIFY_EMAIL_TEMPLATE": template}
    assert read(**by_notify)["NOTIFY_KEY"].service == template
    assert "26785a09" not in repr(read(**by_notify)["NOTIFY_KEY"]), "the secret is never shown"
    with pytest.raises(Misconfigured, match="NOTIFY_EMAIL_TEMPLATE must be set with NOTIFY_KEY"):
        read(**SAFE | {"EMAIL_URL": "notify:"})
    with pytest.raises(Misconfigured, match="NOTIFY_TEXT_TEMPLATE must be set with NOTIFY_KEY"):
        read(**SAFE, NOTIFY_TEXT_TEMPLATE=template)
    with pytest.raises(Misconfigured, match="NOTIFY_URL must start with https://"):
        read(**by_notify, NOTIFY_URL="http://notify.example")


def test_a_bucket_needs_a_key_and_a_sealed_line() -> None:
    assert read(**SAFE, DOCUMENTS_S3_BUCKET="papers", DOCUMENTS_S3_KEY_ID="a", DOCUMENTS_S3_SECRET="b").is_production
    with pytest.raises(Misconfigured, match="DOCUMENTS_S3_SECRET must be set"):
        read(**SAFE, DOCUMENTS_S3_BUCKET="papers")
    with pytest.raises(Misconfigured, match="DOCUMENTS_S3_ENDPOINT must start with https://"):
        read(**SAFE, DOCUMENTS_S3_BUCKET="papers", DOCUMENTS_S3_ENDPOINT="http://minio:9000")


def test_a_single_sign_on_over_an_open_line_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "single-sign-on.toml"
    file.write_text(
        "[[provider]]\n"
        'code = "council"\nname = "Council"\nissuer = "http://localhost:9000"\n'
        'client_id = "portal"\nclient_secret = "secret"\ndomains = ["larkmere.example"]\n'
    )
    assert len(read(SSO_FILE=str(file))["SSO_FILE"]) == 1
    with pytest.raises(Misconfigured, match="SSO_FILE must name providers by https:// only"):
        read(PORTAL_ENV="production", SSO_FILE=str(file))


def test_production_names_every_problem_at_once() -> None:
    easy = {"DEBUG": "yes", "PORTAL_MFA": "optional", "COOKIES_SECURE": "no", "PORTAL_HOSTS": "*"}
    with pytest.raises(Misconfigured) as refused:
        read(PORTAL_ENV="production", **easy, DATABASE_OWNER_URL="postgres:///cse_portal")
    assert all(f"  {name} must " in str(refused.value) for name in UNSAFE)


@pytest.mark.parametrize("place", ["development", "demo", "test"])
def test_elsewhere_conveniences_are_welcome(place: str) -> None:
    assert read(PORTAL_ENV=place, DEBUG="yes", PORTAL_MFA="optional", COOKIES_SECURE="no")["DEBUG"] is True


# --- the example file -----------------------------------------------------------------------------------------


def test_the_example_file_says_what_the_table_says() -> None:
    assert (ROOT / ".env.example").read_text() == example_file()


def test_the_example_file_would_start_production_once_its_secret_is_real() -> None:
    lines = (line for line in example_file().splitlines() if line and not line.startswith("#"))
    values = dict(line.split("=", 1) for line in lines)
    assert set(values) == NAMES
    assert read(**{**values, "SECRET_KEY": SAFE["SECRET_KEY"]}).is_production
