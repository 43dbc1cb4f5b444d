"""The file that names providers says too little or too much only once: when the portal starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from cse_portal.agencies.providers import BadProvider, Provider, read_providers

GOOD = """
[[provider]]
code = "council"
name = "Larkmere Council"
issuer = "https://login.larkmere.example/tenant"
client_id = "portal"
client_secret_file = "secret"
domains = ["Larkmere.example"]
second_step_values = ["mfa"]
"""


def write(folder: Path, text: str) -> Path:
    (folder / "secret").write_text("s3cret\n")
    file = folder / "sso.toml"
    file.write_text(text)
    return file


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (one,) = read_providers(write(tmp_path, GOOD))
    assert (one.code, one.client_secret, one.domains) == ("council", "s3cret", frozenset({"larkmere.example"}))
    assert "s3cret" not in repr(one)


def test_no_file_means_no_providers() -> None:
    assert read_providers(None) == ()


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('code = "council"', 'code = "The Council"', "needs a code"),
        ('issuer = "https', 'issuer = "http', "https://"),
        ('domains = ["Larkmere.example"]', "domains = []", "needs domains"),
        ('client_secret_file = "secret"', "", "needs client_secret"),
        ('client_secret_file = "secret"', 'client_secret_file = "gone"', "cannot be read"),
        ('client_id = "portal"', "", "needs client_id"),
        ('client_id = "portal"', 'client_id = "portal"\nsignup = true', "not known: signup"),
        ("[[provider]]", "[[provider", "readable TOML"),
    ],
)
def test_a_file_that_would_let_in_the_wrong_people_is_refused(
    tmp_path: Path, before: str, after: str, words: str
) -> None:
    with pytest.raises(BadProvider, match=words.replace("[", r"\[")):
        read_providers(write(tmp_path, GOOD.replace(before, after)))


def test_no_two_providers_share_an_issuer(tmp_path: Path) -> None:
    with pytest.raises(BadProvider, match="same code"):
        read_providers(write(tmp_path, GOOD + GOOD))
    with pytest.raises(BadProvider, match="same issuer"):
        read_providers(write(tmp_path, GOOD + GOOD.replace('code = "council"', 'code = "second"')))


@pytest.mark.parametrize(
    "email", ["a@evil.example", "a@larkmere.example.evil.example", "a@sub.larkmere.example", "a", ""]
)
def test_a_provider_vouches_for_its_own_domains_only(tmp_path: Path, email: str) -> None:
    (one,) = read_providers(write(tmp_path, GOOD))
    assert one.verified_email({"email": email, "email_verified": True}) == ""
    assert isinstance(one, Provider)
