"""What opens, closes, hands over and puts off work that is due."""

from cse_portal.worklist.actions.items import WRITES, close_items, hand_over_items, open_item
from cse_portal.worklist.actions.putting_off import bring_back, put_off
from cse_portal.worklist.actions.sharing import give, take

__all__ = ["WRITES", "bring_back", "close_items", "give", "hand_over_items", "open_item", "put_off", "take"]
