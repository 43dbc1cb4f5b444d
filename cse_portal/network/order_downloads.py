"""Made in the background from the register: its orders as a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.desk.building import Progress
from cse_portal.desk.kinds import background
from cse_portal.desk.models import BackgroundJob
from cse_portal.network import order_queries
from cse_portal.network.item_kinds import title
from cse_portal.network.models import Order
from cse_portal.network.order_rules import ORDERS_FILE
from cse_portal.ui.dates import in_words
from cse_portal.ui.spreadsheets import csv_rows

COLUMNS = (
    *("On", "What it is on", "Order", "Rests on", "State", "Served", "From", "Until", "Watched over by"),
    *("Breaches", "Reference"),
)


def may_have(person: Any, parameters: Mapping[str, Any]) -> bool:
    """Whoever lost the reason to read one of them since does not fetch what names it."""
    refs = parameters.get("orders", [])
    return len(order_queries.by_refs(person, refs)) == len(set(refs))


@background(kind=ORDERS_FILE, title="Orders: spreadsheet", permission=Permission.EXPORT_LISTS, may_have=may_have)
def orders_csv(job: BackgroundJob, progress: Progress) -> None:
    """The orders that the register showed, as they are now; without whose child they protect."""
    orders = order_queries.by_refs(job.owner, job.parameters["orders"])
    record("order.exported", about=job, detail={"orders": len(orders)}, by=job.owner)
    whose = f"OFFICIAL-SENSITIVE. Copy {job.ref}, made for {job.owner.name} on {in_words(clock.today())}"
    with progress.file("orders.csv", "text/csv; charset=utf-8") as out:
        for words in csv_rows([*COLUMNS, whose], (_cells(one) for one in orders)):
            out.write(words)
    progress.report(1, 1)


def _cells(one: Order) -> list[object]:
    return [
        one.item.label,
        title(one.item.get_kind()),
        one.title,
        one.basis,
        one.get_state_display(),
        one.served_on or "",
        one.since or "",
        one.until or "",
        one.monitor,
        getattr(one, "breaches", 0),
        one.ref,
        "",
    ]
