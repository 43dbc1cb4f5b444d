"""What happens to the network by the clock."""

from __future__ import annotations

from celery import shared_task

from cse_portal.network import order_queries
from cse_portal.network.actions import CLOCK, put_reminder


@shared_task(name="network.remind_of_orders", purpose=CLOCK.purpose)
def remind_of_orders() -> int:
    """Every morning; each order is a transaction of its own."""
    orders = order_queries.to_remind_of().select_related("monitor", "item")
    return sum(put_reminder(order=one, by=CLOCK) for one in list(orders))
