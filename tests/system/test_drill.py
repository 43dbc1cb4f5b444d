"""A portal is damaged and killed, and brought back to the instant before from sealed files alone."""

from __future__ import annotations

import io
import os
import pwd
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from house.drill import Drill, arguments_from
from house.postgres import nobody
from house.relay import Relay

pytestmark = pytest.mark.system


def test_nothing_acknowledged_is_lost_and_nothing_later_comes_back(drills: Path) -> None:
    home = drills / "restore"
    home.mkdir(mode=0o711)
    findings = Drill(home, rows=50_000, archive_timeout=4).run()
    said = dict(findings.lines)
    assert findings.wrong == []
    assert ", 0 lost" in said["Acknowledged before the instant"]
    assert said["Written after the instant"] == "0 came back"
    assert said["Documents"] == "23 of 23 byte for byte"  # twenty of the drill’s, and three of the demo’s cases
    assert {
        "Back in service (RTO)",
        "Lost at the kill (RPO)",
        "Audit trail",
        "Rows of all other tables",
    } <= said.keys()
    # What lies outside the database's own folders is sealed: no name of the demo's people can be read in it.
    sealed = b"".join(path.read_bytes() for path in (home / "backups").rglob("*") if path.is_file())
    assert sealed
    assert b"larkmere.example" not in sealed


def test_relay_says_when_archiving_fails(drills: Path) -> None:
    home = drills / "relay"
    home.mkdir(mode=0o711)
    env = {**os.environ, "BACKUP_DIR": str(home), "BACKUP_KEY_FILE": str(home / "no-key")}
    owner = nobody() if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    with Relay(home / "spool", env, owner) as relay:
        segment = home / "segment"
        segment.write_bytes(b"log")
        command = relay.archive_command.replace("%p", str(segment)).replace("%f", "000000010000000000000001")
        assert os.waitstatus_to_exitcode(os.system(command)) == 1
        asked = relay.restore_command.replace("%p", str(home / "back")).replace("%f", "000000010000000000000001")
        assert os.waitstatus_to_exitcode(os.system(asked)) == 1
    assert not (home / "wal").exists()


def test_help_says_what_the_drill_does() -> None:
    said = io.StringIO()
    with redirect_stdout(said), pytest.raises(SystemExit):
        arguments_from(["--help"])
    assert "Touches nothing else" in " ".join(said.getvalue().split())
