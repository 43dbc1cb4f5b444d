"""Documents are looked through for viruses where a scanner is set: at once, or once it answers again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cse_portal.audit.models import AuditEvent
from cse_portal.cases import document_store
from cse_portal.cases.document_kinds import Scan
from cse_portal.cases.models import Case, Document, DocumentVersion
from cse_portal.cases.tasks import scan_documents
from tests.integration.cases.conftest import Browse, Cast
from tests.integration.cases.forms import led_back, says, send
from tests.integration.cases.scanner import VIRUS, answering
from tests.integration.cases.test_documents import added, folder, latest, place, typed
from tests.reading import all_of, one_of

__all__ = ["folder"]
pytestmark = pytest.mark.django_db
CLEAN, SICK = b"What the school wrote", b"A letter with " + VIRUS


@pytest.fixture
def socket(tmp_path: Path, settings: Any) -> Path:
    settings.CLAMD_SOCKET = tmp_path / "clamd.ctl"
    return Path(settings.CLAMD_SOCKET)


def test_a_clean_document_says_when_it_was_scanned(led: Case, browse: Browse, socket: Path) -> None:
    client = browse("social_worker")
    with answering(socket):
        page = client.get(send(client, place("add_document", led), **typed(CLEAN))["Location"])
    assert "Scanned for viruses, " in says(page)
    assert one_of(DocumentVersion.objects.all()).scan == Scan.CLEAN


def test_a_virus_is_refused_recorded_and_not_kept(led: Case, browse: Browse, socket: Path, tmp_path: Path) -> None:
    client = browse("social_worker")
    with answering(socket):
        page = led_back(client, send(client, place("add_document", led), **typed(SICK, title="Kept title")))
    assert "A virus was found in the file" in says(page)
    assert 'value="Kept title"' in says(page)
    assert not all_of(Document.objects.all())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    event = one_of(AuditEvent.objects.filter(kind="document.virus_refused"))
    assert (event.sort, event.case_ref) == ("refusal", led.ref)


def test_while_the_scanner_is_away_a_document_waits_and_opens_to_nobody(
    led: Case, cast: Cast, browse: Browse, socket: Path, django_capture_on_commit_callbacks: Any
) -> None:
    clean, sick = (latest(added(led, cast["social_worker"], data)) for data in (CLEAN, SICK))
    client = browse("social_worker")
    page = says(client.get(place("document_version", clean)))
    assert "Waits to be scanned for viruses" in page
    assert "What the school wrote" not in page
    assert client.post(place("download_document", clean)).status_code == 410
    assert scan_documents() == 0
    with answering(socket), django_capture_on_commit_callbacks(execute=True):
        assert scan_documents() == 2
        assert scan_documents() == 0
    assert "What the school wrote" in says(client.get(place("document_version", clean)))
    assert "Removed: a virus was found" in says(client.get(place("document", sick.document)))
    assert client.post(place("download_document", sick)).status_code == 410
    assert (document_store.is_there(clean.stored), document_store.is_there(sick.stored)) == (True, False)
    assert len(all_of(AuditEvent.objects.filter(kind="document.scanned"))) == 2


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"nonsense", b"stream: FOUNDling\0"])
def test_an_answer_that_says_neither_is_waited_over(answer: bytes, led: Case, cast: Cast, socket: Path) -> None:
    with answering(socket, answer):
        assert latest(added(led, cast["social_worker"], CLEAN)).scan == Scan.WAITING


def test_without_a_scanner_nothing_waits(led: Case, cast: Cast) -> None:
    assert latest(added(led, cast["social_worker"], CLEAN)).scan == Scan.NOT_SCANNED
    assert scan_documents() == 0
