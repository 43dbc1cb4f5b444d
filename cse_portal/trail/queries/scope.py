"""Which events a post may read at all."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, Partnership, User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.models import AuditEvent
from cse_portal.trail.reach import KEPT_FROM_CONTACTS, REACH, TrailReach


def post_of(person: Any) -> Membership:
    """The post that may search: the one worn, else the first that may."""
    worn = access.hat_of(person)
    held = [worn] if worn else access.memberships(person)
    return next(one for one in held if access.membership_may(one, Permission.SEARCH_TRAIL))


def reach_of(membership: Membership) -> TrailReach | None:
    return REACH.get(membership.get_role())


def events_for(membership: Membership) -> QuerySet[AuditEvent]:
    """A post that is not in the table reads none."""
    reach = reach_of(membership)
    if reach == TrailReach.OWN_PEOPLE:
        return _without_governance(_of_own_people(membership))
    if reach == TrailReach.PARTNERSHIP:
        return _of_partnership(membership)
    return AuditEvent.objects.none()


def _of_own_people(membership: Membership) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(actor_kind="person", hat_agency_ref=membership.agency.ref)


def _without_governance(events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
    for begins in KEPT_FROM_CONTACTS:
        events = events.exclude(kind__startswith=begins)
    return events


def _of_partnership(membership: Membership) -> QuerySet[AuditEvent]:
    """Where there are others, only what this one's agencies and people did, and what is about no case."""
    mine = membership.agency.partnership_id
    if not Partnership.objects.exclude(pk=mine).exists():
        return AuditEvent.objects.all()
    agencies = Agency.objects.filter(partnership=mine).values("ref")
    people = Membership.objects.filter(agency__partnership=mine).values("user_id")
    without_post = Q(hat_agency_ref="") & (
        Q(actor_kind="person", actor_id__in=people) | Q(~Q(actor_kind="person"), case_ref="", child_ref="")
    )
    return AuditEvent.objects.filter(Q(hat_agency_ref__in=agencies) | without_post)


def agencies_for(membership: Membership) -> QuerySet[Agency]:
    if reach_of(membership) == TrailReach.PARTNERSHIP:
        return Agency.objects.filter(partnership=membership.agency.partnership_id).order_by("name")
    return Agency.objects.filter(pk=membership.agency_id)


def people_for(membership: Membership) -> QuerySet[User]:
    """Whoever ever held a post there: leavers have a trail too."""
    held: Any = Membership.objects.filter(agency__in=agencies_for(membership).order_by())
    return User.objects.filter(pk__in=held.values("user_id"))
