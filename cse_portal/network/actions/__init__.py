"""Whatever changes the network: items, links, what is one and the same, and what is said of an alert."""

from cse_portal.network.actions.alerts import decide_alert, look_for_meetings
from cse_portal.network.actions.items import add_item, change_item, strike_item
from cse_portal.network.actions.links import LinkSaid, NewItem, add_link, change_link, strike_link
from cse_portal.network.actions.merging import merge_items, take_apart

__all__ = [
    "LinkSaid",
    "NewItem",
    "add_item",
    "add_link",
    "change_item",
    "change_link",
    "decide_alert",
    "look_for_meetings",
    "merge_items",
    "strike_item",
    "strike_link",
    "take_apart",
]
