"""Whose names stand in the trail's lines, and which of the cases in them the reader may know of."""

from __future__ import annotations

from collections.abc import Iterable

from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditCheck, AuditEvent
from cse_portal.cases.models import Case
from cse_portal.trail.models import TrailSearch


def about_of(ref: str) -> str:
    """The trail itself says what a reference is of; one that it does not know is taken for a case's."""
    is_child = AuditEvent.objects.filter(child_ref=ref).exists()
    return TrailSearch.About.CHILD if is_child else TrailSearch.About.CASE


def names_of(events: Iterable[AuditEvent]) -> dict[int, str]:
    wanted = {event.actor_id for event in events if event.actor_id}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name"))


def cases_seen(person: User, refs: Iterable[str]) -> frozenset[str]:
    wanted = {ref for ref in refs if ref}
    if not wanted:
        return frozenset()
    return frozenset(Case.objects.visible_to(person).filter(ref__in=wanted).values_list("ref", flat=True))


def last_check() -> AuditCheck | None:
    return AuditCheck.objects.whole().first()


def earlier_searches(person: User, most: int = 10) -> list[TrailSearch]:
    made = TrailSearch.objects.visible_to(person).select_related("who", "agency")
    return list(made.order_by("-pk")[:most])
