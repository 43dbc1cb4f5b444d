"""People of concern, places and things, what links them, where two cases meet in them, and orders on them."""

from cse_portal.network.models.alerts import LinkAlert
from cse_portal.network.models.follow_up import LadoNotice
from cse_portal.network.models.items import Item
from cse_portal.network.models.links import Link
from cse_portal.network.models.orders import OfOrder, Order, OrderBreach, OrderStep
from cse_portal.network.models.submissions import Submission
from cse_portal.network.models.support import HarmSupport

__all__ = [
    "HarmSupport",
    "Item",
    "LadoNotice",
    "Link",
    "LinkAlert",
    "OfOrder",
    "Order",
    "OrderBreach",
    "OrderStep",
    "Submission",
]
