"""The database's own judgement of support for young people who harm: for those named, and who answers for it."""

from __future__ import annotations

from cse_portal.agencies.wall import listed
from cse_portal.cases.policies import of_history
from cse_portal.core.hardening import Policy, behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE
from cse_portal.network.support_rules import ANSWERS_FOR

ANSWERS = f"""
create or replace function portal.answers_for_support() returns bigint[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(distinct partnership_id), '{{}}')
  from portal.hats() where role = any({listed(ANSWERS_FOR)})
$$
"""  # noqa: S608 - the roles are our own
HATS = """
create or replace function portal.hat_numbers() returns bigint[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(id), '{}') from portal.hats()
$$
"""
READ = """
(recorded_by_id = (select portal.person()) or named && (select portal.hat_numbers())::bigint[]
 or partnership_id = any ((select portal.answers_for_support())::bigint[]))
and exists (select from network_item i where i.id = network_harmsupport.item_id)
"""


def policies_of(mine: str) -> list[Policy]:
    return [
        *behind_wall("network_harmsupport", read=READ, write=f"{READ} and {mine}", change=READ),
        *of_history("network_harmsupporthistory", of="network_harmsupport"),
    ]


SQL = (ANSWERS, HATS, f"revoke delete on network_harmsupport from {APP_ROLE}, {SYSTEM_ROLE}")
