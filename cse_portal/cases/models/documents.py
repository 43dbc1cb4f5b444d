"""Documents of a case, each with its handling mark and its versions: what they hold lies outside the database."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import Agency
from cse_portal.audit.models.history import remembered
from cse_portal.cases.document_kinds import KINDS, SCANS, Scan, why_closed
from cse_portal.cases.files import TAKEN, FileKind, in_size
from cse_portal.cases.handling import TITLES
from cse_portal.cases.models.case import Case
from cse_portal.cases.models.marked import UnderMark
from cse_portal.core.models import Record

PERSON = settings.AUTH_USER_MODEL


@remembered()
class Document(UnderMark, Record):
    """What it is and who may read it; withdrawn ones stay, struck through."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(one.value, title) for one, title in KINDS.items()])
    dated_on = models.DateField()
    description = models.TextField(blank=True)
    handling = models.CharField(max_length=20, choices=[(mark.value, title) for mark, title in TITLES.items()])
    named_agencies = ArrayField(models.BigIntegerField(), default=list, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "-dated_on", "-id"], name="document_of_case"),
            models.Index(fields=["case", "title"], name="document_by_title"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(handling="named_agencies") | ~Q(named_agencies=[]), name="document_names_its_agencies"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
                name="document_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def case_ref(self) -> str:
        return self.case.ref

    @property
    def child_ref(self) -> str:
        return self.case.child.ref

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class DocumentVersion(Record):
    """Written once; only whether it was scanned is added. `stored` is a random name, never that of the file."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    what_changed = models.CharField(max_length=500, blank=True)
    file_kind = models.CharField(max_length=20, choices=[(one.value, said.title) for one, said in TAKEN.items()])
    stored = models.CharField(max_length=100, unique=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=12, choices=[(one.value, title) for one, title in SCANS.items()])
    scanned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="documentversion_numbered_once"),
            models.CheckConstraint(
                condition=Q(scanned_at__isnull=False) | ~Q(scan__in=["clean", "infected"]),
                name="documentversion_scanned_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def case_ref(self) -> str:
        return self.document.case_ref

    @property
    def child_ref(self) -> str:
        return self.document.child_ref

    def get_file_kind(self) -> FileKind:
        return FileKind(self.file_kind)

    @property
    def size_in_words(self) -> str:
        return in_size(self.size)

    @property
    def file_name(self) -> str:
        """What it is called once it was downloaded: a name would say whom it is about."""
        return f"document-{self.document.ref.lower()}-version-{self.number}{TAKEN[self.get_file_kind()].ending}"

    @property
    def why_closed(self) -> str:
        return why_closed(is_withdrawn=self.document.is_withdrawn, scan=Scan(self.scan))
