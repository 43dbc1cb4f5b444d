"""Searching the trail: each search, each page of it and each export is a line in the trail."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record, record_look
from cse_portal.audit.groups import Group
from cse_portal.audit.models import AuditEvent
from cse_portal.desk.actions.jobs import ask_for
from cse_portal.desk.models import BackgroundJob
from cse_portal.trail.models import TrailSearch
from cse_portal.trail.queries.scope import agencies_for, people_for, post_of

SPREADSHEET = "trail.search_csv"


class Wanted(TypedDict, total=False):
    who: User | None
    about: str
    about_ref: str
    agency: Agency | None
    group: Group | None
    since: date | None
    until: date | None


@transaction.atomic
def make_search(*, wanted: Wanted, why: str, by: User) -> TrailSearch:
    """In the post that the person wears: what it may not read is not looked for."""
    access.require(by, Permission.SEARCH_TRAIL)
    post = post_of(by)
    who, agency = wanted.get("who"), wanted.get("agency")
    if who and not people_for(post).filter(pk=who.pk).exists():
        raise PermissionDenied
    if agency and not agencies_for(post).filter(pk=agency.pk).exists():
        raise PermissionDenied
    group = wanted.get("group")
    search = TrailSearch.objects.create(**{**wanted, "group": group or ""}, membership=post, why=why)
    record("trail.searched", about=search, detail=_said(search), reason=why, by=by)
    return search


@transaction.atomic
def note_results_read(*, search: TrailSearch, is_first: bool, by: User) -> None:
    record_look("trail.results_looked_at", about=search, detail={"first_page": is_first}, by=by)


@transaction.atomic
def note_entry_read(*, search: TrailSearch, event: AuditEvent, by: User) -> None:
    record_look("trail.entry_looked_at", about=search, detail={"entry": event.pk}, by=by)


@transaction.atomic
def ask_for_spreadsheet(*, search: TrailSearch, by: User) -> BackgroundJob:
    access.require(by, Permission.SEARCH_TRAIL)
    job = ask_for(kind=SPREADSHEET, parameters={"search": search.ref}, by=by)
    record("trail.export_asked", about=search, detail={"file": job.ref, **_said(search)}, reason=search.why, by=by)
    return job


def _said(search: TrailSearch) -> dict[str, str]:
    """What was looked for, in references."""
    said = {
        "who": search.who.ref if search.who else "",
        search.about: search.about_ref,
        "agency": search.agency.ref if search.agency else "",
        "group": search.group,
        "since": search.since.isoformat() if search.since else "",
        "until": search.until.isoformat() if search.until else "",
    }
    return {name: value for name, value in said.items() if name and value}
