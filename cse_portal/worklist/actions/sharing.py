"""Work that changes hands while everybody stays: given by whoever runs it, or taken by whom it is addressed to."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.core import wall
from cse_portal.core.refusals import Refused
from cse_portal.worklist.actions.items import WRITES, hand_over_one
from cse_portal.worklist.models import DueItem, PassedOn
from cse_portal.worklist.queries import agencies_run_by, open_to_take
from cse_portal.worklist.sight import unseen_by

MOST_GIVEN = 500
TAKEN = "Somebody else has it now, or it is done."


@transaction.atomic
def give(*, refs: Sequence[str], to: Membership, reason: str, by: User) -> int:
    """How many changed hands. Whoever does not see the case of one gets none of them, until they are given access."""
    if to.agency_id not in agencies_run_by(by):
        raise PermissionDenied
    met = list(DueItem.objects.open().filter(ref__in=refs, agency=to.agency_id).values_list("pk", flat=True))
    with wall.as_system(WRITES):
        if not Membership.objects.live().filter(pk=to.pk).exists():
            raise Refused("Choose somebody else: this person does not work in the agency any more.")
        found = DueItem.objects.open().filter(pk__in=met).exclude(person=to.user_id)
        items = list(found.select_for_update(of=("self",)).select_related("person").order_by("pk"))
    _require_sight(items, to)
    for item in items:
        _pass_on(item, to.user, reason, by)
    return len(items)


@transaction.atomic
def take(*, item: DueItem, by: User) -> None:
    """Addressed to a role of mine or to the agency whose work I run, and nobody has it."""
    if not open_to_take(by).filter(pk=item.pk).exists():
        raise Refused(TAKEN)
    with wall.as_system(WRITES):
        locked = DueItem.objects.open().filter(pk=item.pk, person=item.person_id).select_for_update().first()
    if locked is None:
        raise Refused(TAKEN)
    _pass_on(locked, by, "", by)


def _require_sight(items: Sequence[DueItem], to: Membership) -> None:
    unseen = unseen_by(to.user, {item.case_ref for item in items if not _could_take(item, to)})
    if unseen:
        cases, named = ", ".join(sorted(unseen)), "this case" if len(unseen) == 1 else "these cases"
        raise Refused(
            f"The person you chose has no access to {named}: {cases}. Open "
            "the case and give them access under “Who sees this”, then give them the work."
        )


def _could_take(item: DueItem, to: Membership) -> bool:
    """It is addressed to them already, by their role."""
    is_theirs = item.role == to.role if item.role else access.membership_may(to, Permission.AGENCY_WORK)
    return item.person_id is None and is_theirs


def _pass_on(item: DueItem, to: User, reason: str, by: User) -> None:
    of = item.person
    with wall.as_system(WRITES):
        hand_over_one(item=item, to=to, by=by)
        PassedOn.objects.create(item=item, of=of, to=to, by=by, reason=reason)
    said = {"of": of.ref if of else "", "to": to.ref}
    record("due_item.given" if reason else "due_item.taken", about=item, detail=said, by=by)
