"""What the machine's package manager is asked for, and what a person is told instead."""

from __future__ import annotations

import subprocess

import pytest
from house import system_packages
from house.system_packages import WEASYPRINT, command_for


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were run, none of them for real; every one fails."""
    ran: list[list[str]] = []

    def attempt(argv: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append([str(part) for part in argv])
        return subprocess.CompletedProcess(argv, 100, "Temporary failure resolving 'deb.example'")

    monkeypatch.setattr(system_packages, "attempt", attempt)
    return ran


def test_one_command_installs_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages.sys, "platform", "linux")
    assert command_for("a", "b") == "sudo apt-get install --no-install-recommends a b"
    monkeypatch.setattr(system_packages.sys, "platform", "darwin")
    assert command_for("a", "b", brew="c") == "brew install c"


def test_person_without_rights_is_told_the_command_and_goes_on(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages, "can_install", lambda: False)
    system_packages.ensure_weasyprint()
    assert not [command for command in commands if command[0] == "apt-get"]
    assert " ".join(WEASYPRINT) in capsys.readouterr().out


def test_failing_apt_is_one_line_and_no_end(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages, "can_install", lambda: True)
    system_packages.ensure_weasyprint()
    assert [command[1] for command in commands if command[0] == "apt-get"] == ["install", "update", "install"]
    printed = capsys.readouterr().out
    assert "apt could not install what PDF files need. The packages could not be fetched" in printed
    assert "PDF files cannot be made yet" in printed
