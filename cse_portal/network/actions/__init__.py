"""Whatever changes the network: items, links, what is one and the same, and what is said of an alert."""

from cse_portal.network.actions.alerts import decide_alert, look_for_meetings
from cse_portal.network.actions.item_follow_up import after_item, tell_lado
from cse_portal.network.actions.items import add_item, change_item, strike_item
from cse_portal.network.actions.links import LinkSaid, NewItem, add_link, change_link, strike_link
from cse_portal.network.actions.merging import merge_items, take_apart
from cse_portal.network.actions.order_reminders import CLOCK, put_reminder
from cse_portal.network.actions.orders import (
    OrderSaid,
    add_breach,
    add_order,
    apply_for_order,
    ask_for_orders,
    change_breach,
    change_order,
    end_order,
    refuse_order,
    renew_order,
    serve_order,
    strike_order,
)
from cse_portal.network.actions.submissions import Under, add_submission, change_submission, strike_submission
from cse_portal.network.actions.support import add_support, change_support, strike_support

__all__ = [
    "CLOCK",
    "LinkSaid",
    "NewItem",
    "OrderSaid",
    "Under",
    "add_breach",
    "add_item",
    "add_link",
    "add_order",
    "add_submission",
    "add_support",
    "after_item",
    "apply_for_order",
    "ask_for_orders",
    "change_breach",
    "change_item",
    "change_link",
    "change_order",
    "change_submission",
    "change_support",
    "decide_alert",
    "end_order",
    "look_for_meetings",
    "merge_items",
    "put_reminder",
    "refuse_order",
    "renew_order",
    "serve_order",
    "strike_item",
    "strike_link",
    "strike_order",
    "strike_submission",
    "strike_support",
    "take_apart",
    "tell_lado",
]
