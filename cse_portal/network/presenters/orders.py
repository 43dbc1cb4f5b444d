"""Notices and orders as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.cases.handling import SIGNS, Handling
from cse_portal.cases.handling import TITLES as MARKS
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.network import order_queries
from cse_portal.network import order_rules as rules
from cse_portal.network.item_kinds import title
from cse_portal.network.models import Item, Order, OrderBreach, OrderStep
from cse_portal.network.order_rules import Deed, OrderKind, State, Wanted
from cse_portal.ui.dates import in_words
from cse_portal.ui.paging import Leaf, leaf_of

A_PAGE = 25
TONES = {State.SERVED: "govuk-tag--green", State.CONSIDERED: "govuk-tag--grey", State.APPLIED: "govuk-tag--blue"}
# What a button says, in the order in which they stand; the first that may be done is the way on.
BUTTONS = {
    Deed.SERVE: ("Record that it was served", "serve_order"),
    Deed.APPLY: ("It was applied for", "apply_for_order"),
    Deed.REFUSE: ("Refused, or not gone ahead with", "refuse_order"),
    Deed.BREACH: ("Record a breach", "add_breach"),
    Deed.RENEW: ("Renew", "renew_order"),
    Deed.END: ("Record its end", "end_order"),
}


@dataclass(frozen=True)
class Row:
    """One order in a list."""

    order: Order
    state: str
    tone: str
    ends: str
    is_soon: bool
    mark: str
    mark_words: str
    url: str
    item_url: str = ""

    @property
    def breaches(self) -> int:
        return int(getattr(self.order, "breaches", 0))


def _row(order: Order, *, item_url: str = "") -> Row:
    state, today = order.get_state(), clock.today()
    goes_on = state is State.SERVED and order.struck_at is None
    return Row(
        order=order,
        state=rules.STATES[state],
        tone=TONES.get(state, "govuk-tag--grey"),
        ends=rules.ends_in_words(order.until, on=today) if goes_on else "",
        is_soon=goes_on and rules.reminder_for(order.until, on=today) is not None,
        mark=SIGNS[Handling(order.handling)],
        mark_words=MARKS[Handling(order.handling)],
        url=reverse("network:order", kwargs={"ref": order.ref}),
        item_url=item_url,
    )


@dataclass(frozen=True)
class Register:
    leaf: Leaf[Order]
    rows: list[Row]
    wanted: Wanted
    ending: int
    kinds: list[tuple[str, str]]
    states: list[tuple[str, str]]
    may_export: bool
    query: str


def register_page(person: User, wanted: Wanted, page: str) -> Register:
    leaf = leaf_of(order_queries.register(person, wanted), page, size=A_PAGE, **wanted.shown)
    near = order_queries.items_near(person, [one.item for one in leaf.rows])
    return Register(
        leaf=leaf,
        rows=[_row(one, item_url=_item_url(one.item, near)) for one in leaf.rows],
        wanted=wanted,
        ending=order_queries.number_ending(person),
        kinds=[(kind.value, sort.title) for kind, sort in rules.SORTS.items()],
        states=[(state.value, words) for state, words in rules.STATES.items()],
        may_export=bool(leaf.rows) and access.can(person, Permission.EXPORT_LISTS),
        query=leaf.query,
    )


def _item_url(item: Item, near: set[int]) -> str:
    """None where somebody reads the order for another reason than that the item stands near them."""
    kept = item.merged_into or item
    return reverse("network:item", kwargs={"ref": kept.ref}) if kept.pk in near else ""


@dataclass(frozen=True)
class OfItem:
    """The section of an item’s page; none where no order can be on this kind of item."""

    rows: list[Row]
    add_url: str


def orders_of(person: User, item: Item, *, may_keep: bool) -> OfItem | None:
    if not rules.kinds_on(item.get_kind()):
        return None
    add_url = reverse("network:add_order", kwargs={"ref": item.ref}) if may_keep else ""
    return OfItem([_row(one) for one in order_queries.on_item(person, item)], add_url)


@dataclass(frozen=True)
class Button:
    words: str
    url: str


@dataclass(frozen=True)
class Step:
    on: date
    words: str
    detail: str
    who: str


@dataclass(frozen=True)
class OrderPage:
    row: Row
    order: Order
    item: Item
    item_sort: str
    item_url: str
    child: Case | None
    facts: list[tuple[str, str]]
    steps: list[Step]
    breaches: list[OrderBreach]
    buttons: list[Button]
    may_change: bool
    may_strike: bool


def order_page(person: User, order: Order) -> OrderPage:
    keeps = access.can(person, Permission.KEEP_RECORD)
    item = order.item.merged_into or order.item
    return OrderPage(
        row=_row(order),
        order=order,
        item=item,
        item_sort=title(item.get_kind()),
        item_url=_item_url(order.item, order_queries.items_near(person, [order.item])),
        child=order.protects,
        facts=list(_facts(order)),
        steps=_steps(order, order_queries.steps_of(order)),
        breaches=order_queries.breaches_of(order),
        buttons=[_button(order, deed) for deed in BUTTONS if keeps and order.may(deed)],
        may_change=keeps and order.may(Deed.CHANGE),
        may_strike=keeps and order.struck_at is None,
    )


def _button(order: Order, deed: Deed) -> Button:
    words, name = BUTTONS[deed]
    return Button(words, reverse(f"network:{name}", kwargs={"ref": order.ref}))


def _facts(order: Order) -> Iterable[tuple[str, str]]:
    is_cawn = order.get_kind() is OrderKind.CAWN
    care = "in care" if order.child_in_care else "not in care"
    found = (
        ("Rests on", order.basis),
        ("For a child of", f"{order.child_age}, {care}" if is_cawn else ""),
        ("Served", f"{in_words(order.served_on)}, by {order.served_by}" if order.served_on else ""),
        ("Holds from", in_words(order.since) if order.since else ""),
        ("Until", in_words(order.until) if order.until else ""),
        ("Conditions", order.conditions),
        ("Watched over by", ". ".join(filter(None, (str(order.monitor), order.monitor_words)))),
    )
    return ((label, words) for label, words in found if words)


def _steps(order: Order, steps: Iterable[OrderStep]) -> list[Step]:
    begun = Step(
        localdate(order.created_at), "Considered, and recorded here", "", f"{order.recorded_by.name}, {order.agency}"
    )
    return [begun, *(_step(one) for one in steps)]


def _step(one: OrderStep) -> Step:
    until = f" until {in_words(one.until)}" if one.until else ""
    return Step(
        one.done_on, f"{rules.STEPS[Deed(one.deed)]}{until}", one.words, f"{one.recorded_by.name}, {one.agency}"
    )
