"""Groups to which a case is opened as a whole."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction

from cse_portal.agencies.models import AccessGroup, Agency, Partnership
from cse_portal.agencies.sight import Sight
from cse_portal.core.actor import Actor


@transaction.atomic
def access_group(*, of: Agency | Partnership, sight: Sight = Sight.AGENCY, by: Actor) -> AccessGroup:
    """Those to whom a case is opened together; made at first use, in the same transaction as that grant."""
    key = {"agency": of} if isinstance(of, Agency) else {"partnership": of, "sight": sight.name.lower()}
    found = AccessGroup.objects.filter(**key).select_related("group").first()
    if found is not None:
        return found
    group, _ = Group.objects.get_or_create(name=f"{sight.name.lower()} {of.ref}")
    found, _ = AccessGroup.objects.get_or_create(**key, defaults={"group": group, "sight": sight.name.lower()})
    return found
