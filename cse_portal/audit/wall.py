"""What the portal's database roles may do with the audit trail; the hardening after each migration applies it."""

from __future__ import annotations

from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE

# What record() says. Everything else in an event is the database's own to say.
CONTENT_COLUMNS: tuple[str, ...] = (
    *("sort", "kind", "actor_kind", "actor_id", "actor_ref"),
    *("hat_ref", "hat_role", "hat_agency_ref", "hat_agency", "purpose"),
    *("object_kind", "object_ref", "case_ref", "child_ref", "detail", "reason"),
    *("request_id", "ip", "session_ref"),
)

_ROLES = f"{APP_ROLE}, {SYSTEM_ROLE}"
# pgtrigger makes functions that run as whoever changes the row, and that a setting switches off: neither may be.
# Said here and in the migrations that make them, so that there is no moment at which a change fails or goes unseen.
HISTORY_IS_KEPT = """
create or replace function public._pgtrigger_should_ignore(trigger_name name) returns boolean
language sql immutable set search_path = pg_catalog as 'select false';
do $$
declare one regprocedure;
begin
  for one in
    select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname like 'pgtrigger\\_%'
  loop
    execute format('alter function %s security definer set search_path = pg_catalog, public, pg_temp', one);
    execute format('revoke all on function %s from public', one);
  end loop;
end $$
"""


# The tables of changes take lines from their triggers only, and give none up.
HISTORY_IS_APPEND_ONLY = f"""
do $$
declare one regclass;
begin
  for one in
    select c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'pgh_tx'
  loop
    execute format('revoke insert, update, delete on %s from {_ROLES}', one);
    execute format('create or replace trigger history_append_only before update or delete or truncate on %s'
      ' for each statement execute function public.audit_append_only()', one);
  end loop;
end $$
"""  # noqa: S608 - names of our own roles

# Nobody who writes the trail may change it; anchors and checks are added, never altered.
SQL = (
    HISTORY_IS_KEPT,
    HISTORY_IS_APPEND_ONLY,
    f"revoke all on pghistory_context from {_ROLES}",  # stays empty: each line carries its own
    f"revoke insert, update, delete on audit_auditevent, audit_auditseal, audit_audithead from {_ROLES}",
    f"grant insert ({', '.join(CONTENT_COLUMNS)}) on audit_auditevent to {_ROLES}",
    f"revoke update, delete on audit_auditanchor, audit_auditcheck from {_ROLES}",
)
