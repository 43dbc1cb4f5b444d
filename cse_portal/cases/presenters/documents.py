"""Documents as pages show them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field

from django.utils import timezone

from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Permission
from cse_portal.cases import document_queries as queries
from cse_portal.cases.document_kinds import NOT_IN_EMERGENCY, DocumentRefused, Scan, Sort
from cse_portal.cases.drawing import DRAWS, draw
from cse_portal.cases.files import TAKEN, FileRefused, Reading, read
from cse_portal.cases.handling import SIGNS, Handling
from cse_portal.cases.models import Child, ChildPhoto, Document, DocumentVersion
from cse_portal.cases.team_queries import Seen
from cse_portal.ui.dates import in_words
from cse_portal.ui.paging import Leaf, leaf_of

A_PAGE = 25
IMAGE = "data:image/webp;base64,{}"


@dataclass(frozen=True)
class Line:
    """One document in the list, by its latest version."""

    row: Document
    latest: DocumentVersion
    mark: str

    @property
    def scan(self) -> Scan:
        return Scan(self.latest.scan)


@dataclass(frozen=True)
class DocumentList:
    lines: list[Line]
    leaf: Leaf[Document]
    may_add: bool
    is_narrowed: bool


def document_list(
    seen: Seen, asked: str, *, kind: str = "", agency: str = "", sort: Sort = Sort.NEWEST
) -> DocumentList:
    covert = queries.reads_covert(seen.person, seen.reasons)
    found = queries.documents_of(seen.case, reads_covert=covert, kind=kind, agency=agency, sort=sort)
    leaf = leaf_of(found, asked, size=A_PAGE, kind=kind, agency=agency, sort="" if sort is Sort.NEWEST else sort)
    return DocumentList(
        lines=[_line(one) for one in leaf.rows],
        leaf=leaf,
        may_add=seen.decides(Permission.KEEP_RECORD),
        is_narrowed=bool(kind or agency),
    )


def _line(document: Document) -> Line:
    return Line(document, document.versions.all()[0], SIGNS[Handling(document.handling)])


@dataclass(frozen=True)
class DocumentPage:
    document: Document
    mark: str
    latest: DocumentVersion
    earlier: list[DocumentVersion]
    may_change: bool
    may_download: bool


def document_page(seen: Seen, document: Document) -> DocumentPage:
    versions = queries.versions_of(document)
    writes = seen.decides(Permission.KEEP_RECORD) and not document.is_withdrawn
    return DocumentPage(
        document=document,
        mark=SIGNS[Handling(document.handling)],
        latest=versions[0],
        earlier=versions[1:],
        may_change=writes and queries.may_change(seen.person, document),
        may_download=may_download(seen),
    )


def may_download(seen: Seen) -> bool:
    """An emergency opens what is needed now; nobody takes it away."""
    return seen.reasons != {Reason.EMERGENCY}


@dataclass(frozen=True)
class Photo:
    """Of the child, for the page of their record alone."""

    row: ChildPhoto
    image: str
    alt: str


def photo_shown(child: Child) -> Photo | None:
    row = queries.photo_of(child)
    if row is None:
        return None
    alt = f"Photo of {child.initials}, added on {in_words(timezone.localdate(row.created_at))}"
    try:
        return Photo(row, _as_image(queries.content_of(row)), alt)
    except DocumentRefused:
        return Photo(row, "", alt)


def _as_image(drawn: bytes) -> str:
    return IMAGE.format(b64encode(drawn).decode())


@dataclass(frozen=True)
class Opened:
    """What is in a version, made to be looked at: drawn, or as words; or why it cannot be."""

    version: DocumentVersion
    title: str
    may_download: bool
    why_not: str = ""
    image: str = ""
    page: int = 1
    pages: int = 1
    reading: Reading | None = None
    not_in_emergency: str = field(default=NOT_IN_EMERGENCY)

    @property
    def alt(self) -> str:
        return f"Page {self.page} of {self.pages}" if self.pages > 1 else "The document, drawn as a picture"

    @property
    def previous_url(self) -> str:
        return f"?page={self.page - 1}" if self.page > 1 else ""

    @property
    def next_url(self) -> str:
        return f"?page={self.page + 1}" if self.page < self.pages else ""


def opened(seen: Seen, version: DocumentVersion, asked: str) -> Opened:
    kind = version.get_file_kind()
    frame = {"version": version, "title": TAKEN[kind].title, "may_download": may_download(seen)}
    if version.why_closed:
        return Opened(**{**frame, "may_download": False}, why_not=version.why_closed)  # type: ignore[arg-type]
    try:
        data = queries.content_of(version)
        if kind not in DRAWS:
            return Opened(**frame, reading=read(kind, data))  # type: ignore[arg-type]
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
        drawn = draw(kind, data, page=number)
        if not drawn.image:
            number, drawn = 1, draw(kind, data, page=1)
    except (DocumentRefused, FileRefused) as wrong:
        return Opened(**frame, why_not=wrong.sentence)  # type: ignore[arg-type]
    image = _as_image(drawn.image)
    return Opened(**frame, image=image, page=number, pages=drawn.pages)  # type: ignore[arg-type]
