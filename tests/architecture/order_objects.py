"""Notices and orders, for the tables of pages: who gets what, and how long the pages grow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission, Role
from cse_portal.core import clock, wall
from cse_portal.network.models import HarmSupport, Item, Order, OrderBreach, OrderStep, Submission
from tests.architecture.answers import SIGN_IN, Row, may_do, only
from tests.architecture.network_objects import SEES, _status, an_item, of_case
from tests.architecture.network_objects import WHOLE as LOOKS_ACROSS
from tests.factories import agency_of


def of_order(permission: Permission, of: str, *names: str) -> list[Row]:
    """One that the agency monitors, or somebody recorded: of others those meet it who look across all."""
    near = {role: _status(role, permission, role in may_do(Permission.SEE_NETWORK)) for role in SEES}
    far = {role: _status(role, permission, role in LOOKS_ACROSS) for role in SEES}
    own_agency = near if of.startswith("order") else far  # which monitors the order
    return [Row(f"network:{name}", SIGN_IN, near, own_agency, far, of=of) for name in names]


def of_support(permission: Permission, *names: str) -> list[Row]:
    """Recorded by somebody, about a person around no case: of others practice leads, who look across all, meet it."""
    near = {role: _status(role, permission, role in may_do(Permission.SEE_NETWORK)) for role in SEES}
    far = {role: _status(role, permission, role is Role.SSPL) for role in SEES}
    return [Row(f"network:{name}", SIGN_IN, near, far, far, of="support") for name in names]


KEEP = Permission.KEEP_RECORD
ROWS: tuple[Row, ...] = (
    Row("network:orders", SIGN_IN, SEES),
    # there is no order to copy: whoever may is led back to the register
    Row("network:orders_csv", SIGN_IN, only(*may_do(Permission.EXPORT_LISTS), status=302)),
    *of_order(KEEP, "item", "add_order", "tell_lado", "submit_of_item"),
    *of_case(KEEP, "case", "submit_of_case"),
    *of_order(KEEP, "submission", "change_submission", "strike_submission"),
    *of_order(KEEP, "item", "add_support"),
    *of_support(Permission.SEE_NETWORK, "support"),
    *of_support(KEEP, "change_support", "strike_support"),
    *of_order(Permission.SEE_NETWORK, "order", "order"),
    *of_order(KEEP, "order", "change_order", "apply_for_order", "serve_order", "refuse_order", "strike_order"),
    *of_order(KEEP, "order_served", "renew_order", "end_order", "add_breach"),
    *of_order(KEEP, "order_breach", "change_breach"),
)


def an_order(person: User, item: Item | None = None, **more: Any) -> Order:
    about, agency = item or an_item(person), agency_of(person)
    said = {"kind": "sexual_risk", "basis": "Sexual Offences Act 2003, s122A", "handling": "network", **more}
    with wall.as_system("set up a test"):
        return Order.objects.create(
            item=about, partnership=agency.partnership, agency=agency, monitor=agency, recorded_by=person, **said
        )


def a_served_order(person: User) -> Order:
    until = clock.today() + timedelta(days=20)
    return an_order(person, state="served", served_on=clock.today(), served_by="PC Orla Finch", until=until)


def order(person: User) -> dict[str, str]:
    return {"ref": an_order(person).ref}


def order_served(person: User) -> dict[str, str]:
    return {"ref": a_served_order(person).ref}


def a_breach(person: User, of: Order) -> OrderBreach:
    said = {"happened_on": clock.today(), "words": "Seen with the child"}
    with wall.as_system("set up a test"):
        return OrderBreach.objects.create(order=of, agency=agency_of(person), recorded_by=person, **said)


def order_breach(person: User) -> dict[str, str]:
    return {"ref": a_breach(person, a_served_order(person)).ref}


def orders(person: User, number: int) -> None:
    for _ in range(number):
        a_breach(person, a_served_order(person))


def parts(person: User, number: int) -> None:
    with wall.as_system("set up a test"):
        made = Order.objects.order_by("-pk").filter(agency=agency_of(person))[0]
    for _ in range(number):
        a_breach(person, made)
        with wall.as_system("set up a test"):
            of: dict[str, Any] = {"order": made, "agency": made.agency, "recorded_by": person}
            OrderStep.objects.create(**of, deed="renew", done_on=clock.today())


def submission(person: User) -> dict[str, str]:
    about = an_item(person)
    said = {"sent_on": clock.today(), "sent_by": "Priya Nair", "handling": "network"}
    of: dict[str, Any] = {"partnership": about.partnership, "agency": about.agency, "recorded_by": person}
    with wall.as_system("set up a test"):
        return {"ref": Submission.objects.create(item=about, **of, **said).ref}


def support(person: User) -> dict[str, str]:
    about = an_item(person)
    said = {"need": "A room", "service": "Safe Harbour", "offer": "offered", "since": clock.today()}
    of: dict[str, Any] = {"partnership": about.partnership, "agency": about.agency, "recorded_by": person}
    with wall.as_system("set up a test"):
        return {"ref": HarmSupport.objects.create(item=about, **of, **said).ref}


MAKERS = {
    "support": support,
    "submission": submission,
    "order": order,
    "order_served": order_served,
    "order_breach": order_breach,
}
FILLERS = {"network:orders": orders, "network:order": parts}
