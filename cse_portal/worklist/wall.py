"""The database's own answer to whose work is whose: an item is met by whom it is addressed to, and by who runs it."""

from __future__ import annotations

from collections.abc import Iterable

from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.agencies.wall import listed
from cse_portal.core.hardening import behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE
from cse_portal.worklist.kinds import PEOPLE


def runs_agencies() -> Iterable[Role]:
    return (role for role in Role if Permission.AGENCY_WORK in MAY[role])


RUNS = listed(runs_agencies())

# My work is one list of all the posts that somebody holds, whichever hat they wear just now.
POSTS = """
create or replace function portal.posts() returns table (id bigint, role text, agency_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select id, role, agency_id from portal.hats_of(portal.person(), null, portal.now())
$$
"""
WORKS_IN = """
create or replace function portal.works_in() returns bigint[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(distinct agency_id), '{}') from portal.posts()
$$
"""
WORK_RUN = f"""
create or replace function portal.runs_work_of() returns bigint[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(distinct agency_id), '{{}}') from portal.posts() where role = any({RUNS})
$$
"""  # noqa: S608 - the roles are our own
AWAY = """
create or replace function portal.away() returns table (user_id bigint, role text, agency_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.user_id, m.role::text, m.agency_id
  from portal.posts() post cross join lateral portal.stands_in_for(post.id, portal.now()) absent
  join agencies_membership m on m.id = absent
$$
"""
# Of a case that is restricted, what is addressed to somebody is theirs, and theirs who see the case. Plans of
# a procedural function are kept, which counts here: it is asked once for each row of somebody else's.
OPEN_TO_OTHERS = """
create or replace function portal.work_is_open_to_others(source text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  restricted bigint := (select id from cases_case where ref = source and is_restricted);
begin
  return restricted is null or exists (
    select from cases_casegrant g
    where g.case_id = restricted and g.principal = any (portal.principals()) and g.valid_from <= portal.now()
      and (g.valid_until is null or g.valid_until > portal.now()));
end $$
"""
# The same for somebody else, who is about to be told.
MAY_BE_TOLD = """
create or replace function portal.may_be_told(of_case text, of_person bigint, at timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (select from cases_case where ref = of_case and is_restricted) or exists (
    select from cases_casegrant g join cases_case c on c.id = g.case_id
    where c.ref = of_case and g.principal = any (portal.principals_of(of_person, null, at)) and g.valid_from <= at
      and (g.valid_until is null or g.valid_until > at))
$$
"""
RESTRICTED = """
create or replace function portal.restricted_among(refs text[]) returns text[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(ref::text), '{}') from cases_case where ref = any(refs) and is_restricted
$$
"""
IS_OPEN = "(person_id is null or case_ref = '' or portal.work_is_open_to_others(case_ref))"

# Mine where I still work, and what I had or closed; what comes to my role; of those I stand in for; and all of an
# agency whose work I run. Keeping people is no work that a delegate does.
MET = f"""
(person_id = (select portal.person())
   and (closed_at is not null or agency_id = any ((select portal.works_in())::bigint[])))
or closed_by_id = (select portal.person())
or (person_id is null and (agency_id, role) in (select post.agency_id, post.role from portal.posts() post))
or (agency_id = any ((select portal.runs_work_of())::bigint[]) and {IS_OPEN})
or (person_id is not null and {IS_OPEN}
   and (person_id, agency_id) in (select away.user_id, away.agency_id from portal.away() away))
or (person_id is null and kind <> '{PEOPLE.code}' and (agency_id, role) in (
     select away.agency_id, away.role from portal.away() away
     union all select away.agency_id, '' from portal.away() away where away.role = any({RUNS})))
"""  # noqa: S608 - our own words

# Items are opened and closed by deeds that have been checked; nobody writes them in their own name.
POLICIES = behind_wall("worklist_dueitem", read=MET)
SQL = (
    POSTS,
    WORKS_IN,
    WORK_RUN,
    AWAY,
    OPEN_TO_OTHERS,
    MAY_BE_TOLD,
    RESTRICTED,
    f"revoke insert, update on worklist_dueitem from {APP_ROLE}",
    f"revoke delete on worklist_dueitem from {APP_ROLE}, {SYSTEM_ROLE}",
)
