"""People of concern, places and things, what links them, and where two cases meet in them."""

from cse_portal.network.models.alerts import LinkAlert
from cse_portal.network.models.items import Item
from cse_portal.network.models.links import Link

__all__ = ["Item", "Link", "LinkAlert"]
