"""Where the documents of the toolkit lie, as a partnership has set it."""

from __future__ import annotations

from cse_portal.agencies.models import Partnership
from screening.guidance.loading import Document

Links = dict[tuple[str, str], str]  # by code and version


def links_of(partnership: Partnership) -> Links:
    rows = partnership.document_links.order_by("pk").values_list("document", "edition", "url")
    return {(document, edition): url for document, edition, url in rows}


def field_of(document: Document) -> str:
    """How the form names it."""
    return f"{document.code}_{document.version}".replace(".", "_").replace("-", "_")
