"""Documents of the case are put beside a tool that is being filled in, and taken off again; the documents stay."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies.models import User
from cse_portal.audit.actions import record
from cse_portal.cases.access import agency_of
from cse_portal.cases.models import Document
from cse_portal.core import clock
from screening.actions.writing import require_may
from screening.models import AttachedDocument, Tool
from screening.workflow import Deed


@transaction.atomic
def attach_documents(*, tool: Tool, chosen: Collection[Document], shown: Collection[Document], by: User) -> Tool:
    """`shown`: those about which this person was asked; whatever else is attached stays as it is."""
    held = Tool.objects.select_for_update(of=("self",)).select_related("case").get(pk=tool.pk)
    require_may(by, held, Deed.SAVE)
    agency = agency_of(by)
    if agency is None or any(one.case_id != held.case_id for one in chosen):
        raise PermissionDenied
    there = {one.document_id: one for one in held.attached.filter(taken_off_at=None)}
    added = [one for one in chosen if one.pk not in there]
    kept = {one.pk for one in chosen}
    taken_off = [one for one in shown if one.pk in there and one.pk not in kept]
    for document in added:
        AttachedDocument.objects.create(tool=held, document=document, agency=agency, attached_by=by)
    for document in taken_off:
        row = there[document.pk]
        row.taken_off_at, row.taken_off_by = clock.now(), by
        row.save(update_fields=["taken_off_at", "taken_off_by"])
    if added or taken_off:
        detail = {"attached": [one.ref for one in added], "taken_off": [one.ref for one in taken_off]}
        record("screening.documents_attached", about=held, case=held.case, detail=detail, by=by)
    return held
