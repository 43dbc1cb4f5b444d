"""The quarterly access review: opened for each agency, decided line by line, signed once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.urls import reverse

from cse_portal.agencies import access, reach
from cse_portal.agencies.giving import POINTS_OF_CONTACT
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Permission, Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.core.working_days import end_of_work
from cse_portal.people.models import AccessReview, ReviewLine
from cse_portal.people.quarters import quarter_of
from cse_portal.people.reviews import SETTLED, Decision
from cse_portal.worklist.actions import close_items, open_item
from cse_portal.worklist.kinds import PEOPLE


@transaction.atomic
def open_review(*, agency: Agency, on: date, by: System) -> AccessReview | None:
    """Once a quarter, however often it is asked for; nothing where nobody works."""
    quarter = quarter_of(on)
    held = list(Membership.objects.not_over(on).filter(agency=agency, starts_on__lte=on).order_by("pk"))
    if not held:
        return None
    review, is_new = AccessReview.objects.get_or_create(
        agency=agency,
        quarter_on=quarter.first_day,
        defaults={"due_on": quarter.due_on(on), "opened_at": clock.now()},
    )
    if not is_new:
        return None
    ReviewLine.objects.bulk_create(ReviewLine(review=review, membership=one) for one in held)
    record("access_review.opened", about=review, detail={"lines": len(held)}, by=by)
    _make_due(review, by)
    return review


@transaction.atomic
def decide_lines(*, review: AccessReview, decisions: Mapping[str, Decision], version: int, by: User) -> AccessReview:
    """By the reference of each line; only what is new is written, with whoever decided it."""
    held = _hold(review, version, by)
    changed = []
    for line in held.lines.select_for_update():
        decision = decisions.get(line.ref, line.get_decision())
        if decision == line.get_decision():
            continue
        is_decided = decision != Decision.NONE
        line.decision, line.decided_by = decision.value, by if is_decided else None
        line.decided_at = clock.now() if is_decided else None
        line.save()
        changed.append(line.ref)
    held.save()
    record("access_review.decided", about=held, detail={"lines": len(changed)}, by=by)
    return held


@transaction.atomic
def sign_review(*, review: AccessReview, note: str, version: int, by: User) -> AccessReview:
    """Every line is settled; what it says is written down as it is today, and never changes again."""
    held = _hold(review, version, by)
    lines = list(
        held.lines.select_related("membership__user")
        .prefetch_related("membership__followed_by")
        .select_for_update(of=("self",))
    )
    if any(line.outcome_now not in SETTLED for line in lines):
        raise NotAllowedNow("Some lines are not settled yet. Decide them, and do what you decided, before you sign.")
    for line in lines:
        person = line.membership.user
        line.person_name, line.role_title = person.name, line.membership.get_role_display()
        line.last_seen_on, line.outcome = person.account.signed_in_on, line.outcome_now.value
        line.save()
    held.signed_at, held.signed_by, held.note = clock.now(), by, note
    held.signed_name, held.signed_role = by.name, _role_of(by, held.agency)
    held.save()
    close_items(kind=PEOPLE.code, source=held, by=by)
    record("access_review.signed", about=held, detail={"lines": len(lines)}, by=by)
    return held


def _hold(review: AccessReview, version: int, by: User) -> AccessReview:
    access.require(by, Permission.MANAGE_PEOPLE)
    reach.require_reach(by, review.agency)
    held = AccessReview.held_at(pk=review.pk, version=version)
    if held.is_signed:
        raise NotAllowedNow("This review is signed. Nothing in it can be changed.")
    return held


def _role_of(by: User, agency: Agency) -> str:
    held = next(one for one in access.memberships(by) if one.get_role() in reach.roles_for(by, agency))
    return str(held.get_role_display())


def _make_due(review: AccessReview, by: System) -> None:
    agency, role = _addressee(review.agency)
    open_item(
        kind=PEOPLE.code,
        task="Check who has access",
        button="Check",
        detail=f"{review.agency.name}, {review.quarter.title}",
        url=reverse("people:review", kwargs={"ref": review.ref}),
        agency=agency,
        role=role,
        due_at=end_of_work(review.due_on),
        critical_at=end_of_work(max(review.due_on, review.quarter.last_day)),
        source=review,
        by=by,
    )


def _addressee(agency: Agency) -> tuple[Agency, Role]:
    """The agency's point of contact; without one, whoever keeps people for the whole partnership."""
    found = reach.points_of_contact(agency).first()
    if found is not None:
        return agency, found.get_role()
    keeper = reach.partnership_keepers(agency).first()
    return (keeper.agency, keeper.get_role()) if keeper else (agency, sorted(POINTS_OF_CONTACT)[0])
