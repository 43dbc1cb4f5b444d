"""Open cases that nobody sees any more: found at night, put before a manager, taken in charge."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.cases import letters, queries
from cse_portal.cases.actions.seeing import PORTAL, grant_to_person
from cse_portal.cases.letter_kinds import Letter
from cse_portal.cases.models import Case, CaseGrant
from cse_portal.cases.work_kinds import UNSEEN
from cse_portal.core import clock, wall
from cse_portal.core.actor import System
from cse_portal.worklist.actions import close_items, open_item

SEARCH = System("find open cases that nobody sees")
DAY = timedelta(days=1)
SEEN_AGAIN = "Somebody sees this case again. You no longer need to take it on."
NOTE = "Nobody else saw this case any more"


@transaction.atomic
def note_unseen(*, case: Case, by: System) -> bool:
    """Put before the lead agency's managers, else MASH; once, however often it is found."""
    with wall.as_system(by.purpose):
        held = Case.objects.select_related("lead_agency", "child").get(pk=case.pk)
        if not queries.is_unseen(held) or queries.has_open_item(held, UNSEEN.code):
            return False
        agency, role, people = queries.whom_to_put_it_before(held)
        open_item(
            kind=UNSEEN.code,
            task="Take on a case that nobody sees",
            button="Take it on",
            detail=f"Case {held.ref}, led by {held.lead_agency}"[:300],
            url=reverse("cases:unseen", kwargs={"ref": held.ref}),
            agency=agency,
            role=role,
            due_at=clock.now() + DAY,
            critical_at=clock.now() + 2 * DAY,
            source=held,
            case_ref=held.ref,
            by=by,
        )
        record("case.nobody_sees_it", about=held, by=by)
        letters.tell(Letter.UNSEEN, people, held)
        return True


@transaction.atomic
def take_charge(*, case: Case, by: User) -> CaseGrant:
    """By whoever it was put before; from then on they are named on it, and say who else is."""
    access.require(by, Permission.RESTRICT_CASES)
    with wall.as_system(PORTAL.purpose):
        held = Case.objects.select_for_update(of=("self",)).select_related("child").get(pk=case.pk)
        if not queries.is_unseen(held):
            raise NotAllowedNow(SEEN_AGAIN)
    hat = queries.hat_that_answers_for(held, by)
    if hat is None:
        raise PermissionDenied
    record("case.taken_charge_of", about=held, detail={"membership": hat.ref}, by=by)
    given = grant_to_person(case=held, membership=hat, note=NOTE, by=PORTAL)
    close_items(kind=UNSEEN.code, source=held, by=by)
    return given


@transaction.atomic
def close_seen_again(*, by: System) -> int:
    """What was put before somebody and has settled itself."""
    with wall.as_system(by.purpose):
        settled = queries.seen_again(UNSEEN.code)
        return sum(close_items(kind=UNSEEN.code, source=case, by=by) for case in settled)
