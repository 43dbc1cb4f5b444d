"""The shared front half of every page of the network: the reason to read it, or it is not there."""

from cse_portal.network.guards.alerts import AlertGuarded
from cse_portal.network.guards.items import ItemDeed, ItemGuarded
from cse_portal.network.guards.links import LinkDeed, LinkGuarded

__all__ = ["AlertGuarded", "ItemDeed", "ItemGuarded", "LinkDeed", "LinkGuarded"]
