"""Raises the wall: roles without ownership, what they may touch, and the row policies of every app.

Runs after each migration, as the owner, and may run again at any time. Each app says its part in `wall.py`:
`SQL`, statements that may be repeated, and `POLICIES`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import module_has_submodule

from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE

MAKE_ROLE = """
do $$ begin
  if not exists (select from pg_roles where rolname = '{role}') then
    create role {role} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
exception when duplicate_object or unique_violation then null;
end $$
"""
# Without INHERIT FALSE the app would hold the system's policies all the time, and see every row.
LEND_ROLES = (
    f"grant {APP_ROLE} to {{login}} with inherit true, set true",
    f"grant {SYSTEM_ROLE} to {{login}} with inherit false, set true",
)
OPEN_SCHEMAS = (
    "create schema if not exists portal",
    f"grant usage on schema public, portal to {APP_ROLE}, {SYSTEM_ROLE}",
    f"grant select, insert, update, delete on all tables in schema public to {APP_ROLE}, {SYSTEM_ROLE}",
    f"grant usage, select on all sequences in schema public to {APP_ROLE}, {SYSTEM_ROLE}",
    f"revoke insert, update, delete on django_migrations from {APP_ROLE}, {SYSTEM_ROLE}",
)
# Said once more with all functions that the apps make; afterwards an app may take one back.
OPEN_FUNCTIONS = (
    "revoke execute on all functions in schema portal from public",
    f"grant execute on all functions in schema portal to {APP_ROLE}, {SYSTEM_ROLE}",
)


@dataclass(frozen=True)
class Policy:
    """Which rows of a table a role meets, and for what."""

    table: str
    name: str
    using: str = ""
    check: str = ""
    command: str = "all"
    role: str = APP_ROLE

    def statement(self) -> str:
        using = f" using ({self.using})" if self.using else ""
        check = f" with check ({self.check})" if self.check else ""
        return f"create policy {self.name} on {self.table} for {self.command} to {self.role}{using}{check}"

    @property
    def mark(self) -> str:
        return hashlib.sha256(self.statement().encode()).hexdigest()[:16]


def behind_wall(table: str, *, read: str, write: str = "", change: str = "") -> list[Policy]:
    """The system meets every row once it says why; the app the rows that `read` allows, and writes likewise."""
    stated = "(select current_setting('portal.purpose', true)) <> ''"
    found = [
        Policy(table, "system_with_a_purpose", stated, stated, role=SYSTEM_ROLE),
        Policy(table, "seen", read, command="select"),
    ]
    if write:
        found.append(Policy(table, "added", check=write, command="insert"))
    if change:
        found.append(Policy(table, "changed", change, change, command="update"))
    return found


def declared() -> Iterable[Any]:
    """The `wall` modules of the apps, from the ground upward as they are installed."""
    for config in apps.get_app_configs():
        if config.module and module_has_submodule(config.module, "wall"):
            yield import_module(f"{config.name}.wall")


def said(name: str) -> list[Any]:
    return [one for module in declared() for one in getattr(module, name, ())]


def policies() -> list[Policy]:
    return said("POLICIES")


def make_roles() -> None:
    """Roles belong to the whole server; the owner's login makes them and lends them to the web's and workers'."""
    with connection.cursor() as cursor:
        for role in (APP_ROLE, SYSTEM_ROLE):
            cursor.execute(MAKE_ROLE.format(role=role))
        cursor.execute("select current_user::text, rolsuper from pg_roles where rolname = current_user")
        owner, is_super = cursor.fetchone()
        logins = {owner, settings.DATABASES["default"].get("USER") or owner}
        for login in logins - {owner} if is_super else logins:
            lend_roles(cursor, login)


def lend_roles(cursor: Any, login: str) -> None:
    for statement in LEND_ROLES:
        cursor.execute(statement.format(login=connection.ops.quote_name(login)))


def is_whole() -> bool:
    """On the way back to an older schema there are tables missing, and nobody to be kept out."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def raise_wall() -> None:
    """All in one transaction: there is no moment at which a table stands open."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local client_min_messages = warning")
        for statement in OPEN_SCHEMAS:
            cursor.execute(statement)
        for statement in (*said("SQL"), *OPEN_FUNCTIONS, *said("TAKEN_BACK")):
            cursor.execute(statement)
        _renew_policies(cursor, policies())


def _renew_policies(cursor: Any, wanted: list[Policy]) -> None:
    """Only what differs is touched, since each change of a policy waits for everyone who reads the table."""
    cursor.execute(
        "select c.relname, p.polname, obj_description(p.oid, 'pg_policy') from pg_policy p"
        " join pg_class c on c.oid = p.polrelid where c.relnamespace = 'public'::regnamespace"
    )
    there = {(table, name): mark for table, name, mark in cursor.fetchall()}
    for policy in wanted:
        if there.pop((policy.table, policy.name), None) == policy.mark:
            continue
        cursor.execute(f"drop policy if exists {policy.name} on {policy.table}")
        cursor.execute(policy.statement())
        cursor.execute(f"comment on policy {policy.name} on {policy.table} is '{policy.mark}'")
    for table, name in there:
        cursor.execute(f"drop policy {name} on {table}")
    for table in {policy.table for policy in wanted}:
        cursor.execute("select relrowsecurity from pg_class where oid = %s::regclass", [table])
        if not cursor.fetchone()[0]:
            cursor.execute(f"alter table {table} enable row level security")
