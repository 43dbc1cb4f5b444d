"""manage.py verify_audit and the nightly check: what they look at, say, keep, and end with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from pytest_django import Settings

from cse_portal.audit import queries, tasks
from cse_portal.audit.actions import record
from cse_portal.audit.actions.anchors import take_anchor
from cse_portal.audit.models import AuditCheck, AuditEvent, AuditSeal
from cse_portal.audit.verifying import Scope, verify
from cse_portal.core.actor import System
from tests.plugins.trail import triggers_put_aside
from tests.plugins.wall import the_owner

pytestmark = pytest.mark.django_db(transaction=True)
BY = System("set up a test")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.AUDIT_ANCHOR_DIR = tmp_path / "anchors"
    return tmp_path / "anchors"


@pytest.fixture
def six() -> list[AuditEvent]:
    """Three entries each in the chains of cases A and B, written in turn."""
    for number in range(6):
        record("thing.made", case="AB"[number % 2], reason=f"Number {number}", by=BY)
    return list(AuditEvent.objects.order_by("id"))


def change(event: AuditEvent, **values: object) -> None:
    with triggers_put_aside():
        AuditEvent.objects.filter(pk=event.pk).update(**values)


def write_at(at: str, **values: object) -> None:
    """As its owner could: the portal's own role may not say when."""
    with transaction.atomic(), the_owner():
        AuditEvent.objects.create(kind="thing.made", actor_kind="system", purpose="x", at=at, **values)
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def ran(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[str]]:
    code = 0
    try:
        call_command("verify_audit", *options)
    except SystemExit as ended:
        code = int(str(ended.code))
    return code, capsys.readouterr().out.splitlines()


