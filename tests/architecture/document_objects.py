"""Documents of a case, for the tables of pages: who gets what, and how long the list grows."""

from __future__ import annotations

from typing import Any

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.sight import Sight
from cse_portal.cases import document_store
from cse_portal.cases.models import Case, Document, DocumentVersion
from cse_portal.core import clock, wall
from tests.architecture.answers import Row
from tests.architecture.child_objects import a_case
from tests.architecture.meeting_objects import REFUSED, answers, rows
from tests.factories import agency_of

WORDS = b"What the school wrote"
SEE = Permission.SEE_CASES
ROWS: tuple[Row, ...] = (
    *rows(SEE, "case", "documents"),
    *rows(SEE, "document", "document"),
    *rows(SEE, "document_version", "document_version"),
    *rows(Permission.KEEP_RECORD, "case", "add_document", "add_photo", "take_back_photo"),
    *rows(Permission.KEEP_RECORD, "document", "change_document", "new_document_version", "withdraw_document"),
    Row(
        "cases:download_document",
        REFUSED,
        answers(SEE, Sight.NAMED),
        answers(SEE, Sight.AGENCY, Sight.CSE),
        answers(SEE, Sight.CSE),
        of="document_version",
        method="post",
    ),
)


def a_document(person: User, case: Case | None = None, **terms: Any) -> DocumentVersion:
    """Plain text, of their agency."""
    about, agency = case or a_case(person), agency_of(person)
    said = {"title": "Letter", "kind": "letter", "dated_on": clock.today(), "handling": "network", **terms}
    with wall.as_system("set up a test"):
        document = Document.objects.create(case=about, agency=agency, added_by=person, **said)
        return a_version(document, person, 1)


def a_version(document: Document, person: User, number: int) -> DocumentVersion:
    kept = document_store.keep(WORDS)
    file = {"stored": kept.name, "size": kept.size, "sha256": kept.sha256, "file_kind": "text", "scan": "not_scanned"}
    who = {"agency": agency_of(person), "added_by": person}
    return DocumentVersion.objects.create(document=document, number=number, **who, **file)


def document(person: User) -> dict[str, str]:
    return {"ref": a_document(person).document.ref}


def document_version(person: User) -> dict[str, str]:
    return {"ref": a_document(person).ref}


def _last(model: Any, person: User, **which: Any) -> Any:
    with wall.as_system("set up a test"):
        return model.objects.order_by("-pk").filter(**which)[0]


def documents(person: User, number: int) -> None:
    case = _last(Case, person, lead_agency=agency_of(person))
    for _ in range(number):
        a_document(person, case)


def versions(person: User, number: int) -> None:
    there = _last(Document, person, agency=agency_of(person))
    with wall.as_system("set up a test"):
        first = there.versions.count() + 1
        for index in range(number):
            a_version(there, person, first + index)


MAKERS = {"document": document, "document_version": document_version}
FILLERS = {"cases:documents": documents, "cases:document": versions}
