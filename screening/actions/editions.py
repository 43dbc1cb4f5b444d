"""The partnership decides from when an edition holds, and where its documents lie."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from cse_portal.agencies import access, charge
from cse_portal.agencies.models import Partnership, User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.core import clock
from screening import editions
from screening.guidance.loading import Document
from screening.instruments.shape import Instrument, InstrumentKind
from screening.library import links_of
from screening.models import DocumentLink, EditionInForce
from screening.refused import HOLDS_ALREADY, NOT_FOR_CHILDREN, NOT_IN_THE_PAST, NOT_SAFE, ScreeningRefused

SAFE = "https://"


@transaction.atomic
def put_in_force(
    *, partnership: Partnership, version: int, instrument: Instrument, since: date, because: str, by: User
) -> EditionInForce:
    """Holds from that day on, in place of whatever was decided for that day and later. Drafts keep their edition."""
    _require(by, partnership)
    held = Partnership.held_at(pk=partnership.pk, version=version)
    _refuse_if_wrong(held, instrument, since)
    made = EditionInForce.objects.create(
        partnership=held,
        instrument=instrument.code,
        edition=instrument.edition,
        digest=instrument.digest,
        since=since,
        because=because,
        decided_by=by,
    )
    held.save(update_fields=[])
    detail = {"edition": instrument.name, "since": since.isoformat()}
    record("edition.put_in_force", about=made, detail=detail, reason=because, by=by)
    return made


def _require(by: User, partnership: Partnership) -> None:
    access.require(by, Permission.KEEP_TOOLS)
    charge.require_partnership(by, partnership)


def _refuse_if_wrong(partnership: Partnership, instrument: Instrument, since: date) -> None:
    if instrument.kind is InstrumentKind.TOTAL:
        raise ScreeningRefused(NOT_FOR_CHILDREN)
    today = clock.today()
    if since < today:
        raise ScreeningRefused(NOT_IN_THE_PAST)
    decisions = editions.decisions_of(partnership)
    before = editions.standing(decisions, instrument.code, since)
    if before is None or before.edition != instrument.edition:
        return
    if not any(one.since >= since for one in editions.to_come(decisions, instrument.code, today) if one != before):
        raise ScreeningRefused(HOLDS_ALREADY)


@transaction.atomic
def set_document_links(
    *, partnership: Partnership, version: int, links: Mapping[Document, str], by: User
) -> list[DocumentLink]:
    """Shown to people, and never fetched by the portal."""
    _require(by, partnership)
    held = Partnership.held_at(pk=partnership.pk, version=version)
    if any(url and not url.startswith(SAFE) for url in links.values()):
        raise ScreeningRefused(NOT_SAFE)
    before = links_of(held)
    changed = {one: url for one, url in links.items() if before.get((one.code, one.version), "") != url}
    made = [
        DocumentLink.objects.create(partnership=held, document=one.code, edition=one.version, url=url, set_by=by)
        for one, url in changed.items()
    ]
    if made:
        held.save(update_fields=[])
        detail = {"documents": [f"{one.code} {one.version}" for one in changed]}
        record("library.links_set", about=held, detail=detail, by=by)
    return made