def test_all_well_is_said_and_kept(six: list[AuditEvent], capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = ran(capsys)
    assert code == 0
    assert lines[0].startswith("6 entries in 2 chains, without any anchor, in ")
    assert lines[0].endswith(": all as it was sealed")
    check = AuditCheck.objects.get()
    assert (check.is_whole, check.with_anchors, check.entries, check.chains, check.broken) == (True, False, 6, 2, 0)
    assert AuditEvent.objects.get(kind="audit.checked").detail == {"entries": 6, "chains": 2, "broken": 0}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_first_broken_entry_of_each_chain_is_named(
    six: list[AuditEvent], jobs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for event in six[2:]:
        change(event, reason="Something else")
    code, lines = ran(capsys, "--jobs", jobs)
    assert code == 1
    assert lines[:2] == [
        f"case:A, place 2, entry {six[2].pk}: the entry no longer says what was sealed",
        f"case:B, place 2, entry {six[3].pk}: the entry no longer says what was sealed",
    ]
    assert lines[2].endswith(": 2 broken")
    assert "Something" not in "".join(lines)
    check = AuditCheck.objects.get()
    assert (check.broken, check.findings[0]["chain"], check.findings[0]["place"]) == (2, "case:A", 2)


def test_several_processes_find_what_one_finds(six: list[AuditEvent], folder: Path) -> None:
    take_anchor(folder=folder, by=BY)
    with triggers_put_aside(), connection.cursor() as cursor:
        cursor.execute("delete from audit_auditseal where chain = 'case:B' and seq = 2")
        cursor.execute("delete from audit_audithead where chain = 'case:A'")
        cursor.execute("delete from audit_auditseal where chain = 'case:A'")
    parameters = connection.get_connection_params()
    del parameters["cursor_factory"]
    one, three = (verify(parameters, Scope(jobs=jobs, anchors=folder)) for jobs in (1, 3))
    assert one.findings == three.findings
    assert (one.entries, one.chains) == (three.entries, three.chains)
    assert len(one.findings) == 3


def test_one_case_alone(six: list[AuditEvent], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    take_anchor(folder=folder, by=BY)
    change(six[2], reason="Something else")
    change(six[3], reason="Something else")
    code, lines = ran(capsys, "--case", "B")
    assert code == 1
    assert [line.partition(",")[0] for line in lines[:-1]] == ["case:B"]
    assert lines[-1].startswith("3 entries in 1 chains, against 1 anchors")
    assert not AuditCheck.objects.get().is_whole
    assert ran(capsys, "--case", "C")[0] == 0


def test_an_entry_that_was_moved_out_of_its_case_is_missed_there(
    six: list[AuditEvent], capsys: pytest.CaptureFixture[str]
) -> None:
    change(six[0], case_ref="C")
    assert ran(capsys, "--case", "A")[1][0].startswith("case:A, place 1")
    change(six[1], id=9_000)
    assert ran(capsys, "--case", "B")[1][0].startswith("case:B, place 1")


def test_since_a_day_looks_at_what_came_then_and_that_it_follows(
    six: list[AuditEvent], capsys: pytest.CaptureFixture[str]
) -> None:
    """The days are part of what is sealed, so a test puts them back before it seals."""
    assert ran(capsys, "--since", "2020-01-01")[1][0].startswith("6 entries in 2 chains")
    tomorrow = f"{datetime.now(UTC).date() + timedelta(days=2)}"
    assert ran(capsys, "--since", tomorrow)[1][0].startswith("0 entries in 0 chains")


def test_since_a_day_begins_in_the_middle_of_a_chain(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, day in enumerate(("2026-01-01", "2026-02-01", "2026-03-01", "2026-02-15", "2026-03-02")):
        write_at(f"{day}T12:00Z", case_ref="A", detail={"n": number})
    take_anchor(folder=folder, by=BY)
    code, lines = ran(capsys, "--since", "2026-03-01")
    # the anchor's own entry lies after that day, too
    assert (code, lines[0].partition(",")[0]) == (0, "4 entries in 2 chains")
    with triggers_put_aside():
        AuditSeal.objects.filter(chain="case:A", seq=2).update(hash="0" * 64)
    assert ran(capsys, "--since", "2026-03-01")[1][0].startswith("case:A, place 3")


@pytest.mark.parametrize(
    "options", [["--since", "yesterday"], ["--jobs", "0"], ["--jobs", "many"], ["--anchors", "/nowhere/at/all"]]
)
def test_odd_options_are_refused_in_words(options: list[str]) -> None:
    with pytest.raises(CommandError, match=r"must be|no folder"):
        call_command("verify_audit", *options)


def test_what_cannot_be_read_is_another_end_than_what_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cse_portal.audit.checking._parameters", lambda: {"host": "/nowhere", "dbname": "x"})
    with pytest.raises(CommandError, match="could not be read") as refused:
        call_command("verify_audit")
    assert refused.value.returncode == 2


def test_a_column_that_nothing_seals_is_found(six: list[AuditEvent], capsys: pytest.CaptureFixture[str]) -> None:
    with triggers_put_aside(), connection.cursor() as cursor:
        cursor.execute("alter table audit_auditevent add column extra text")
    try:
        assert "extra" in ran(capsys)[1][0]
    finally:
        with triggers_put_aside(), connection.cursor() as cursor:
            cursor.execute("alter table audit_auditevent drop column extra")


# --- every night --------------------------------------------------------------------------------------------------


def test_every_night_everything_is_checked_against_the_anchors(six: list[AuditEvent], folder: Path) -> None:
    take_anchor(folder=folder, by=BY)
    assert tasks.check() == 0
    last = queries.last_check()
    assert last
    assert (last.is_whole, last.with_anchors, last.broken) == (True, True, 0)
    change(six[0], reason="Something else")
    assert tasks.check() == 1
    assert queries.trouble() == "The audit trail is broken"
    change(six[1], reason="Something else")
    tasks.check()
    assert queries.trouble() == "2 chains of the audit trail are broken"


def test_a_check_of_a_part_does_not_count_as_one_of_all(
    six: list[AuditEvent], capsys: pytest.CaptureFixture[str]
) -> None:
    change(six[0], reason="Something else")
    tasks.check()
    ran(capsys, "--case", "B")
    assert queries.trouble() == "The audit trail is broken"


def test_a_portal_in_use_that_is_not_checked_or_anchored_says_so(folder: Path) -> None:
    assert queries.trouble() == ""
    record("thing.made", by=BY)
    assert queries.trouble() == ""
    write_at(f"{datetime.now(UTC) - timedelta(days=3)}", id=-1)
    assert queries.trouble() == "The audit trail was not checked for two days"
    tasks.check()
    assert queries.trouble() == "The audit trail was not anchored for two days"
    take_anchor(folder=folder, by=BY)
    assert queries.trouble() == ""


def test_readiness_says_that_the_trail_is_broken(client: Client, six: list[AuditEvent]) -> None:
    change(six[0], reason="Something else")
    tasks.check()
    parts = client.get("/health/ready").json()
    assert "audit" in str(parts)
