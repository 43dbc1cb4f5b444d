"""Who may write into the network, and in whose name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Permission
from cse_portal.cases.access import agency_of
from cse_portal.cases.handling import Handling
from cse_portal.network import queries
from cse_portal.network.models import Item
from cse_portal.network.refused import MERGED, STRUCK, NetworkRefused

KEEP = Permission.KEEP_RECORD


@dataclass(frozen=True)
class Grade:
    """How far it can be relied on, and who may read it."""

    source: str
    information: str
    sharing: str
    conditions: str
    handling: Handling
    named_agencies: tuple[Agency, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "information": self.information,
            "sharing": self.sharing,
            "conditions": self.conditions,
            "handling": self.handling.value,
            "named_agencies": [one.pk for one in self.named_agencies],
        }


def own_agency(by: User) -> Agency:
    agency = agency_of(by)
    if agency is None:
        raise PermissionDenied
    return agency


def require_keeps(by: User, item: Item) -> None:
    """Whoever keeps records, and has a reason to read this one."""
    access.require(by, Permission.SEE_NETWORK)
    access.require(by, KEEP)
    if not queries.sees_item(by, item.ref):
        raise PermissionDenied


def held_open(item: Item, version: int) -> Item:
    held = Item.held_at(pk=item.pk, version=version)
    require_open(held)
    return held


def require_open(item: Item) -> None:
    if item.struck_at is not None:
        raise NetworkRefused(STRUCK)
    if item.merged_into_id is not None:
        raise NetworkRefused(MERGED)
