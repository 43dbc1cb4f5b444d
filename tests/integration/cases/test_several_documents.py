"""Several documents at once: each with its own checks, event and line; a refused one costs none of the others."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cse_portal.agencies import access
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import add_documents
from cse_portal.cases.document_kinds import DocumentRefused, Scan
from cse_portal.cases.drawing import check
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case, Document, Entry
from cse_portal.core import wall
from tests.integration.cases.conftest import Browse, Cast
from tests.integration.cases.forms import led_back, says, send
from tests.integration.cases.test_documents import LETTER, folder, place, typed, values
from tests.reading import all_of
from tests.unit.cases import made_files as made

__all__ = ["folder"]
pytestmark = pytest.mark.django_db


BROKEN_FILE = b"PK\x03\x04 and no more"


def several(*files: bytes) -> dict[str, Any]:
    sent = [SimpleUploadedFile(f"Maya {place}.eml", data) for place, data in enumerate(files)]
    return {**typed(title="Letters of the school"), "file": sent}


def test_several_files_become_a_document_each_and_a_refused_one_costs_no_other(led: Case, browse: Browse) -> None:
    client, at = browse("social_worker"), place("add_document", led)
    assert 'name="file" accept=' in says(client.get(at))
    assert " multiple" in says(client.get(at))
    answer = send(client, at, **several(LETTER, BROKEN_FILE, made.eml("She came in time")))
    assert answer["Location"] == place("documents", led)
    page = says(client.get(answer["Location"]))
    assert "2 documents are added" in page
    assert "Not added. File 2 of 3:" in page
    assert "Maya 1" not in page
    found = all_of(Document.objects.filter(case=led).order_by("pk"))
    assert [one.title for one in found] == ["Letters of the school (1 of 2)", "Letters of the school (2 of 2)"]
    assert len({(one.kind, one.handling, one.dated_on, one.description) for one in found}) == 1
    assert len(all_of(AuditEvent.objects.filter(kind="document.added"))) == 2
    with wall.as_system("test"):
        assert Entry.objects.filter(case=led, kind="document").count() == 2


def test_where_every_file_is_refused_each_is_named_and_the_words_stay(led: Case, browse: Browse) -> None:
    client = browse("social_worker")
    page = says(led_back(client, send(client, place("add_document", led), **several(BROKEN_FILE, b""))))
    assert "File 1 of 2: " in page
    assert "File 2 of 2: " in page
    assert "Letters of the school" in page
    page = says(led_back(client, send(client, place("add_document", led), **several(*[LETTER] * 11))))
    assert "Choose 10 files at most" in page
    assert not all_of(Document.objects.filter(case=led))


def test_a_virus_in_one_of_several_costs_no_other(led: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    found = iter([Scan.INFECTED, Scan.NOT_SCANNED, Scan.INFECTED])
    monkeypatch.setattr("cse_portal.cases.scanning.scan", lambda data: next(found))
    by = cast["social_worker"]
    said: dict[str, Any] = {"case": led, "values": values(), "handling": Handling.NETWORK, "by": by}
    with access.acting_for(by):
        added = add_documents(files=[check(LETTER), check(made.eml("Another"))], **said)
    assert [one.title.endswith("(2 of 2)") for one in added.documents] == [True]
    assert added.refused[0].startswith("File 1 of 2: A virus was found")
    with access.acting_for(by), pytest.raises(DocumentRefused, match="A virus was found"):
        add_documents(files=[check(LETTER)], **said)
