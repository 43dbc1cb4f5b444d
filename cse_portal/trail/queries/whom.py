"""Whom something about looking is brought before: never the person whom it is about."""

from __future__ import annotations

from collections.abc import Iterable

from cse_portal.agencies import reach
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Role


def contacts_of(agency: Agency, *, apart_from: int | None = None) -> list[Membership]:
    return _each_once(reach.points_of_contact(agency).select_related("user", "agency"), apart_from)


def governance_of(agency: Agency, *, apart_from: int | None = None) -> list[Membership]:
    """The information governance leads of the partnership."""
    leads = Membership.objects.live().filter(
        agency__partnership=agency.partnership_id, role=Role.INFORMATION_GOVERNANCE_LEAD
    )
    return _each_once(leads.select_related("user", "agency").order_by("user__name", "pk"), apart_from)


def _each_once(held: Iterable[Membership], apart_from: int | None) -> list[Membership]:
    by_person = {one.user_id: one for one in held if one.user_id != apart_from}
    return list(by_person.values())


def users(held: list[Membership]) -> list[User]:
    return list({one.user_id: one.user for one in held}.values())
