"""Whom something about looking is brought before: never the person whom it is about."""

from __future__ import annotations

from collections.abc import Iterable

from cse_portal.agencies import reach
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.oversight import IN_LINE, LEAD


def contacts_of(agency: Agency, *, apart_from: int | None = None) -> list[Membership]:
    return _each_once(reach.points_of_contact(agency).select_related("user", "agency"), apart_from)


def leads_of(agency: Agency, *, apart_from: int | None = None) -> list[Membership]:
    """The information governance leads of the partnership."""
    return _each_once((one for one in _in_line(agency) if one.get_role() == LEAD), apart_from)


def governance_of(agency: Agency, *, apart_from: int | None = None) -> list[Membership]:
    """The leads; where there is none but the person, whoever is next in line."""
    held = _in_line(agency)
    found = (_each_once((one for one in held if one.get_role() == role), apart_from) for role in IN_LINE)
    return next((posts for posts in found if posts), [])


def _in_line(agency: Agency) -> list[Membership]:
    held = Membership.objects.live().filter(agency__partnership=agency.partnership_id, role__in=IN_LINE)
    return list(held.select_related("user", "agency").order_by("user__name", "pk"))


def _each_once(held: Iterable[Membership], apart_from: int | None) -> list[Membership]:
    by_person = {one.user_id: one for one in held if one.user_id != apart_from}
    return list(by_person.values())


def users(held: list[Membership]) -> list[User]:
    return list({one.user_id: one.user for one in held}.values())
