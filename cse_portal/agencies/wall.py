"""The database's own answer to who acts and for whom: written from the table of roles, so that there is one truth."""

from __future__ import annotations

from collections.abc import Iterable

from cse_portal.agencies.agency_types import HEALTH
from cse_portal.agencies.sight import IN_PERSON, READS_COVERT, READS_PLACES, Sight, roles_with


def listed(codes: Iterable[str]) -> str:
    return "array[" + ", ".join(f"'{code}'" for code in sorted(codes)) + "]::text[]"


# The instant: the server's own, but for tests that freeze the clock.
NOW = """
create or replace function portal.now() returns timestamptz language sql stable
set search_path = pg_catalog as $$
  select coalesce(nullif(current_setting('portal.now', true), '')::timestamptz, statement_timestamp())
$$
"""

PERSON = """
create or replace function portal.person() returns bigint language sql stable
set search_path = pg_catalog as $$
  select nullif(current_setting('portal.person', true), '')::bigint
$$
"""

# Live today in London, of people who are not switched off; one hat when one is worn, else all.
HATS = """
create or replace function portal.hats_of(of_person bigint, worn bigint, at timestamptz)
returns table (id bigint, role text, agency_id bigint, partnership_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.id, m.role::text, m.agency_id, a.partnership_id
  from agencies_membership m
  join agencies_user u on u.id = m.user_id and u.is_active and u.locked_unused_at is null
  join agencies_agency a on a.id = m.agency_id
  cross join lateral (select (at at time zone 'Europe/London')::date as day) today
  where m.user_id = of_person and (worn is null or m.id = worn) and m.suspended_at is null
    and m.starts_on <= day and (m.ends_on is null or m.ends_on > day or (m.ends_on = day and m.stopped_at is null))
$$
"""

# Whose work a hat does while they are away: the work they are named on, never what their role oversees.
STANDS_IN = """
create or replace function portal.stands_in_for(hat bigint, at timestamptz) returns setof bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select away.id
  from agencies_delegation d
  join agencies_membership m on m.id = d.membership_id
  cross join lateral portal.hats_of(m.user_id, m.id, at) away
  cross join lateral (select (at at time zone 'Europe/London')::date as day) today
  where d.delegate_id = hat and d.ended_at is null and d.starts_on <= day and d.ends_on >= day
$$
"""

# An agency's teams, their teams and so on; a circle, which the portal refuses, would only end.
BELOW = """
create or replace function portal.agencies_below(top bigint) returns setof bigint
language sql stable rows 10 security definer set search_path = pg_catalog, public as $$
  with recursive below as (
    select id from agencies_agency where parent_id = top
    union
    select team.id from agencies_agency team join below on team.parent_id = below.id
  )
  select id from below
$$
"""

# Whoever a grant may be addressed to: a hat (its number, negative; with a step down where it is meant in person, as on
# restricted cases, so that nobody who stands in for it is) or a group.
PRINCIPALS = f"""
create or replace function portal.principals_of(of_person bigint, worn bigint, at timestamptz)
returns bigint[] language sql stable security definer set search_path = pg_catalog, public as $$
  with hats as (select * from portal.hats_of(of_person, worn, at))
  select coalesce(array_agg(distinct principal), '{{}}') from (
    select own.principal from hats h cross join lateral (values (-h.id), (-h.id - {IN_PERSON})) own(principal)
      where h.role = any({listed(roles_with(Sight.NAMED))})
    union all
    select -away from hats h cross join lateral portal.stands_in_for(h.id, at) away
      where h.role = any({listed(roles_with(Sight.NAMED))})
    union all
    select g.group_id from hats h join agencies_accessgroup g on g.agency_id = h.agency_id
      where h.role = any({listed(roles_with(Sight.AGENCY))})
    union all
    select g.group_id from hats h cross join lateral portal.agencies_below(h.agency_id) team
      join agencies_accessgroup g on g.agency_id = team
      where h.role = any({listed(roles_with(Sight.SERVICE))})
    union all
    select g.group_id from hats h join agencies_accessgroup g
      on g.partnership_id = h.partnership_id and g.sight = 'cse'
      where h.role = any({listed(roles_with(Sight.CSE))})
    union all
    select g.group_id from hats h join agencies_accessgroup g
      on g.partnership_id = h.partnership_id and g.sight = 'mase'
      where h.role = any({listed(roles_with(Sight.MASE))})
  ) found
$$
"""  # noqa: S608 - the roles are our own

CURRENT_HATS = """
create or replace function portal.hats() returns table (id bigint, role text, agency_id bigint, partnership_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select * from portal.hats_of(
    portal.person(), nullif(current_setting('portal.hat', true), '')::bigint, portal.now())
$$
"""

CURRENT_PRINCIPALS = """
create or replace function portal.principals() returns bigint[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select portal.principals_of(
    portal.person(), nullif(current_setting('portal.hat', true), '')::bigint, portal.now())
$$
"""

AGENCIES = """
create or replace function portal.agencies() returns bigint[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(distinct agency_id), '{}') from portal.hats()
$$
"""

COVERT = f"""
create or replace function portal.reads_covert() returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from portal.hats() where role = any({listed(READS_COVERT)}))
$$
"""  # noqa: S608 - as above

PLACES = f"""
create or replace function portal.reads_places() returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from portal.hats() where role = any({listed(READS_PLACES)}))
$$
"""  # noqa: S608 - as above

HEALTH_MARK = f"""
create or replace function portal.reads_health() returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select from portal.hats() hat join agencies_agency a on a.id = hat.agency_id where a.kind = any({listed(HEALTH)}))
$$
"""  # noqa: S608 - as above

SQL = (
    NOW,
    PERSON,
    HATS,
    STANDS_IN,
    BELOW,
    PRINCIPALS,
    CURRENT_HATS,
    CURRENT_PRINCIPALS,
    AGENCIES,
    COVERT,
    PLACES,
    HEALTH_MARK,
)
