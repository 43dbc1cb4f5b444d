"""Documents of a case: added, looked at, downloaded, replaced and withdrawn, each under its handling mark."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases import document_store
from cse_portal.cases.actions import (
    add_document,
    add_document_version,
    add_documents,
    change_document,
    grant_to_person,
    sweep_documents,
    withdraw_document,
)
from cse_portal.cases.document_kinds import NO_ROOM, DocumentRefused, Scan
from cse_portal.cases.drawing import check
from cse_portal.cases.files import kinds
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case, Document, DocumentVersion, Entry
from cse_portal.core import clock, wall
from cse_portal.core.actor import System
from cse_portal.core.models import StaleRecord
from cse_portal.operations import health
from cse_portal.operations.tasks import heartbeat
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat
from tests.integration.cases.forms import day, hidden, led_back, says, send
from tests.integration.cases.test_emergency import PLACE as EMERGENCY
from tests.integration.cases.test_emergency import by_ref
from tests.reading import all_of, one_of
from tests.unit.cases import made_files as made

pytestmark = pytest.mark.django_db
LETTER = made.eml("She came late twice")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    options = {**settings.DOCUMENTS, "location": tmp_path}
    settings.STORAGES = {**settings.STORAGES, "documents": {**backend, "OPTIONS": options}}
    return tmp_path


def values(**changed: Any) -> dict[str, Any]:
    said = {"title": "Letter of the school", "kind": "letter", "dated_on": clock.today(), "description": ""}
    return {**said, **changed}


def added(case: Case, by: User, data: bytes = LETTER, mark: Handling = Handling.NETWORK, **changed: Any) -> Document:
    with access.acting_for(by):
        return add_document(case=case, values=values(**changed), handling=mark, file=check(data), by=by)


def latest(document: Document) -> DocumentVersion:
    return one_of(DocumentVersion.objects.filter(document=document).select_related("document").order_by("-number"))


def place(name: str, row: Any) -> str:
    return reverse(f"cases:{name}", kwargs={"ref": row.ref})


def kinds_left() -> list[str]:
    return [one.kind for one in all_of(AuditEvent.objects.filter(kind__startswith="document").order_by("id"))]


def typed(data: bytes | None = LETTER, name: str = "canaryname.eml", **changed: Any) -> dict[str, Any]:
    said = {"title": "Letter of the school", "kind": "letter", "handling": "network", "description": "From the head"}
    file = {"file": SimpleUploadedFile(name, data)} if data is not None else {}
    return {**said, **day("dated_on", clock.today()), **file, **changed}


# --- added ------------------------------------------------------------------------------------------------------


def test_a_document_is_added_and_lies_under_a_random_name(led: Case, cast: Cast, browse: Browse, folder: Path) -> None:
    client = browse("social_worker")
    answer = send(client, place("add_document", led), **typed())
    assert answer.status_code == 302
    document = one_of(Document.objects.filter(case=led))
    version = latest(document)
    assert (document.title, version.file_kind, version.number) == ("Letter of the school", "email", 1)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert [path.relative_to(folder).as_posix() for path in files] == [version.stored]
    assert "canaryname" not in version.stored
    assert files[0].stat().st_mode & 0o777 == 0o600
    assert version.sha256 == hashlib.sha256(LETTER).hexdigest()
    page = client.get(answer["Location"])
    assert "Letter of the school" in says(page)
    assert "Not scanned for viruses" in says(page)
    assert "Letter of the school" in says(client.get(place("documents", led)))
    assert kinds_left() == ["document.added", "document.looked_at", "document.list_looked_at"]
    line = one_of(Entry.objects.filter(kind="document"))
    assert (line.headline, line.handling) == ("Letter: Letter of the school", "network")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", kinds.EMPTY),
        (b"MZ\x00\x01", kinds.NOT_TAKEN),
        (made.docx(**{"word/vbaProject.bin": b"x"}), kinds.MACROS),
        (made.pdf(password="x"), kinds.LOCKED),
        (None, "Choose a file"),
    ],
    ids=["empty", "programme", "macros", "locked", "none"],
)
def test_a_file_that_is_refused_says_why_and_the_words_stay(
    data: bytes | None, sentence: str, led: Case, browse: Browse, folder: Path
) -> None:
    client = browse("social_worker")
    page = led_back(client, send(client, place("add_document", led), **typed(data, title="Kept title")))
    assert says(page).count(sentence) == 2  # in the summary and at the field
    assert 'value="Kept title"' in says(page)
    assert not all_of(Document.objects.all())
    assert not list(folder.rglob("*"))


def test_a_good_file_beside_a_mistake_is_asked_for_again(led: Case, browse: Browse) -> None:
    client = browse("social_worker")
    page = says(led_back(client, send(client, place("add_document", led), **typed(title=""))))
    assert "Enter a title" in page
    assert "Choose the file again" in page
    again = {**hidden(page), **typed(title="Now with a title")}
    assert client.post(place("add_document", led), again).status_code == 302
    assert one_of(Document.objects.all()).title == "Now with a title"


def test_sent_twice_it_is_one_document_and_with_another_file_two(led: Case, browse: Browse) -> None:
    client = browse("social_worker")
    at = place("add_document", led)
    keys = hidden(says(client.get(at)))
    first = client.post(at, {**keys, **typed()})
    again = client.post(at, {**keys, **typed()})
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    assert Document.objects.count() == 0  # nobody acts here: the wall
    send(client, at, **typed(made.eml("Another letter")))
    assert len(all_of(Document.objects.all())) == 2


def test_a_full_disk_keeps_nothing_half(led: Case, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **kwargs: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage.save", full)
    client = browse("social_worker")
    page = led_back(client, send(client, place("add_document", led), **typed()))
    assert NO_ROOM in says(page).replace("&#x27;", "’")
    assert not all_of(Document.objects.all())


def test_files_without_a_row_are_cleared_away_after_a_day(led: Case, cast: Cast) -> None:
    document = added(led, cast["social_worker"])
    document_store.keep(b"its deed was undone")
    by = System("clear away files that no document names")

    def swept() -> int:
        with wall.as_system(by.purpose):
            return sweep_documents(by=by)

    assert swept() == 0
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        assert swept() == 1
    assert document_store.is_there(latest(document).stored)


# --- opened and downloaded --------------------------------------------------------------------------------------


def test_it_is_read_in_the_portal_and_that_is_recorded(led: Case, cast: Cast, browse: Browse) -> None:
    version = latest(added(led, cast["social_worker"], made.docx("What Maya said", "&lt;b&gt;And why")))
    page = browse("social_worker").get(place("document_version", version))
    assert "What Maya said" in says(page)
    assert "&lt;b&gt;And why" in says(page)
    assert page["Cache-Control"] == "no-store"
    assert kinds_left()[-1] == "document.opened"


@pytest.mark.parametrize("asked", ["", "2", "99", "x"])
def test_a_pdf_is_drawn_page_by_page(asked: str, led: Case, cast: Cast, browse: Browse) -> None:
    version = latest(added(led, cast["social_worker"], made.pdf(pages=3)))
    page = says(browse("social_worker").get(f"{place('document_version', version)}?page={asked}"))
    assert f"Page {2 if asked == '2' else 1} of 3" in page
    assert "data:image/webp;base64," in page


def test_what_cannot_be_shown_is_downloaded(led: Case, cast: Cast, browse: Browse) -> None:
    version = latest(added(led, cast["social_worker"], made.compound({"WordDocument": b""})))
    assert "It cannot be shown here" in says(browse("social_worker").get(place("document_version", version)))


def test_it_is_handed_out_as_a_file_that_no_browser_runs(led: Case, cast: Cast, browse: Browse) -> None:
    version = latest(added(led, cast["social_worker"]))
    answer = browse("social_worker").post(place("download_document", version))
    assert (answer.status_code, answer.content) == (200, LETTER)
    assert answer["Content-Disposition"].startswith('attachment; filename="document-')
    assert answer["Content-Disposition"].endswith('.eml"')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert kinds_left()[-1] == "document.downloaded"


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_file_that_is_gone_or_changed_is_not_handed_out(
    harm: str, led: Case, cast: Cast, browse: Browse, folder: Path
) -> None:
    version = latest(added(led, cast["social_worker"]))
    path = folder / version.stored
    path.unlink() if harm == "gone" else path.write_bytes(b"something else")
    client = browse("social_worker")
    assert "The file is not in its place, or is damaged" in says(client.get(place("document_version", version)))
    assert client.post(place("download_document", version)).status_code == 410


# --- versions, put right, withdrawn -------------------------------------------------------------------------------


def test_a_later_version_leaves_the_earlier_ones(led: Case, cast: Cast, browse: Browse) -> None:
    document = added(led, cast["social_worker"])
    client = browse("social_worker")
    sent = {"file": SimpleUploadedFile("x", made.pdf()), "what_changed": "Signed now"}
    page = client.get(send(client, place("new_document_version", document), **sent)["Location"])
    assert "Signed now" in says(page)
    assert [one.number for one in all_of(DocumentVersion.objects.filter(document=document))] == [2, 1]
    assert one_of(Document.objects.all()).version == 2


def test_two_people_do_not_overrule_each_other_unseen(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    document = added(led, by)
    with access.acting_for(by):
        change_document(document=document, version=1, values=values(title="Report"), by=by)
        with pytest.raises(StaleRecord):
            add_document_version(document=document, version=1, file=check(LETTER), what_changed="x", by=by)
        with pytest.raises(StaleRecord):
            withdraw_document(document=document, version=1, why="Wrong child", by=by)


def test_it_is_put_right_and_withdrawn_and_then_opened_by_nobody(led: Case, cast: Cast, browse: Browse) -> None:
    document = added(led, cast["social_worker"])
    client = browse("social_worker")
    assert send(client, place("change_document", document), title="Report of the school").status_code == 302
    assert send(client, place("withdraw_document", document), why="Of another child").status_code == 302
    page = says(client.get(place("document", document)))
    assert "<s>Report of the school</s>" in page
    assert "Of another child" in page
    version = latest(document)
    assert "Nobody" not in says(client.get(place("documents", led)))
    assert "It was withdrawn" in says(client.get(place("document_version", version)))
    assert client.post(place("download_document", version)).status_code == 410
    again = led_back(client, send(client, place("withdraw_document", document), why="Twice"))
    assert "It was withdrawn" in says(again)
    with access.acting_for(cast["social_worker"]), pytest.raises(DocumentRefused):
        change_document(document=document, version=3, values=values(), by=cast["social_worker"])
    assert {"document.changed", "document.withdrawn"} <= set(kinds_left())
    assert one_of(Entry.objects.filter(kind="document")).headline == "Withdrawn. Letter: Report of the school"


# --- who ----------------------------------------------------------------------------------------------------------


def named(case: Case, cast: Cast, key: str) -> User:
    grant_to_person(case=case, membership=hat(cast[key]), by=TEST)
    return cast[key]


def test_a_mark_keeps_a_document_from_those_it_is_not_for(led: Case, cast: Cast, browse: Browse) -> None:
    named(led, cast, "school_spoc")
    own = added(led, cast["social_worker"], mark=Handling.OWN_AGENCY, title="Canarytitle")
    shared = added(led, cast["social_worker"], title="Shared title")
    client = browse("school_spoc")
    listed = says(client.get(place("documents", led)))
    assert "Shared title" in listed
    assert "Canarytitle" not in listed
    assert client.get(place("document", own)).status_code == 404
    assert client.get(place("document_version", latest(own))).status_code == 404
    assert client.post(place("download_document", latest(own))).status_code == 404
    assert client.get(place("document", shared)).status_code == 200
    with access.acting_for(cast["school_spoc"]):
        assert list(Document.objects.values_list("title", flat=True)) == ["Shared title"]
        assert DocumentVersion.objects.count() == 1
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from cases_documenthistory")
            assert cursor.fetchone()[0] == 1


def test_another_agencys_document_is_not_changed_by_a_school(led: Case, cast: Cast, browse: Browse) -> None:
    school = named(led, cast, "school_spoc")
    document = added(led, cast["social_worker"])
    for name in ("change_document", "new_document_version", "withdraw_document"):
        assert browse("school_spoc").get(place(name, document)).status_code == 403
    with access.acting_for(school), pytest.raises(PermissionDenied):
        withdraw_document(document=document, version=1, why="x", by=school)
    theirs = added(led, school, title="Of the school")
    page = says(browse("social_worker").get(place("change_document", theirs)))
    assert "Who may read this?" not in page
    worker = cast["social_worker"]
    with access.acting_for(worker), pytest.raises(PermissionDenied):
        change_document(document=theirs, version=1, values={}, handling=Handling.OWN_AGENCY, by=worker)


def test_an_emergency_reads_and_takes_nothing_away(led: Case, cast: Cast, browse: Browse) -> None:
    version = latest(added(led, cast["social_worker"], b"What the school wrote"))
    client = browse("teacher")
    send(client, EMERGENCY, **by_ref(led.ref))
    page = says(client.get(place("document_version", version)))
    assert "What the school wrote" in page
    assert "Downloading needs access for good" in page
    assert "Download version" not in page
    assert "Download version" not in says(client.get(place("document", version.document)))
    assert client.post(place("download_document", version)).status_code == 403
    assert client.get(place("add_document", led)).status_code == 403


def test_the_list_is_narrowed_ordered_and_paged(led: Case, cast: Cast, browse: Browse) -> None:
    by = cast["social_worker"]
    for number in range(27):
        added(led, by, title=f"Paper {number:02}", dated_on=clock.today() - timedelta(days=number))
    added(led, by, title="A court paper", kind="court")
    client = browse("social_worker")

    def listed(query: str) -> str:
        return says(client.get(f"{place('documents', led)}?{query}"))

    assert "Paper 26" not in listed("")
    assert "Paper 26" in listed("page=2")
    assert listed("sort=title").index("A court paper") < listed("sort=title").index("Paper 00")
    assert "Paper 00" not in listed("kind=court")
    assert "No document is like this" in listed("kind=medical")
    assert "Paper 00" in listed(f"agency={agency_of(by).ref}&sort=nonsense")


def test_the_service_page_notices_a_folder_that_is_gone(led: Case, cast: Cast, folder: Path) -> None:
    version = latest(added(led, cast["social_worker"]))
    heartbeat()
    assert health.documents(health.read_records()) == ""
    (folder / version.stored).unlink()
    heartbeat()
    assert "not in the folder" in health.documents(health.read_records())


def test_documents_lie_beside_what_the_web_serves() -> None:
    where = Path(settings.DOCUMENTS["location"])
    assert where.is_relative_to(Path(settings.FILES_DIR))  # which backups take along
    assert not where.is_relative_to(Path(settings.STATIC_ROOT).parent)


def test_nobody_signed_in_gets_nothing(led: Case, cast: Cast) -> None:
    version = latest(added(led, cast["social_worker"]))
    assert Client().get(place("document_version", version)).status_code == 302
    assert Client().post(place("download_document", version)).status_code == 403


# --- several at once -------------------------------------------------------------------------------------------------


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
