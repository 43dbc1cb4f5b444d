"""Documents are added, replaced by later versions, put right and withdrawn; none is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record, record_refusal
from cse_portal.cases import document_queries, document_store, scanning
from cse_portal.cases.access import agency_of, require_decides
from cse_portal.cases.actions.lines import note_line
from cse_portal.cases.document_kinds import VIRUS, WITHDRAWN, DocumentRefused, Scan, of_file, title_of
from cse_portal.cases.drawing import Checked
from cse_portal.cases.handling import Handling
from cse_portal.cases.line_kinds import LineKind
from cse_portal.cases.models import Case, ChildPhoto, Document, DocumentVersion
from cse_portal.core import clock
from cse_portal.core.actor import System

Values = Mapping[str, Any]
KEEP = Permission.KEEP_RECORD
SCAN = System("scan documents for viruses")
SWEEP = System("clear away files that no document names")


@transaction.atomic
def add_document(
    *,
    case: Case,
    values: Values,
    handling: Handling,
    named_agencies: Iterable[Agency] = (),
    file: Checked,
    by: User,
) -> Document:
    require_decides(by, case, KEEP)
    document = Document.objects.create(
        case=case,
        agency=_agency(by),
        added_by=by,
        handling=handling,
        named_agencies=sorted(one.pk for one in named_agencies),
        **values,
    )
    made = _add_version(document, file, by)
    detail = {"handling": handling, "kind": document.kind, "file": made.file_kind, "scan": made.scan}
    record("document.added", about=document, case=case, detail=detail, by=by)
    _note_line(document, by)
    return document


@dataclass(frozen=True)
class Added:
    """Of several at once: what was kept, and why each other one was not."""

    documents: list[Document]
    refused: list[str]


@transaction.atomic
def add_documents(
    *,
    case: Case,
    values: Values,
    handling: Handling,
    named_agencies: Iterable[Agency] = (),
    files: Sequence[Checked],
    by: User,
) -> Added:
    """Each is a document with its own event and line; one that cannot be kept costs none of the others."""
    named, number = tuple(named_agencies), len(files)
    found = Added([], [])
    for place, file in enumerate(files, 1):
        said = {**values, "title": title_of(values["title"], place, number)}
        try:
            with transaction.atomic():
                made = add_document(case=case, values=said, handling=handling, named_agencies=named, file=file, by=by)
            found.documents.append(made)
        except DocumentRefused as wrong:
            found.refused.append(of_file(place, number, wrong.sentence))
    if not found.documents:
        raise DocumentRefused(" ".join(found.refused))
    return found


@transaction.atomic
def add_document_version(
    *, document: Document, version: int, file: Checked, what_changed: str, by: User
) -> DocumentVersion:
    """The older ones stay, and can still be opened."""
    held = _held(document, version, by)
    held.save(update_fields=[])  # whoever has it open is told
    made = _add_version(held, file, by, what_changed=what_changed)
    detail = {"number": made.number, "file": made.file_kind, "scan": made.scan}
    record("document.version_added", about=held, case=document.case, detail=detail, by=by)
    return made


@transaction.atomic
def change_document(
    *,
    document: Document,
    version: int,
    values: Values,
    handling: Handling | None = None,
    named_agencies: Iterable[Agency] = (),
    by: User,
) -> Document:
    """What is said about it; who may read it is its own agency's to say."""
    held = _held(document, version, by)
    said = dict(values)
    if handling is not None:
        if not document_queries.is_own(by, held):
            raise PermissionDenied
        said |= {"handling": handling.value, "named_agencies": sorted(one.pk for one in named_agencies)}
    changed = sorted(name for name, value in said.items() if getattr(held, name) != value)
    if changed:
        for name in changed:
            setattr(held, name, said[name])
        held.save()
        record("document.changed", about=held, case=document.case, detail={"fields": changed}, by=by)
        _note_line(held, by)
    return held


@transaction.atomic
def withdraw_document(*, document: Document, version: int, why: str, by: User) -> Document:
    """It stays in the list, struck through; nobody opens it any more."""
    held = _held(document, version, by)
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_because = clock.now(), by, why
    held.save()
    record("document.withdrawn", about=held, case=document.case, reason=why, by=by)
    _note_line(held, by)
    return held


def _note_line(document: Document, by: User) -> None:
    """Under its own mark; what is put right or withdrawn is put right there, too."""
    named = Agency.objects.filter(pk__in=document.named_agencies)
    headline = f"{document.get_kind_display()}: {document.title}"
    note_line(
        case=document.case,
        kind=LineKind.DOCUMENT,
        headline=f"Withdrawn. {headline}" if document.is_withdrawn else headline,
        words=document.description,
        happened_on=document.dated_on,
        handling=Handling(document.handling),
        named_agencies=named,
        source=document,
        agency=document.agency,
        by=by,
    )


def _agency(by: User) -> Agency:
    agency = agency_of(by)
    if agency is None:
        raise PermissionDenied
    return agency


def _held(document: Document, version: int, by: User) -> Document:
    require_decides(by, document.case, KEEP)
    held = Document.held_at(pk=document.pk, version=version)
    if not document_queries.may_change(by, held):
        raise PermissionDenied
    if held.is_withdrawn:
        raise DocumentRefused(WITHDRAWN)
    return held


def _add_version(document: Document, file: Checked, by: User, *, what_changed: str = "") -> DocumentVersion:
    """The file first, then its row: what no row names is cleared away by night."""
    found = scanning.scan(file.data)
    if found is Scan.INFECTED:
        record_refusal("document.virus_refused", about=document.case, detail={"file": file.kind}, by=by)
        raise DocumentRefused(VIRUS)
    stored = document_store.keep(file.data)
    return DocumentVersion.objects.create(
        document=document,
        number=document.versions.count() + 1,
        agency=_agency(by),
        added_by=by,
        what_changed=what_changed,
        file_kind=file.kind,
        stored=stored.name,
        size=stored.size,
        sha256=stored.sha256,
        scan=found,
        scanned_at=clock.now() if found is Scan.CLEAN else None,
    )


@transaction.atomic
def scan_document(*, version: DocumentVersion, by: System) -> Scan:
    """One that waits; where a virus is found the file goes, and the row says so."""
    try:
        found = scanning.scan(document_queries.content_of(version))
    except DocumentRefused:  # it is not in its place: whoever opens it is told
        return Scan.WAITING
    if found not in (Scan.CLEAN, Scan.INFECTED):
        return found
    version.scan, version.scanned_at = found, clock.now()
    version.save(update_fields=["scan", "scanned_at"])
    record("document.scanned", about=version, detail={"scan": found}, by=by)
    if found is Scan.INFECTED:
        transaction.on_commit(lambda: document_store.remove(version.stored))
    return found


def _names(model: type[DocumentVersion | ChildPhoto]) -> Iterable[str]:
    return model._default_manager.values_list("stored", flat=True)


@transaction.atomic
def sweep_documents(*, by: System) -> int:
    """What was put down for a row that never came."""
    known = {*_names(DocumentVersion), *_names(ChildPhoto)}
    gone = list(document_store.abandoned(clock.now(), known))
    for name in gone:
        document_store.remove(name)
    if gone:
        record("document.strays_removed", detail={"number": len(gone)}, by=by)
    return len(gone)
