"""The kinds of work that come from the network of people and places."""

from __future__ import annotations

from cse_portal.worklist.kinds import add_kind

LINKED = add_kind("linked_cases", "Links between cases", order=31)
ORDERS = add_kind("orders", "Notices and orders", order=33)
