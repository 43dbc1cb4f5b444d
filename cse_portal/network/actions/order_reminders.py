"""Before an order ends, whoever monitors it has it on their list of work; once for each reminder."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from cse_portal.agencies.roles import Role
from cse_portal.cases.handling import Handling
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor, System
from cse_portal.core.working_days import end_of_work
from cse_portal.network import order_rules as rules
from cse_portal.network.models import Order
from cse_portal.network.order_rules import Reminder, State
from cse_portal.network.work_kinds import ORDERS
from cse_portal.worklist.actions import close_items, open_item
from cse_portal.worklist.models import DueItem

CLOCK = System("remind whoever monitors an order of its end")
A_DAY = timedelta(days=1)


@transaction.atomic
def put_reminder(*, order: Order, by: Actor) -> bool:
    """The nearest one takes the place of the one before; the same one is not put twice, closed or open."""
    reminder, until = _wanted(order), order.until
    if reminder is None or until is None:
        close_reminders(order=order, by=by)
        return False
    if _stands(order, reminder):
        return False
    close_reminders(order=order, by=by)
    due_at = end_of_work(rules.reminder_due(reminder, until, on=clock.today()))
    open_item(
        kind=ORDERS.code,
        task=rules.REMINDERS[reminder],
        detail=f"{order.title}, {order.ref}",
        button="Open the order",
        url=reverse("network:order", kwargs={"ref": order.ref}),
        agency=order.monitor,
        role=Role.POLICE_CSE_SPOC if Handling.COVERT in (order.handling, order.item.handling) else None,
        due_at=due_at,
        critical_at=due_at + A_DAY if reminder is Reminder.END else None,
        source=order,
        case_ref="",
        by=by,
    )
    return True


@transaction.atomic
def close_reminders(*, order: Order, by: Actor) -> int:
    return close_items(kind=ORDERS.code, source=order, by=by)


def _wanted(order: Order) -> Reminder | None:
    goes_on = order.get_state() is State.SERVED and order.struck_at is None
    return rules.reminder_for(order.until, on=clock.today()) if goes_on else None


def _stands(order: Order, reminder: Reminder) -> bool:
    with wall.as_system("see whether somebody was reminded already"):
        found = DueItem.objects.open().filter(kind=ORDERS.code, source_ref=order.ref, agency=order.monitor_id)
        return found.filter(task=rules.REMINDERS[reminder]).exists()
