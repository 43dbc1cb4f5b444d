"""The forms of this room, by which a draft finds its way back."""

from __future__ import annotations

from cse_portal.agencies.roles import Permission
from cse_portal.desk.form_kinds import add_form

KEEP, SORT, WHOLE = Permission.KEEP_RECORD, Permission.SORT_NETWORK, Permission.SEE_WHOLE_NETWORK
ADD_TO_CASE = add_form(
    "network.add_to_case", "A person, place or thing around a child", permission=KEEP, edit="network:add_to_case"
)
ADD_TO_ITEM = add_form("network.add_to_item", "A link in the network", permission=KEEP, edit="network:add_to_item")
ADD_ITEM = add_form("network.add_item", "A person, place or thing", permission=WHOLE, begin="network:add_item")
CHANGE_ITEM = add_form(
    "network.change_item", "What is known of a person, place or thing", permission=KEEP, edit="network:change_item"
)
STRIKE_ITEM = add_form(
    "network.strike_item", "A person, place or thing recorded in error", permission=KEEP, edit="network:strike_item"
)
CHANGE_LINK = add_form("network.change_link", "A link put right", permission=KEEP, edit="network:change_link")
STRIKE_LINK = add_form("network.strike_link", "A link struck through", permission=KEEP, edit="network:strike_link")
MERGE = add_form("network.merge", "Two records of one person, place or thing", permission=SORT, edit="network:merge")
APART = add_form("network.take_apart", "Taking two records apart", permission=SORT, edit="network:take_apart")
DECIDE = add_form("network.decide_alert", "A link between two cases", permission=KEEP, edit="network:decide_alert")
ADD_SUPPORT = add_form(
    "network.add_support", "Support for a young person who harms others", permission=KEEP, edit="network:add_support"
)
CHANGE_SUPPORT = add_form(
    "network.change_support", "Support, put right or added to", permission=KEEP, edit="network:change_support"
)
STRIKE_SUPPORT = add_form(
    "network.strike_support", "Support recorded in error", permission=KEEP, edit="network:strike_support"
)
ABOUT_SUPPORT = (CHANGE_SUPPORT, STRIKE_SUPPORT)
ABOUT_A_CASE = (ADD_TO_CASE,)
ABOUT_AN_ITEM = (ADD_TO_ITEM, CHANGE_ITEM, STRIKE_ITEM, MERGE, APART, ADD_SUPPORT)
ABOUT_A_LINK = (CHANGE_LINK, STRIKE_LINK)
