"""Anchors: what they hold, that each follows on the last, and that none is lost between database and disk."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from pytest_django import Settings

from cse_portal.audit import tasks
from cse_portal.audit.actions import anchors, record
from cse_portal.audit.anchor_files import BadAnchor, in_folder
from cse_portal.audit.models import AuditAnchor, AuditEvent, AuditHead
from cse_portal.audit.verifying import Fault, Scope, reading
from cse_portal.audit.verifying.chains import digest_of
from cse_portal.audit.verifying.run import verify_on
from cse_portal.core.actor import System
from tests.plugins.trail import triggers_put_aside

pytestmark = pytest.mark.django_db(transaction=True)
BY = System("set up a test")


def write(*cases: str) -> None:
    for case in cases:
        record("thing.made", case=case, by=BY)


def take(folder: Path) -> AuditAnchor:
    return anchors.take_anchor(folder=folder, by=BY)


def said(folder: Path) -> list[str]:
    with transaction.atomic():  # the driver's own connection states nobody by itself
        found = verify_on(reading.Trail(connection.connection), Scope(anchors=folder), {}).findings
    return [str(one) for one in found]


def test_an_anchor_holds_every_head_by_the_digest_of_its_name(tmp_path: Path) -> None:
    write("A", "A", "B")
    anchor = take(tmp_path)
    (file,) = in_folder(tmp_path)
    heads = {head.chain: (head.seq, head.hash) for head in file.heads()}
    known = {head.chain: (head.seq, head.hash) for head in AuditHead.objects.filter(chain__startswith="case:")}
    assert heads == {digest_of(chain): head for chain, head in known.items()}
    assert (anchor.number, anchor.chains, anchor.entries, anchor.moved, anchor.previous) == (1, 2, 3, 2, "")
    assert anchor.digest == file.digest()
    assert "case:" not in file.path.read_text()
    assert AuditEvent.objects.get(kind="audit.anchored").detail == {"number": 1, "digest": anchor.digest}


def test_the_next_one_holds_what_moved_and_follows_on_the_last(tmp_path: Path) -> None:
    write("A", "B")
    first = take(tmp_path)
    write("B", "C")
    second = take(tmp_path)
    assert (second.number, second.previous) == (2, first.digest)
    heads = {head.chain: head.seq for head in in_folder(tmp_path)[1].heads()}
    own_chain = AuditEvent.objects.filter(kind="audit.anchored").earliest("id").seal.chain
    # what another transaction was writing meanwhile, in any database here, may be taken once more
    assert {digest_of("case:B"): 2, digest_of("case:C"): 1, digest_of(own_chain): 1}.items() <= heads.items()
    assert said(tmp_path) == []


def test_after_a_restore_into_a_new_cluster_all_heads_are_taken(tmp_path: Path) -> None:
    """Its transactions count from the beginning, so the last horizon says nothing about them."""
    write("A", "B")
    take(tmp_path)
    with triggers_put_aside(), connection.cursor() as cursor:
        cursor.execute("update audit_auditanchor set horizon = 9000000000000")
    take(tmp_path)
    assert {digest_of("case:A"), digest_of("case:B")} < {head.chain for head in in_folder(tmp_path)[1].heads()}


def test_a_file_has_its_name_only_when_the_database_knows_it(tmp_path: Path) -> None:
    write("A")
    with pytest.raises(ZeroDivisionError):
        fails_after_the_anchor(tmp_path)
    assert in_folder(tmp_path) == []
    assert take(tmp_path).number == 1
    assert len(in_folder(tmp_path)) == 1


@transaction.atomic
def fails_after_the_anchor(folder: Path) -> None:
    take(folder)
    raise ZeroDivisionError


def test_a_portal_that_died_before_the_name_gives_it_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("A")
    with monkeypatch.context() as patched:
        patched.setattr(anchors, "_name", lambda folder, anchor: None)
        take(tmp_path)
    assert in_folder(tmp_path) == []
    take(tmp_path)
    assert [file.number for file in in_folder(tmp_path)] == [1, 2]
    assert said(tmp_path) == []


# --- anchors that somebody touched --------------------------------------------------------------------------------


def first_of(folder: Path) -> Path:
    return in_folder(folder)[0].path


TOUCHED: list[tuple[Callable[[Path], object], str]] = [
    (lambda folder: first_of(folder).unlink(), ""),  # the oldest may be put away
    (lambda folder: in_folder(folder)[1].path.unlink(), "anchor 2: .*its file is not in the folder"),
    (lambda folder: in_folder(folder)[2].path.unlink(), "anchor 3: .*its file is not in the folder"),
    (lambda folder: first_of(folder).write_text("nothing"), "anchor 1: .*its file was changed"),
    (lambda folder: first_of(folder).write_bytes(b"\xff\xfe"), "anchor 1: .*its file was changed"),
    (lambda folder: changed(folder, "entries: 1", "entries: 2"), "anchor 1: .*its file was changed"),
    (lambda folder: changed(folder, "digest: ", "digest: 0"), "anchor 1: .*its file was changed"),
    (lambda folder: changed(folder, "number: 1", "number: one"), "anchor 1: .*its file was changed"),
    (lambda folder: first_of(folder).open("a").write("more\n"), "anchor 1: .*its file was changed"),
    (lambda folder: copied(folder, "000009"), "anchor 9: .*its file was changed"),
]


def changed(folder: Path, old: str, new: str) -> None:
    file = first_of(folder)
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def copied(folder: Path, number: str) -> None:
    file = first_of(folder)
    (folder / file.name.replace("000001", number)).write_bytes(file.read_bytes())


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize(("touch", "words"), TOUCHED)
def test_a_file_that_was_touched_is_named(touch: Callable[[Path], object], words: str, tmp_path: Path) -> None:
    write("A")
    for _ in range(3):
        take(tmp_path)
    touch(tmp_path)
    found = said(tmp_path)
    assert (len(found) == 1 and re.match(words, found[0])) if words else found == []


def test_an_older_copy_of_the_database_knows_less_than_the_folder(tmp_path: Path) -> None:
    write("A")
    take(tmp_path)
    take(tmp_path)
    with triggers_put_aside(), connection.cursor() as cursor:
        cursor.execute("delete from audit_auditanchor where number = 2")
    assert any("older copy" in line for line in said(tmp_path))
    assert Fault.ANCHOR in {
        one.fault for one in verify_on(reading.Trail(connection.connection), Scope(anchors=tmp_path), {}).findings
    }


def test_heads_of_a_bad_file_are_not_believed(tmp_path: Path) -> None:
    write("A")
    take(tmp_path)
    changed(tmp_path, "heads:\n", "heads:\nnot a head\n")
    with pytest.raises(BadAnchor):
        list(in_folder(tmp_path)[0].heads())


# --- by night, by command, by mail ----------------------------------------------------------------------------------


def test_every_night_an_anchor_is_taken_and_mailed(tmp_path: Path, settings: Settings) -> None:
    settings.AUDIT_ANCHOR_DIR, settings.AUDIT_ANCHOR_EMAIL = tmp_path, "anchors@borough.example"
    write("A")
    assert tasks.anchor() == 1
    (letter,) = mail.outbox
    anchor = AuditAnchor.objects.get()
    assert letter.to == ["anchors@borough.example"]
    assert letter.subject.startswith("Audit anchor 1 of ")
    assert anchor.digest in letter.body
    assert "case:" not in letter.body


def test_without_an_address_nothing_is_mailed(tmp_path: Path, settings: Settings) -> None:
    settings.AUDIT_ANCHOR_DIR = tmp_path
    tasks.anchor()
    assert mail.outbox == []


def test_a_mail_server_that_is_away_does_not_cost_the_anchor(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.AUDIT_ANCHOR_DIR, settings.AUDIT_ANCHOR_EMAIL = tmp_path, "anchors@borough.example"

    def away(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("cse_portal.audit.letters.send_mail", away)
    tasks.anchor()
    assert AuditAnchor.objects.count() == len(in_folder(tmp_path)) == 1


def test_an_anchor_by_command(tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.AUDIT_ANCHOR_DIR = tmp_path
    call_command("anchor_audit")
    anchor = AuditAnchor.objects.get()
    assert capsys.readouterr().out.splitlines() == [str(tmp_path / anchor.file_name), f"digest {anchor.digest}"]
