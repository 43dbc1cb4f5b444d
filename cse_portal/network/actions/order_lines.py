"""What becomes of an order stands in the chronology of the child that it protects, under the order’s own mark."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cse_portal.agencies.models import Agency, User
from cse_portal.cases.actions.lines import note_line
from cse_portal.cases.handling import Handling
from cse_portal.cases.line_kinds import LineKind
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.network.item_kinds import title as title_of
from cse_portal.network.models import Order, OrderBreach


@transaction.atomic
def note_order(
    *, order: Order, case: Case | None, step: str, on: date | None = None, words: str = "", by: User
) -> None:
    """Served, with how long it holds; ended. One that was struck through says so in its line."""
    if case is None:
        return
    whom = _whom(order)
    headline = f"{order.title} on {whom} ended" if step == "end" else f"{order.title} served on {whom}"
    note_line(
        case=case,
        kind=LineKind.NETWORK,
        headline=f"Struck through: {headline}" if order.struck_at else headline,
        words=order.struck_because if order.struck_at else words or order.conditions,
        happened_on=on or order.served_on or clock.today(),
        until_on=order.until if step == "serve" else None,
        handling=Handling(order.handling),
        named_agencies=_named(order),
        is_significant=True,
        source=order,
        step=step,
        by=by,
    )


@transaction.atomic
def note_breach(*, order: Order, breach: OrderBreach, case: Case | None, by: User) -> None:
    if case is None:
        return
    note_line(
        case=case,
        kind=LineKind.NETWORK,
        headline=f"Breach: {order.title} on {_whom(order)}",
        words=" ".join(filter(None, (breach.words, breach.outcome))),
        happened_on=breach.happened_on,
        handling=Handling(order.handling),
        named_agencies=_named(order),
        is_significant=True,
        source=breach,
        by=by,
    )


def _whom(order: Order) -> str:
    """By name only where whoever reads the order’s line reads the item too."""
    item = order.item
    sort = title_of(item.get_kind()).lower()
    alike = (item.handling, item.agency_id, item.named_agencies) == (
        *(order.handling, order.agency_id, order.named_agencies),
    )
    return f"{item.label} ({sort})" if item.is_shared or alike else f"a {sort}"


def _named(order: Order) -> list[Agency]:
    return list(Agency.objects.filter(pk__in=order.named_agencies)) if order.named_agencies else []
