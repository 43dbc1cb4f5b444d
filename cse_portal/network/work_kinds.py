"""The kinds of work that come from the network of people and places."""

from __future__ import annotations

from cse_portal.worklist.due_rules import DueRule
from cse_portal.worklist.kinds import add_kind

SUPPORT = add_kind("harm_support", "Support of young people who harm", order=41, rule=DueRule.KEPT_INSIDE)
LINKED = add_kind("linked_cases", "Links between cases", order=31, rule=DueRule.KEPT_INSIDE)
LADO = add_kind("lado", "Positions of trust", order=32, rule=DueRule.KEPT_INSIDE)
ASK_WHO = add_kind("ask_who", "What is not yet known of people of concern", order=34, rule=DueRule.KEPT_INSIDE)
ORDERS = add_kind("orders", "Notices and orders", order=33, rule=DueRule.ORDER_ENDS)
