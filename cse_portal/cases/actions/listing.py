"""What a person does with the list of cases: keep a view of it, make a spreadsheet, allocate many at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.cases.list_kinds import (
    ALLOCATE_MANY,
    MOST_ALLOCATED,
    MOST_IN_FILE,
    SPREADSHEET,
    TOO_MANY_AT_ONCE,
    TOO_MANY_TO_COPY,
)
from cse_portal.cases.listing import Wanted, stored
from cse_portal.cases.models import ListView
from cse_portal.core import clock
from cse_portal.desk.actions.jobs import ask_for
from cse_portal.desk.models import BackgroundJob

MOST_VIEWS = 30
TOO_MANY_VIEWS = f"You keep {MOST_VIEWS} views. Remove one first."


@transaction.atomic
def keep_view(*, name: str, query: str, opens_first: bool = False, by: User) -> ListView:
    """Under the name of one that is kept already it takes that one’s place."""
    access.require(by, Permission.SEE_CASES)
    User.objects.select_for_update().get(pk=by.pk)
    kept = ListView.objects.visible_to(by)
    view = kept.filter(name=name).first() or ListView(owner=by, name=name)
    if view.pk is None and kept.count() >= MOST_VIEWS:
        raise NotAllowedNow(TOO_MANY_VIEWS)
    if opens_first:
        _let_none_open_first(by)
    view.query, view.opens_first = query, opens_first
    view.save()
    record("list_view.kept", about=view, detail={"opens_first": opens_first}, by=by)
    return view


@transaction.atomic
def open_first(*, view: ListView, opens: bool, by: User) -> None:
    access.require_own(by, view.owner_id)
    _let_none_open_first(by)
    held = ListView.objects.visible_to(by).get(pk=view.pk)
    if opens:
        held.opens_first = True
        held.save()
    record("list_view.opens_first", about=held, detail={"opens": opens}, by=by)


@transaction.atomic
def remove_view(*, view: ListView, by: User) -> None:
    access.require_own(by, view.owner_id)
    held = ListView.objects.select_for_update().get(pk=view.pk)
    if held.removed_at is None:
        held.removed_at, held.opens_first = clock.now(), False
        held.save()
        record("list_view.removed", about=held, by=by)


def _let_none_open_first(by: User) -> None:
    for view in ListView.objects.visible_to(by).filter(opens_first=True):
        view.opens_first = False
        view.save()


@transaction.atomic
def ask_for_list(*, wanted: Wanted, refs: Sequence[str], why: str, by: User) -> BackgroundJob:
    """Of these cases: that each of them is seen is asked when it is made, and each time it is fetched."""
    access.require(by, Permission.EXPORT_LISTS)
    if len(refs) > MOST_IN_FILE:
        raise NotAllowedNow(TOO_MANY_TO_COPY)
    job = ask_for(kind=SPREADSHEET, parameters={"wanted": stored(wanted), "cases": list(refs)}, by=by)
    record("case.list_export_asked", about=job, detail={"children": len(refs)}, reason=why, by=by)
    return job


@transaction.atomic
def allocate_many(*, refs: Sequence[str], worker: Membership, by: User) -> BackgroundJob:
    """One after the other in the background, each as if it were allocated alone; the file says what came of each."""
    access.require(by, Permission.ALLOCATE_CASES)
    if len(refs) > MOST_ALLOCATED:
        raise NotAllowedNow(TOO_MANY_AT_ONCE)
    job = ask_for(kind=ALLOCATE_MANY, parameters={"cases": list(refs), "worker": worker.ref}, by=by)
    detail = {"membership": worker.ref, "cases": len(refs)}
    record("case.many_allocation_asked", about=job, detail=detail, by=by)
    return job
