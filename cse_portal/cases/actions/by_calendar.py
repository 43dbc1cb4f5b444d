"""The daily sweep that opens work which a day begins, and closes what nothing wants any more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from cse_portal.agencies.models import Agency, Membership, Partnership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases import opener_queries as queries
from cse_portal.cases.actions.missing_follow_up import addressees
from cse_portal.cases.models import Case
from cse_portal.cases.openers import Count, Found, Opener, all_openers
from cse_portal.core.actor import System
from cse_portal.worklist.actions import close_items, open_item

BY_DATE = System("open the work that a day begins")
BATCH = 500
Whom = tuple[Agency, User | None, Role | None]


def open_by_calendar(*, by: System) -> int:
    """How many were opened and closed; a second time on the same day, none."""
    done = 0
    for partnership in Partnership.objects.order_by("pk"):
        count = queries.count_in(partnership)
        for opener in all_openers().values():
            done += close_moot(opener=opener, partnership=partnership, count=count, by=by)
            last: int | None = 0
            while last is not None:
                opened, last = open_batch(opener=opener, partnership=partnership, count=count, after=last, by=by)
                done += opened
    return done


@transaction.atomic
def open_batch(
    *, opener: Opener, partnership: Partnership, count: Count, after: int, by: System
) -> tuple[int, int | None]:
    """How many of some hundred cases, and from which on there may be more. Two at once wait for each other."""
    queries.lock(opener)
    found = queries.wanting(opener, partnership, count, after=after, most=BATCH)
    due = [(one, due_at) for one in found if (due_at := opener.due_at(one, count)) is not None]
    for case, whom, due_at in _addressed(due):
        _open(opener, case, whom, due_at, by)
    return len(due), found[-1].case if len(found) == BATCH else None


@transaction.atomic
def close_moot(*, opener: Opener, partnership: Partnership, count: Count, by: System) -> int:
    """The case was closed, a date put right, or the deed done where nobody thought of the work."""
    queries.lock(opener)
    cases = queries.wanted_no_more(opener, partnership, count)
    return sum(close_items(kind=opener.kind.code, source=case, by=by) for case in cases)


def _addressed(due: list[tuple[Found, datetime]]) -> Iterator[tuple[Case, Whom, datetime]]:
    found = [one for one, _ in due]
    cases, workers = queries.cases_of(found), queries.workers_of(found)
    named = queries.posts(one.membership for one in found)
    for one, due_at in due:
        case = cases[one.case]
        yield case, _whom(case, one, named, workers.get(one.case)), due_at


def _whom(case: Case, found: Found, named: dict[int, Membership], worker: Membership | None) -> Whom:
    """Whoever is named for it, else whoever has their post; the case's worker; else whoever runs the lead agency."""
    if found.membership in named:
        return named[found.membership].agency, named[found.membership].user, None
    left = queries.reviewers_post(found.membership) if found.membership else None
    if left is not None and not case.is_restricted:
        return left.agency, None, left.get_role()
    if worker is not None:
        return worker.agency, worker.user, None
    return addressees(case) if case.is_restricted else (case.lead_agency, None, None)


def _open(opener: Opener, case: Case, whom: Whom, due_at: datetime, by: System) -> None:
    agency, person, role = whom
    open_item(
        kind=opener.kind.code,
        task=opener.task,
        detail=f"Case {case.ref}",
        button=opener.button,
        url=reverse(opener.url_name, kwargs={"ref": case.ref}),
        agency=agency,
        person=person,
        role=role,
        due_at=due_at,
        source=case,
        case_ref=case.ref,
        by=by,
    )
