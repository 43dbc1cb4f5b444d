"""Questions about documents that more than one page asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Lower

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Permission
from cse_portal.cases import document_store
from cse_portal.cases.document_kinds import Scan, Sort
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case, Child, ChildPhoto, Document, DocumentVersion
from cse_portal.core import wall

WHOLE = ("case__child", "case__lead_agency", "case__partnership", "agency", "added_by", "withdrawn_by")
WITH_VERSIONS = Prefetch("versions", DocumentVersion.objects.select_related("added_by", "agency").order_by("-number"))
ORDERS: dict[Sort, tuple[Any, ...]] = {
    Sort.NEWEST: ("-dated_on", "-pk"),
    Sort.TITLE: (Lower("title"), "pk"),
}


def documents_of(
    case: Case, *, reads_covert: bool, kind: str = "", agency: str = "", sort: Sort = Sort.NEWEST
) -> QuerySet[Document]:
    """Behind the wall, which keeps back what a mark keeps back; and this beside it."""
    found = Document.objects.filter(case=case).select_related("agency", "added_by")
    if kind:
        found = found.filter(kind=kind)
    if agency:
        found = found.filter(agency__ref=agency)
    if not reads_covert:
        found = found.exclude(handling=Handling.COVERT)
    return found.prefetch_related(WITH_VERSIONS).order_by(*ORDERS[sort])


def reads_covert(person: User, reasons: Collection[str]) -> bool:
    """An emergency opens what is shared, never what police and co-chairs keep to themselves."""
    return access.reader(person).covert and set(reasons) != {Reason.EMERGENCY}


def agencies_with_documents(case: Case) -> list[Agency]:
    there = Document.objects.filter(case=case).values("agency")
    return list(Agency.objects.filter(pk__in=there).order_by("name"))


def document_by_ref(ref: str) -> Document | None:
    """Behind the wall: none where the person does not see the case, or its mark keeps it back."""
    return Document.objects.select_related(*WHOLE).filter(ref=ref).first()


def version_by_ref(ref: str) -> DocumentVersion | None:
    inside = (f"document__{name}" for name in WHOLE)
    return DocumentVersion.objects.select_related(*inside, "agency", "added_by").filter(ref=ref).first()


def versions_of(document: Document) -> list[DocumentVersion]:
    """The latest first."""
    found = list(DocumentVersion.objects.filter(document=document).select_related("agency", "added_by"))
    for version in found:
        version.document = document
    return found


def may_open(person: User, document: Document, reasons: Collection[str]) -> bool:
    """Beside the wall, as for every part of a case with a mark."""
    reader = replace(access.reader(person), covert=reads_covert(person, reasons))
    return document.is_readable_by(reader)


def may_change(person: User, document: Document) -> bool:
    """The agency whose document it is, or whoever keeps the case."""
    return is_own(person, document) or access.can(person, Permission.KEEP_CASES)


def is_own(person: User, document: Document) -> bool:
    return document.agency_id in access.reader(person).agencies


def content_of(version: DocumentVersion | ChildPhoto) -> bytes:
    return document_store.fetch(version.stored, version.sha256)


def whose(model: type[Document | DocumentVersion], ref: str) -> Case | None:
    """For the trail alone."""
    with wall.as_system("say in the trail whose record was refused"):
        row: Any = model._default_manager.filter(ref=ref).first()
        document = getattr(row, "document", row)
        return Case.objects.select_related("child").filter(pk=document.case_id).first() if document else None


def sees_document(person: User, ref: str) -> bool:
    """Asked about drafts that belong to a document, each time."""
    document = Document.objects.filter(ref=ref).first()
    return document is not None and Case.objects.visible_to(person).filter(pk=document.case_id).exists()


def named_in(document: Document, agencies: Iterable[Agency]) -> list[str]:
    """References of the agencies that its mark names."""
    return [one.ref for one in agencies if one.pk in document.named_agencies]


def photo_of(child: Child) -> ChildPhoto | None:
    """While somebody agrees to it."""
    return ChildPhoto.objects.filter(child=child, taken_back_at__isnull=True).first()


def folder_problem() -> str:
    """By the latest that must be there; asked of the whole folder it would take too long."""
    last = DocumentVersion.objects.exclude(scan=Scan.INFECTED).order_by("-pk").values_list("stored", flat=True).first()
    is_lost = last is not None and not document_store.is_there(last)
    return "Documents are not in the folder where they were put" if is_lost else ""


def waiting() -> QuerySet[DocumentVersion]:
    """To be scanned once the scanner answers again."""
    return DocumentVersion.objects.filter(scan=Scan.WAITING).select_related("document__case__child").order_by("pk")
