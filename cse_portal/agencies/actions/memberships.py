"""What happens to a membership: suspended and let in again, changed, ended, and brought back the same day."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from cse_portal.agencies import access, reach
from cse_portal.agencies.giving import REACH, Reach
from cse_portal.agencies.models import Agency, Membership, Partnership, User
from cse_portal.agencies.oversight import LEAD
from cse_portal.agencies.roles import Permission, Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.core import clock

LAST_POINT_OF_CONTACT = (
    "Nobody else keeps these people. Invite your successor first: once they have signed in, you can end your access."
)

LAST_GOVERNANCE = (
    "Nobody else looks after information governance in this partnership. Name another information governance lead "
    "first: once they have signed in, this access can end."
)


@transaction.atomic
def suspend_role(*, membership: Membership, reason: str, version: int, by: User) -> Membership:
    """Their very next request is refused; nothing else about the membership changes."""
    held = _hold(membership, version, by)
    _require_another(held, by, "suspend")
    if held.is_over or held.suspended_at:
        raise NotAllowedNow("This access is suspended or over already.")
    held.suspended_at, held.suspended_by, held.suspension_reason = clock.now(), by, reason
    held.save()
    record("membership.suspended", about=held, reason=reason, by=by)
    return held


@transaction.atomic
def lift_suspension(*, membership: Membership, reason: str, version: int, by: User) -> Membership:
    held = _hold(membership, version, by)
    _require_another(held, by, "lift a suspension for")
    if held.suspended_at is None or held.is_over:
        raise NotAllowedNow("This access is not suspended.")
    _require_may_give_back(held, held.suspended_by, by)
    held.suspended_at, held.suspended_by, held.suspension_reason = None, None, ""
    held.save()
    record("membership.suspension_lifted", about=held, reason=reason, by=by)
    return held


@transaction.atomic
def end_role(*, membership: Membership, last_day: date | None, reason: str, version: int, by: User) -> Membership:
    """On a day, or at once when no day is given."""
    held = _hold(membership, version, by)
    if held.is_over:
        raise NotAllowedNow("This access is over already.")
    _end(held, last_day, reason, by)
    if by.pk == held.user_id:
        _require_successor(held)
    record("membership.ended", about=held, detail=_dates(held), reason=reason, by=by)
    return held


@transaction.atomic
def change_role(
    *, membership: Membership, role: Role, from_day: date, reason: str, version: int, by: User
) -> Membership:
    """One membership ends and another begins, so that what a person could do when stays on record."""
    held = _hold(membership, version, by)
    _require_another(held, by, "change the role of")
    if held.is_over or held.suspended_at:
        raise NotAllowedNow("This access is suspended or over. Lift the suspension first, or invite the person again.")
    reach.require_may_give(user=held.user, agency=held.agency, role=role, by=by)
    until = held.ends_on
    begins = max(from_day, clock.today())
    _end(held, begins - timedelta(days=1) if held.starts_on < begins > clock.today() else None, reason, by)
    after = Membership.objects.create(
        user=held.user,
        agency=held.agency,
        role=role,
        starts_on=begins,
        ends_on=until if until and until >= begins else None,
        follows=held,
    )
    detail = {"from": held.role, "to": str(role), "starts_on": f"{begins}"}
    record("membership.changed", about=after, detail=detail, reason=reason, by=by)
    return after


@transaction.atomic
def bring_back(*, membership: Membership, version: int, by: User) -> Membership:
    """Undoes an ending or a change while it has not come into force, or on the day on which it was said."""
    held = _hold(membership, version, by)
    _require_another(held, by, "bring back")
    if not held.can_be_brought_back:
        raise NotAllowedNow("This can be undone on the same day only. Invite the person again.")
    _require_may_give_back(held, held.ended_by, by)
    for after in Membership.objects.select_for_update().not_over().filter(follows=held):
        _end(after, None, "The change was undone", by)
    reach.require_free(user=held.user, agency=held.agency, role=held.get_role(), apart_from=held)
    held.ends_on, held.planned_end_on, held.stopped_at = held.planned_end_on, None, None
    held.ended_at, held.ended_by, held.end_reason = None, None, ""
    held.save()
    record("membership.brought_back", about=held, by=by)
    return held


def _hold(membership: Membership, version: int, by: User) -> Membership:
    """Locked with its agency, so that two points of contact cannot both leave as the last but one."""
    access.require(by, Permission.MANAGE_PEOPLE)
    agency = Agency.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=membership.agency_id)
    reach.require_reach(by, agency)
    held = Membership.held_at(pk=membership.pk, version=version)
    held.agency = agency
    return held


def _require_another(held: Membership, by: User, deed: str) -> None:
    if held.user_id == by.pk:
        raise NotAllowedNow(f"You cannot {deed} yourself. Ask another point of contact, or the partnership manager.")


def _require_may_give_back(held: Membership, stopped_by: User | None, by: User) -> None:
    """Taking access away is everyone's who keeps the agency; giving it needs the right to give that role."""
    if stopped_by != by and not reach.can_give(by, held.get_role(), held.agency):
        raise NotAllowedNow("Only whoever stopped this access, or may give the role, can give it back.")


def _require_successor(held: Membership) -> None:
    """Somebody else answers for the same people on the day after, and is not leaving by then as far as is known."""
    place = REACH.get(held.get_role())
    if place is None or held.ends_on is None:
        return
    roles = [role for role, own in REACH.items() if own == place]
    others = Membership.objects.live(held.ends_on + timedelta(days=1)).filter(role__in=roles)
    if place == Reach.OWN_AGENCY:
        others = others.filter(agency=held.agency_id)
    else:
        others = others.filter(agency__partnership=held.agency.partnership_id)
    if not others.exclude(user=held.user_id).filter(user__last_login__isnull=False).exists():
        raise NotAllowedNow(LAST_POINT_OF_CONTACT)


def _require_governance_stays(held: Membership) -> None:
    """Alarms and emergencies are closed by somebody; two leads of two agencies do not both go as the last but one."""
    partnership = held.agency.partnership_id
    Partnership.objects.select_for_update().get(pk=partnership)
    day_after = (held.ends_on or clock.today()) + timedelta(days=1)
    others = Membership.objects.live(day_after).filter(role=LEAD, agency__partnership=partnership)
    if not others.exclude(pk=held.pk).filter(user__last_login__isnull=False).exists():
        raise NotAllowedNow(LAST_GOVERNANCE)


def _end(held: Membership, last_day: date | None, reason: str, by: User) -> None:
    today = clock.today()
    looks_after_it = held.get_role() == LEAD and Membership.objects.live().filter(pk=held.pk).exists()
    if last_day is not None and last_day < max(today, held.starts_on):
        raise NotAllowedNow("The last day must not lie before today, nor before the access begins.")
    if held.ended_at is None:
        held.planned_end_on = held.ends_on
    held.ends_on = last_day or max(today, held.starts_on)
    held.stopped_at = None if last_day else clock.now()
    held.ended_at, held.ended_by, held.end_reason = clock.now(), by, reason
    if looks_after_it:
        _require_governance_stays(held)
    held.save()


def _dates(held: Membership) -> dict[str, str | bool]:
    return {"last_day": f"{held.ends_on}", "at_once": held.stopped_at is not None}
