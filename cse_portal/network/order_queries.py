"""Questions about notices and orders that more than one page asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import OrderBy

from cse_portal.agencies import access
from cse_portal.agencies.agency_types import HEALTH, AgencyType
from cse_portal.agencies.models import Agency, User
from cse_portal.cases.child_lists import Born
from cse_portal.cases.handling import Handling, may_read
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from cse_portal.network import order_rules as rules
from cse_portal.network import queries
from cse_portal.network.models import Item, Order, OrderBreach, OrderStep
from cse_portal.network.models.orders import OrderQuerySet
from cse_portal.network.order_rules import State, Wanted

WHOLE = ("item__merged_into", "monitor", "agency", "recorded_by", "struck_by", "protects__child")
POLICE = frozenset({AgencyType.POLICE_CSE, AgencyType.POLICE_MISSING, AgencyType.POLICE_OTHER})


def near(person: User) -> OrderQuerySet:
    """On what stands near the person, for a child whose case they see, and those their agency recorded or monitors."""
    found = Order.objects.visible_to(person)
    if queries.sees_whole(person):
        return found
    own = access.reader(person).agencies
    reached = Q(item__in=queries.near(person).values("pk"))
    return found.filter(Q(agency__in=own) | Q(monitor__in=own) | reached | access.sees_case(person, "protects"))


def order_by_ref(person: User, ref: str) -> Order | None:
    """Of the child that it protects nothing is there for whoever does not see the case."""
    return near(person).filter(ref=ref).select_related(*WHOLE).first()


def sees_order(person: User, ref: str) -> bool:
    """Asked about drafts of an order, each time."""
    return near(person).filter(ref=ref).exists()


def breach_by_ref(person: User, ref: str) -> OrderBreach | None:
    return OrderBreach.objects.filter(ref=ref, order__in=near(person).values("pk")).first()


def sees_breach(person: User, ref: str) -> bool:
    return breach_by_ref(person, ref) is not None


def whose_order(ref: str) -> Order | None:
    """For the trail alone: of an order, or of one of its breaches."""
    with wall.as_system("say in the trail which record was refused"):
        breach = OrderBreach.objects.filter(ref=ref).select_related("order").first()
        return breach.order if breach else Order.objects.filter(ref=ref).first()


def steps_of(order: Order) -> list[OrderStep]:
    return list(OrderStep.objects.filter(order=order).select_related("recorded_by", "agency"))


def breaches_of(order: Order) -> list[OrderBreach]:
    return list(OrderBreach.objects.filter(order=order).select_related("recorded_by", "agency"))


def items_near(person: User, items: Collection[Item]) -> set[int]:
    """Whose own pages the person may open, by the number they are kept under."""
    kept = {item.kept_id for item in items}
    return set(queries.near(person).filter(pk__in=kept).values_list("pk", flat=True)) if kept else set()


def on_item(person: User, item: Item) -> list[Order]:
    """With those that were recorded on what became part of it; what goes on first."""
    there = Q(item=item.kept_id) | Q(item__merged_into=item.kept_id)
    found = Order.objects.visible_to(person).filter(there).select_related("monitor", "protects__child")
    return list(_counted(found).order_by(F("until").desc(nulls_first=True), "-pk"))


def register(person: User, wanted: Wanted) -> QuerySet[Order]:
    """Those that were struck through stand on the page of whoever they were recorded on, and not here."""
    found = near(person).held()
    if wanted.kind:
        found = found.filter(kind=wanted.kind.value)
    if wanted.state:
        found = found.filter(state=wanted.state.value)
    if wanted.is_ending:
        found = found.filter(**_ending(clock.today()))
    order = [
        OrderBy(F(name), descending=turned, nulls_last=True if name.endswith(("until", "_on")) else None)
        for name, turned in rules.ordering(wanted.sort)
    ]
    return _counted(found.select_related(*WHOLE)).order_by(*order)


def _counted(found: QuerySet[Order]) -> QuerySet[Order]:
    return found.annotate(breaches=Count("orderbreach_set"))


def _ending(on: date) -> dict[str, object]:
    return {"state": State.SERVED.value, "until__lte": on + timedelta(days=rules.MONTH_DAYS)}


def number_ending(person: User) -> int:
    return near(person).held().filter(**_ending(clock.today())).count()


def to_remind_of() -> QuerySet[Order]:
    return Order.objects.held().filter(**_ending(clock.today())).order_by("pk")


def by_refs(person: User, refs: Collection[str]) -> list[Order]:
    """For a file, in the order of the ends."""
    found = _to_copy(near(person).filter(ref__in=list(refs)))
    return list(_counted(found.select_related(*WHOLE)).order_by(F("until").asc(nulls_last=True), "pk"))


def refs_to_copy(person: User, wanted: Wanted) -> list[str]:
    return list(_to_copy(register(person, wanted)).values_list("ref", flat=True))


def _to_copy(found: QuerySet[Order]) -> QuerySet[Order]:
    """What is covert goes into no file."""
    covert = Handling.COVERT.value
    return found.exclude(handling=covert).exclude(item__handling=covert)


def case_to_protect(person: User, ref: str) -> Case | None:
    return Case.objects.visible_to(person).filter(ref=ref).select_related("child").first()


def case_of(order: Order) -> Case | None:
    """For the chronology and the rules alone, whether or not whoever acts sees it."""
    if order.protects_id is None:
        return None
    with wall.as_system("write what became of an order into the case of the child it protects"):
        return Case.objects.select_related("child").get(pk=order.protects_id)


def birthday_of(case: Case | None) -> date | None:
    """Where it is known for certain."""
    child = case.child if case else None
    return child.born_on if child and child.born_is == Born.KNOWN else None


def may_monitor(agency: Agency, mark: Handling, *, wrote: int, named: Sequence[int]) -> bool:
    """Nobody watches over what they may not read."""
    return may_read(
        mark,
        wrote=wrote,
        named=frozenset(named),
        agencies=frozenset({agency.pk}),
        covert=agency.kind in POLICE,
        health=agency.kind in HEALTH,
    )
