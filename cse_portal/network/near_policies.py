"""How near an item stands to whoever asks: the one rule by which the portal and the database let somebody read it.

It is near who looks across the whole network, but for what stands at restricted cases alone; else within three steps
of a case one sees, going along links one reads; else where one's agency monitors an order on it, or one recorded it
just now.
"""

from __future__ import annotations

from cse_portal.agencies.agency_types import HEALTH
from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.agencies.sight import READS_COVERT
from cse_portal.agencies.wall import listed

STEPS = 3
MOST_LISTS = 6
MOST_LOOKED_AT = 200
SEES_SOME = [role for role in Role if Permission.SEE_NETWORK in MAY[role]]
SEES_WHOLE = [role for role in Role if Permission.SEE_WHOLE_NETWORK in MAY[role]]
# Who asks is said by whoever calls, as for the lists of cases. What the marks and the steps ask of them is worked out
# once a statement, and not for each row.
WHO = "of_person bigint, worn bigint, at timestamptz"
ASKED = f"""
create or replace function portal.network_asked({WHO}) returns jsonb
language sql stable security definer set search_path = pg_catalog, public as $$
  select jsonb_build_object(
    'person', of_person,
    'mine', coalesce(jsonb_agg(h.agency_id) filter (where h.agency_id is not null), '[]'),
    'whole', coalesce(jsonb_agg(h.partnership_id) filter (where h.role = any({listed(SEES_WHOLE)})), '[]'),
    'health', coalesce(bool_or(a.kind = any({listed(HEALTH)})), false),
    'covert', coalesce(bool_or(h.role = any({listed(READS_COVERT)})), false),
    'sees', coalesce(bool_or(h.role = any({listed(SEES_SOME)})), false),
    'whom', to_jsonb(portal.principals_of(of_person, worn, at)))
  from portal.hats_of(of_person, worn, at) h join agencies_agency a on a.id = h.agency_id
$$
"""  # noqa: S608 - the roles are our own
READER = """
  mine bigint[] := array(select jsonb_array_elements_text(asked -> 'mine')::bigint);
  whom bigint[] := array(select jsonb_array_elements_text(asked -> 'whom')::bigint);
  health boolean := (asked ->> 'health')::boolean;
  covert boolean := (asked ->> 'covert')::boolean;
"""
FIRST = "  asked jsonb := portal.network_asked(of_person, worn, at);\n" + READER
READ = """
({row}.handling = 'network'
 or ({row}.handling in ('own_agency', 'named_agencies', 'health') and {row}.agency_id = any (mine))
 or ({row}.handling = 'named_agencies' and {row}.named_agencies && mine)
 or ({row}.handling = 'health' and health) or ({row}.handling = 'covert' and covert))
"""
LIVE = "g.valid_from <= at and (g.valid_until is null or g.valid_until > at)"
# Of an item and what became part of it: the links between items, and those with a child; also those that were struck
# through, since whoever read them goes on reading why.
BESIDE = f"""
cross join lateral (
  select l.end_item_id as item from network_link l
  where l.start_item_id = part.id and l.end_item_id is not null and {READ.format(row="l")}
  union all
  select l.start_item_id from network_link l
  where l.end_item_id = part.id and l.start_item_id is not null and {READ.format(row="l")}
) beside
join network_item other on other.id = beside.item
"""  # noqa: S608 - our own words
AT_CASES = """
cross join lateral (
  select l.start_case_id as case_id, l.* from network_link l
  where l.end_item_id = part.id and l.start_case_id is not null
  union all
  select l.end_case_id, l.* from network_link l
  where l.start_item_id = part.id and l.end_case_id is not null
) l
"""
# Each by its index: joined by “or”, every item there is would be looked through for each step.
PARTS = """
cross join lateral (select {of} as id union all select id from network_item where merged_into_id = {of}) part
"""
# Dear, as the planner is told: rows are chosen by all else first, and it is asked of those few. Planned once.
NEAR = f"""
create or replace function portal.near_item(of_item bigint, asked jsonb, at timestamptz) returns boolean
language plpgsql stable security definer cost 10000
set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan as $$
declare
  kept bigint;
  there bigint;
  author bigint;
{READER}
begin
  select coalesce(merged_into_id, id), partnership_id, recorded_by_id into kept, there, author
  from network_item where id = of_item;
  if asked -> 'whole' @> to_jsonb(there) and (
    exists (select from network_item part {AT_CASES} join cases_case c on c.id = l.case_id and not c.is_restricted
            where part.id = kept or part.merged_into_id = kept)
    or not exists (select from network_item part {AT_CASES} where part.id = kept or part.merged_into_id = kept)) then
    return true;
  end if;
  if (asked ->> 'sees')::boolean and author = (asked ->> 'person')::bigint and not portal.is_linked(of_item) then
    return true;
  end if;
  if (asked ->> 'sees')::boolean and exists (
             select from network_order o join network_item part on part.id = o.item_id
             where (part.id = kept or part.merged_into_id = kept) and o.struck_at is null
               and o.monitor_id = any (mine)) then
    return true;
  end if;
  return exists (
    with recursive reached(id, step) as (
      select kept, 1
      union
      select coalesce(other.merged_into_id, other.id), r.step + 1
      from reached r {PARTS.format(of="r.id")} {BESIDE} where r.step < {STEPS}
    )
    select from reached r {PARTS.format(of="r.id")} {AT_CASES}
    join cases_casegrant g on g.case_id = l.case_id and g.principal = any (whom) and {LIVE}
    where {READ.format(row="l")} limit 1);
end $$
"""  # noqa: S608 - our own words
LINKED = """
create or replace function portal.is_linked(of_item bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from network_link where start_item_id = of_item)
      or exists (select from network_link where end_item_id = of_item)
$$
"""
# From the cases that somebody sees outward, for lists: policies judge each of these once more.
REACHED = f"""
create or replace function portal.reached_items({WHO}) returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
{FIRST}
begin
  return query
  with recursive reached(id, step) as (
    select distinct coalesce(i.merged_into_id, i.id), 1
    from (select distinct g.case_id as id from cases_casegrant g where g.principal = any (whom) and {LIVE}) seen
    cross join lateral (
      select l.end_item_id as item from network_link l
      where l.start_case_id = seen.id and l.end_item_id is not null and l.struck_at is null and {READ.format(row="l")}
      union all
      select l.start_item_id from network_link l
      where l.end_case_id = seen.id and l.start_item_id is not null and l.struck_at is null and {READ.format(row="l")}
    ) l join network_item i on i.id = l.item
    union
    select coalesce(other.merged_into_id, other.id), r.step + 1
    from reached r {PARTS.format(of="r.id")} {BESIDE} where r.step < {STEPS}
  )
  select distinct id from reached;
end $$
"""  # noqa: S608 - our own words
# By keys, which row by row under the policies would not use their index; only what is near and read is told.
LISTS = " and ".join(
    f"i.keys && array(select jsonb_array_elements_text(coalesce(lists -> {place}, lists -> 0)))::varchar[]"
    for place in range(MOST_LISTS)
)
FIND = f"""
create or replace function portal.find_items(lists jsonb, same_as text[], of_kinds text[], most integer, {WHO})
returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
{FIRST}
begin
  return query
  select found.id from (
    select i.id, i.label, i.handling, i.agency_id, i.named_agencies from network_item i
    where i.merged_into_id is null and i.struck_at is null
      and (cardinality(of_kinds) = 0 or i.kind = any (of_kinds))
      and (lists is null or ({LISTS})) and (same_as is null or i.same && same_as::varchar[])
    limit {MOST_LOOKED_AT} offset 0
  ) found
  where {READ.format(row="found")} and portal.near_item(found.id, asked, at)
  order by found.label, found.id limit most;
end $$
"""  # noqa: S608 - our own words
SQL = (ASKED, LINKED, NEAR, REACHED, FIND)
