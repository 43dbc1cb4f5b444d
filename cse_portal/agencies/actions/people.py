"""Everything that changes who there is, and who holds which role where."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cse_portal.agencies import reach
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import Actor


@transaction.atomic
def add_person(*, email: str, name: str, password: str | None = None, by: Actor) -> User:
    user = User(email=User.objects.normalize_email(email), name=name)
    user.set_password(password)
    user.save()
    record("person.added", about=user, by=by)
    return user


@transaction.atomic
def give_role(
    *,
    user: User,
    agency: Agency,
    role: Role,
    starts_on: date | None = None,
    ends_on: date | None = None,
    given_by: User | None = None,
    by: Actor,
) -> Membership:
    """`given_by` is whose right to give it counts, where somebody accepts what another person gave."""
    giver = given_by or by
    if isinstance(giver, User):
        reach.require_may_give(user=user, agency=agency, role=role, by=giver)
    membership = Membership.objects.create(
        user=user, agency=agency, role=role, starts_on=starts_on or clock.today(), ends_on=ends_on
    )
    record("membership.given", about=membership, detail={"role": str(role), "agency": agency.ref}, by=by)
    return membership
