"""Who reads what of the network: by partnership, by mark, and of every child the case."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Exists, F, Func, JSONField, OuterRef, Q, Value
from django.db.models.expressions import RawSQL

from cse_portal.agencies import access
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Permission
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import CaseGrant
from cse_portal.core import clock


def partnerships_of(user: Any) -> set[int]:
    """In which the person reads anything of it, in the hat they wear."""
    hats = access.acting_in(user)
    return {hat.agency.partnership_id for hat in hats if access.membership_may(hat, Permission.SEE_NETWORK)}


def reads_item(user: Any) -> Q:
    """What stands near the person, by mark: see `near_policies`."""
    now = clock.now()
    asked = RawSQL("(select portal.network_asked(%s, %s, %s))", [user.pk, access.worn_id(user), now], JSONField())
    near = Func(F("pk"), asked, Value(now), function="portal.near_item", output_field=BooleanField())
    return Q(near) & by_mark(user)


def reads_link(user: Any) -> Q:
    """One with a child at its end by the case alone; one between items in the person's partnership; both by mark."""
    of_a_child = Q(start_case__isnull=False) | Q(end_case__isnull=False)
    return (of_a_child | Q(partnership__in=partnerships_of(user))) & by_mark(user)


def by_mark(user: Any, prefix: str = "") -> Q:
    reader = access.reader(user)

    def under(mark: Handling, **also: Any) -> Q:
        return Q(**{f"{prefix}handling": mark.value}, **{f"{prefix}{name}": value for name, value in also.items()})

    found = under(Handling.NETWORK)
    for mark in (Handling.OWN_AGENCY, Handling.NAMED_AGENCIES, Handling.HEALTH):
        found |= under(mark, agency__in=reader.agencies)
    found |= under(Handling.NAMED_AGENCIES, named_agencies__overlap=sorted(reader.agencies))
    if reader.health:
        found |= under(Handling.HEALTH)
    if reader.covert:
        found |= under(Handling.COVERT)
    return found


def reads_end(user: Any, end: str) -> Q:
    """A child's end by the case, and what is covert never by an emergency; an item's by its own mark."""
    of_case = access.sees_case(user, f"{end}_case")
    rather = CaseGrant.objects.live().filter(content_object=OuterRef(f"{end}_case")).exclude(reason=Reason.EMERGENCY)
    is_shown = ~Q(handling=Handling.COVERT.value) | Exists(rather)
    of_item = by_mark(user, f"{end}_item__")
    return Q(**{f"{end}_case__isnull": False}) & of_case & is_shown | Q(**{f"{end}_item__isnull": False}) & of_item


def is_told(user: Any) -> Q:
    """Of an alert: a side whose case the person sees and that is told of the other."""
    sides = (Q(**{f"{side}_is_told": True}) & access.sees_case(user, f"{side}_case") for side in ("first", "second"))
    one, other = sides
    return one | other
