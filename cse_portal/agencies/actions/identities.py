"""Who a person is at a single sign-on provider: linked once, by a verified address, and never moved."""

from __future__ import annotations

from django.db import transaction

from cse_portal.agencies import reach
from cse_portal.agencies.models import ExternalIdentity, User
from cse_portal.audit.actions import record
from cse_portal.core.actor import Actor


@transaction.atomic
def link_identity(*, user: User, issuer: str, subject: str, by: Actor) -> ExternalIdentity | None:
    """None when the account has another name at this provider already: a second one would be somebody else."""
    held = User.objects.select_for_update().get(pk=user.pk)
    if ExternalIdentity.objects.filter(user=held, issuer=issuer).exists():
        return None
    identity = ExternalIdentity.objects.create(user=held, issuer=issuer, subject=subject)
    record("identity.linked", about=held, detail={"issuer": issuer}, by=by)
    return identity


@transaction.atomic
def forget_identities(*, user: User, reason: str, by: User) -> int:
    """Their account at the provider is a new one: at the next sign-in it is linked by its verified address."""
    reach.require_may_help(by, user)
    forgotten: int = ExternalIdentity.objects.filter(user=user).delete()[0]
    record("identity.forgotten", about=user, detail={"identities": forgotten}, reason=reason, by=by)
    return forgotten
