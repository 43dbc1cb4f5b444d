"""Which documents of the case stand beside a tool, as far as the mark of each lets this person see it."""

from __future__ import annotations

from collections.abc import Collection

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.cases import document_queries
from cse_portal.cases.models import Document
from screening.models import AttachedDocument, Tool


def attached_to(person: User, tool: Tool, reasons: Collection[str] | None = None) -> list[AttachedDocument]:
    """As they were attached; withdrawn ones among them, struck through as everywhere."""
    why = {one.reason for one in access.granted(person, tool.case)} if reasons is None else reasons
    found = AttachedDocument.objects.filter(tool=tool, taken_off_at=None)
    rows = found.select_related("document__agency", "document__case", "attached_by").order_by("pk")
    return [one for one in rows if document_queries.may_open(person, one.document, why)]


def documents_of(person: User, tool: Tool, reasons: Collection[str]) -> list[Document]:
    return [one.document for one in attached_to(person, tool, reasons)]


def to_attach(person: User, tool: Tool, reasons: Collection[str]) -> list[Document]:
    """Of the case, and whatever stands beside the tool already though it was withdrawn since."""
    covert = document_queries.reads_covert(person, reasons)
    found = document_queries.documents_of(tool.case, reads_covert=covert).filter(withdrawn_at=None)
    there = [one for one in found if document_queries.may_open(person, one, reasons)]
    known = {one.pk for one in there}
    return there + [one for one in documents_of(person, tool, reasons) if one.pk not in known]
