"""A photo of the child is added with consent, and gone from every page once that is taken back."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record, record_refusal
from cse_portal.cases import document_store, scanning
from cse_portal.cases.access import agency_of, require_decides
from cse_portal.cases.document_kinds import VIRUS, WAITING, DocumentRefused, Scan
from cse_portal.cases.drawing import PHOTO, Checked, draw
from cse_portal.cases.models import Case, ChildPhoto
from cse_portal.cases.photo_kinds import REPLACED, Consent
from cse_portal.core import clock


@transaction.atomic
def add_photo(
    *, case: Case, file: Checked, consent_by: Consent, consented_on: date, purpose: str, by: User
) -> ChildPhoto:
    """Only what was drawn from it is kept. One that was there goes."""
    require_decides(by, case, Permission.KEEP_RECORD)
    agency = agency_of(by)
    if agency is None:
        raise PermissionDenied
    _require_clean(file, case, by)
    kept = document_store.keep(draw(file.kind, file.data, most=PHOTO).image)
    for earlier in ChildPhoto.objects.filter(child=case.child, taken_back_at__isnull=True):
        _take_back(earlier, REPLACED, by)
    photo = ChildPhoto.objects.create(
        child=case.child,
        agency=agency,
        added_by=by,
        consent_by=consent_by,
        consented_on=consented_on,
        purpose=purpose,
        stored=kept.name,
        size=kept.size,
        sha256=kept.sha256,
    )
    record("child.photo_added", about=photo, case=case, detail={"consent": consent_by}, by=by)
    return photo


@transaction.atomic
def take_back_photo(*, case: Case, photo: ChildPhoto, version: int, why: str, by: User) -> ChildPhoto:
    require_decides(by, case, Permission.KEEP_RECORD)
    held = ChildPhoto.held_at(pk=photo.pk, version=version)
    _take_back(held, why, by)
    record("child.photo_taken_back", about=held, case=case, reason=why, by=by)
    return held


def _take_back(photo: ChildPhoto, why: str, by: User) -> None:
    photo.taken_back_at, photo.taken_back_by, photo.taken_back_because = clock.now(), by, why
    photo.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_because"])


def _require_clean(file: Checked, case: Case, by: User) -> None:
    found = scanning.scan(file.data)
    if found is Scan.INFECTED:
        record_refusal("document.virus_refused", about=case, detail={"file": file.kind}, by=by)
        raise DocumentRefused(VIRUS)
    if found is Scan.WAITING:
        raise DocumentRefused(WAITING)
