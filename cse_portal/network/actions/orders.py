"""Notices and orders are considered, applied for, served, renewed, breached and ended; nothing of them is erased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases.access import require_decides
from cse_portal.cases.ages import years_old
from cse_portal.cases.handling import Handling
from cse_portal.cases.list_kinds import MOST_IN_FILE
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.desk.actions.jobs import ask_for
from cse_portal.desk.models import BackgroundJob
from cse_portal.network import order_queries
from cse_portal.network import order_rules as rules
from cse_portal.network.actions.order_lines import note_breach, note_order
from cse_portal.network.actions.order_reminders import close_reminders, put_reminder
from cse_portal.network.actions.writing import KEEP, own_agency, require_keeps, require_open
from cse_portal.network.models import Item, Order, OrderBreach, OrderStep
from cse_portal.network.order_rules import ORDERS_FILE, Deed, OrderKind
from cse_portal.network.refused import NetworkRefused

TOO_MANY = f"A file names at most {MOST_IN_FILE} orders. Narrow the register first."


@dataclass(frozen=True)
class OrderSaid:
    """What somebody tells of an order, beside the item that it is on."""

    kind: OrderKind
    basis: str
    protects: Case | None
    child_age: int | None
    child_in_care: bool | None
    since: date | None
    until: date | None
    conditions: str
    monitor: Agency
    monitor_words: str
    handling: Handling
    named_agencies: tuple[Agency, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        names = ("basis", "since", "until", "conditions", "monitor", "monitor_words")
        is_cawn = self.kind is OrderKind.CAWN
        return {
            **{name: getattr(self, name) for name in names},
            "kind": self.kind.value,
            "protects_id": self.protects.pk if self.protects else None,
            "child_age": self.child_age if is_cawn else None,
            "child_in_care": self.child_in_care if is_cawn else None,
            "handling": self.handling.value,
            "named_agencies": [one.pk for one in self.named_agencies],
        }


@transaction.atomic
def add_order(*, item: Item, said: OrderSaid, by: User) -> Order:
    """Considered, as every order is at first."""
    require_keeps(by, item)
    require_open(item)
    agency = own_agency(by)
    if agency.partnership_id != item.partnership_id:
        raise PermissionDenied
    _require_may_protect(said.protects, agency, by)
    made = Order(item=item, partnership=agency.partnership, agency=agency, recorded_by=by, **said.values)
    _settle(made, said.protects)
    made.save()
    record("order.added", about=made, case=said.protects, detail={"kind": said.kind}, by=by)
    return made


@transaction.atomic
def change_order(*, order: Order, version: int, said: OrderSaid, by: User) -> Order:
    """Put right or added to; whose child it protects stays for whoever does not see that case."""
    held = _held_for(order, version, Deed.CHANGE, by)
    case = order_queries.case_of(held)
    values = said.values
    if case is not None and order.protects is None:
        values["protects_id"] = case.pk
    elif said.protects != case:
        _require_may_protect(said.protects, held.agency, by)
        case = said.protects
    changed = sorted(name for name, value in values.items() if getattr(held, name) != value)
    if not changed:
        return held
    for name in changed:
        setattr(held, name, values[name])
    _settle(held, case)
    held.save()
    record("order.changed", about=held, case=case, detail={"fields": changed}, by=by)
    _remind_anew(held, by)
    return held


@transaction.atomic
def apply_for_order(*, order: Order, version: int, done_on: date, words: str, by: User) -> Order:
    held = _held_for(order, version, Deed.APPLY, by)
    _moved(held, Deed.APPLY, done_on, words, by)
    record("order.applied_for", about=held, case=order_queries.case_of(held), by=by)
    return held


@transaction.atomic
def serve_order(*, order: Order, version: int, values: Mapping[str, Any], words: str, by: User) -> Order:
    """From now on it holds, and whoever monitors it is told before it ends."""
    held = _held_for(order, version, Deed.SERVE, by)
    held.served_on, held.served_by = values["served_on"], values["served_by"]
    held.since = values.get("since") or held.served_on
    held.until = values.get("until") or held.until
    held.child_age = values.get("child_age", held.child_age)
    case = order_queries.case_of(held)
    _settle(held, case)
    _moved(held, Deed.SERVE, held.served_on, words, by, until=held.until)
    record("order.served", about=held, case=case, by=by)
    note_order(order=held, case=case, step="serve", by=by)
    _remind_anew(held, by)
    return held


@transaction.atomic
def refuse_order(*, order: Order, version: int, done_on: date, words: str, by: User) -> Order:
    """By the court, or by those who thought of it: with the reason."""
    held = _held_for(order, version, Deed.REFUSE, by)
    _moved(held, Deed.REFUSE, done_on, words, by)
    record("order.not_made", about=held, case=order_queries.case_of(held), by=by)
    return held


@transaction.atomic
def renew_order(*, order: Order, version: int, done_on: date, until: date, words: str, by: User) -> Order:
    """It holds longer than it did."""
    held = _held_for(order, version, Deed.RENEW, by)
    if held.until is not None and until <= held.until:
        raise NetworkRefused("A renewed order ends later than before. Enter the new end, or change the order.")
    held.until = until
    case = order_queries.case_of(held)
    _settle(held, case)
    _moved(held, Deed.RENEW, done_on, words, by, until=until)
    record("order.renewed", about=held, case=case, by=by)
    note_order(order=held, case=case, step="serve", by=by)
    _remind_anew(held, by)
    return held


@transaction.atomic
def end_order(*, order: Order, version: int, done_on: date, words: str, by: User) -> Order:
    held = _held_for(order, version, Deed.END, by)
    if held.served_on is not None and done_on < held.served_on:
        raise NetworkRefused("An order cannot end before it was served. Enter a later day.")
    _moved(held, Deed.END, done_on, words, by)
    case = order_queries.case_of(held)
    record("order.ended", about=held, case=case, by=by)
    note_order(order=held, case=case, step="end", by=by, on=done_on, words=words)
    close_reminders(order=held, by=by)
    return held


@transaction.atomic
def strike_order(*, order: Order, version: int, why: str, by: User) -> Order:
    """Recorded in error: it can still be read, and asks for nothing any more."""
    _require_keeps_order(by, order)
    held = Order.held_at(pk=order.pk, version=version)
    if held.struck_at is not None:
        raise NetworkRefused(rules.STRUCK)
    held.struck_at, held.struck_by, held.struck_because = clock.now(), by, why
    held.save()
    case = order_queries.case_of(held)
    record("order.struck", about=held, case=case, reason=why, by=by)
    if held.served_on is not None:
        note_order(order=held, case=case, step="serve", by=by)
    close_reminders(order=held, by=by)
    return held


@transaction.atomic
def add_breach(*, order: Order, values: Mapping[str, Any], by: User) -> OrderBreach:
    held = _held_for(order, None, Deed.BREACH, by)
    if held.served_on is not None and values["happened_on"] < held.served_on:
        raise NetworkRefused("This was before the order was served, so it was no breach. Check the day.")
    made = OrderBreach.objects.create(order=held, agency=own_agency(by), recorded_by=by, **values)
    case = order_queries.case_of(held)
    record("order.breached", about=held, case=case, detail={"breach": made.ref}, by=by)
    note_breach(order=held, breach=made, case=case, by=by)
    return made


@transaction.atomic
def change_breach(*, order: Order, breach: OrderBreach, version: int, values: Mapping[str, Any], by: User) -> None:
    """Above all: what came of it."""
    _require_keeps_order(by, order)
    if order.struck_at is not None:
        raise NetworkRefused(rules.STRUCK)
    held = OrderBreach.held_at(pk=breach.pk, version=version)
    changed = sorted(name for name, value in values.items() if getattr(held, name) != value)
    if changed:
        for name in changed:
            setattr(held, name, values[name])
        held.save()
        case = order_queries.case_of(order)
        record("order.breach_changed", about=order, case=case, detail={"fields": changed}, by=by)
        note_breach(order=order, breach=held, case=case, by=by)


@transaction.atomic
def ask_for_orders(*, refs: Sequence[str], why: str, by: User) -> BackgroundJob:
    """Of these orders: that each of them is seen is asked when it is made, and each time it is fetched."""
    access.require(by, Permission.EXPORT_LISTS)
    access.require(by, Permission.SEE_NETWORK)
    if len(refs) > MOST_IN_FILE:
        raise NetworkRefused(TOO_MANY)
    job = ask_for(kind=ORDERS_FILE, parameters={"orders": list(refs)}, by=by)
    record("order.export_asked", about=job, detail={"orders": len(refs)}, reason=why, by=by)
    return job


def _held_for(order: Order, version: int | None, deed: Deed, by: User) -> Order:
    """Locked, as the person saw it where that matters, and in a state in which this may be done."""
    _require_keeps_order(by, order)
    locked = Order.objects.select_for_update()
    held = locked.get(pk=order.pk) if version is None else Order.held_at(pk=order.pk, version=version)
    if held.struck_at is not None:
        raise NetworkRefused(rules.STRUCK)
    if not rules.allows(held.get_state(), deed):
        raise NetworkRefused(rules.NOT_NOW)
    return held


def _require_keeps_order(by: User, order: Order) -> None:
    access.require(by, Permission.SEE_NETWORK)
    access.require(by, KEEP)
    if not order_queries.sees_order(by, order.ref):
        raise PermissionDenied


def _require_may_protect(case: Case | None, agency: Agency, by: User) -> None:
    if case is None:
        return
    require_decides(by, case, KEEP)
    if case.partnership_id != agency.partnership_id:
        raise NetworkRefused("This case is another partnership’s. Ask its MASH.")


def _settle(order: Order, case: Case | None) -> None:
    """What follows from what was said, and what cannot be, said before the database refuses it."""
    if order.get_kind() not in rules.kinds_on(order.item.get_kind()):
        raise NetworkRefused("This kind of order cannot be on this. Choose another kind.")
    for one in (order, order.item):
        mark, named = Handling(one.handling), one.named_agencies
        if not order_queries.may_monitor(order.monitor, mark, wrote=one.agency_id, named=named):
            raise NetworkRefused(rules.CANNOT_MONITOR)
    if order.get_kind() is OrderKind.CAWN:
        _settle_cawn(order, order_queries.birthday_of(case))
    else:
        order.basis = order.basis or rules.SORTS[order.get_kind()].basis
        if not order.basis:
            raise NetworkRefused("Enter the law that the order rests on.")
    if order.since and order.until and order.until < order.since:
        raise NetworkRefused("The order cannot end before it begins. Check the two days.")


def _settle_cawn(order: Order, born_on: date | None) -> None:
    """What it rests on follows from the child’s age and care; with the birthday known, so does how long."""
    on, is_in_care = order.since or clock.today(), bool(order.child_in_care)
    if born_on is not None:
        order.child_age = max(years_old(born_on, on=on), 0)
    if order.child_age is None or order.child_in_care is None:
        raise NetworkRefused("Enter how old the child is and whether the child is in care.")
    found = rules.cawn_at(order.child_age, is_in_care=is_in_care)
    if found.refusal:
        raise NetworkRefused(found.refusal)
    order.basis = found.words
    if born_on is not None:
        last = rules.cawn_holds_until(born_on, is_in_care=is_in_care)
        if order.until is not None and order.until > last:
            raise NetworkRefused(rules.TOO_LONG)
        order.until = order.until or last


def _moved(order: Order, deed: Deed, on: date, words: str, by: User, *, until: date | None = None) -> None:
    order.state = rules.TRANSITIONS[order.get_state()][deed].value
    order.save()
    agency = own_agency(by)
    OrderStep.objects.create(
        order=order, deed=deed.value, done_on=on, until=until, words=words, agency=agency, recorded_by=by
    )


def _remind_anew(order: Order, by: User) -> None:
    close_reminders(order=order, by=by)
    put_reminder(order=order, by=by)
