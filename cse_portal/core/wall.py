"""Who acts, as Postgres is told it: each transaction states a person or the system with its purpose.

Postgres' own rows then decide what that transaction sees; one that states nobody sees no case.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from psycopg2.extensions import TRANSACTION_STATUS_INERROR

from cse_portal.core.request_id import current_request_id

AS_OWNER = "AS_OWNER"
APP_ROLE, SYSTEM_ROLE = "portal_app", "portal_system"
STATE = (
    "select set_config('portal.person', %s, true), set_config('portal.hat', %s, true),"
    " set_config('portal.purpose', %s, true), set_config('portal.case', %s, true), set_config('portal.now', %s, true),"
    " set_config('pghistory.context_metadata', %s, true), set_config('role', %s, true)"
)


@dataclass(frozen=True)
class Principal:
    """A person, in one of their hats or in all of them; or the system; or, by default, nobody.

    `case` is the reference of the one they have in hand: if they see it, they meet its lines in the trail.
    """

    person: int | None = None
    hat: int | None = None
    purpose: str = ""
    case: str = ""

    def __post_init__(self) -> None:
        if self.person is not None and self.purpose:
            raise ValueError("Either a person acts or the system does, never both")

    @property
    def is_nobody(self) -> bool:
        return self.person is None and not self.purpose


NOBODY = Principal()
_role: ContextVar[str] = ContextVar("role", default=APP_ROLE)
_stated: ContextVar[Principal] = ContextVar("principal", default=NOBODY)
# Tests freeze the clock of Python; Postgres is told the frozen instant. Nothing else ever fills this.
told_instant: list[Callable[[], str]] = []


def current() -> Principal:
    return _stated.get()


def state(db: Any) -> None:
    """Tell the transaction that is open on this connection; it forgets by itself at its end."""
    if is_owner(db):
        return
    who = _stated.get()
    now = told_instant[0]() if told_instant else ""
    values = (
        "" if who.person is None else str(who.person),
        "" if who.hat is None else str(who.hat),
        who.purpose,
        who.case,
        now,
        _for_history(who),
        SYSTEM_ROLE if who.purpose and _role.get() == APP_ROLE else _role.get(),
    )
    with db.connection.cursor() as cursor:  # the driver's own: Django's would begin another transaction
        cursor.execute(STATE, values)


def _for_history(who: Principal) -> str:
    """What the triggers write beside each changed row; pghistory's own way would go before every statement."""
    said = {"person": who.person, "hat": who.hat, "purpose": who.purpose, "request": current_request_id()}
    return json.dumps({name: value for name, value in said.items() if value})


@contextmanager
def stated(principal: Principal) -> Iterator[None]:
    """Everything inside acts for this principal, in transactions begun here or before."""
    token = _stated.set(principal)
    try:
        _restate()
        with connection.execute_wrapper(_in_a_transaction):
            yield
    finally:
        _stated.reset(token)
        _restate()


def _in_a_transaction(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """A lone statement would state nobody, and find nothing in silence: it gets a transaction of its own."""
    if context["connection"].in_atomic_block or _stated.get().is_nobody:
        return execute(sql, params, many, context)
    with transaction.atomic(using=context["connection"].alias):
        return execute(sql, params, many, context)


def _restate() -> None:
    if connection.connection is None or connection.connection.closed or not connection.in_atomic_block:
        return
    if connection.connection.get_transaction_status() != TRANSACTION_STATUS_INERROR:
        state(connection)


def as_system(purpose: str) -> Any:
    """For deeds of the portal itself: reads past the grants, under a purpose that is stated."""
    if not purpose.strip():
        raise ValueError("The system must say why it acts")
    return stated(Principal(purpose=purpose))


@contextmanager
def with_case(ref: str) -> Iterator[None]:
    """Whoever acts takes this case in hand, to read its trail; whether they see it, the database asks."""
    with stated(replace(_stated.get(), case=ref)):
        yield


@contextmanager
def as_owner() -> Iterator[None]:
    """For migrations and copies of the whole: the connection that owns the tables and stands outside the wall."""
    before = connection.settings_dict
    if is_owner(connection):
        yield
        return
    if connection.in_atomic_block:
        with _owner_of_this_transaction():
            yield
        return
    connection.close()
    connection.settings_dict = {**before, **settings.DATABASE_OWNER, AS_OWNER: True}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = before


@contextmanager
def _owner_of_this_transaction() -> Iterator[None]:
    """Where a transaction is open already it puts off the app's role; only an owner's login can."""
    token = _role.set("none")
    try:
        state(connection)
        yield
    finally:
        _role.reset(token)
        _restate()


def is_owner(db: Any) -> bool:
    return bool(db.settings_dict.get(AS_OWNER))
