"""The database's own judgement of the chronology, and how it is gone through at any length.

A long chronology is asked of functions that judge once who asks, and then each row's mark: the same rules as the
policies, which would judge the whole case anew for each row.
"""

from __future__ import annotations

from cse_portal.agencies.reasons import Reason
from cse_portal.cases.policies import LOOKS_ONLY, MARK, of_case, of_history
from cse_portal.core.hardening import behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE

THE_CASE = "(select e.case_id from cases_entry e where e.id = {table}.entry_id)"
ENTRY = "exists (select from cases_entry e where e.id = {table}.entry_id)"
PART = f"{ENTRY} and {MARK}".replace("THE_CASE", THE_CASE).replace("{table}", "cases_entrypart")
WRITABLE = (
    "exists (select from cases_entry e join cases_casegrant g on g.case_id = e.case_id"
    f" where e.id = cases_entrypart.entry_id and g.reason not in ({LOOKS_ONLY}))"
)
PART_THEN = MARK.replace("THE_CASE", THE_CASE).replace("{table}", "cases_entryparthistory")

POLICIES = [
    *of_case("cases_entry", mark=MARK),
    *of_history("cases_entryhistory", of="cases_entry", mark=MARK),
    *behind_wall("cases_entrypart", read=PART, write=f"{PART} and {WRITABLE}", change=f"{PART} and {WRITABLE}"),
    *of_history("cases_entryparthistory", of="cases_entrypart", mark=PART_THEN),
]

# What the reader is asked once: whose agency's they read, and whether health's and the police's own.
READS = """
  mine bigint[] := portal.agencies();
  reads_health boolean := portal.reads_health();
  reads_covert boolean := portal.reads_covert();
  is_purpose boolean := coalesce(current_setting('portal.purpose', true), '') <> '';
  why text[];
begin
  why := array(select g.reason from cases_casegrant g where g.case_id = of_case
    and g.principal = any (portal.principals()) and g.valid_from <= portal.now()
    and (g.valid_until is null or g.valid_until > portal.now()));
  if cardinality(why) = 0 and not is_purpose then
    return;
  end if;
"""
READABLE = f"""
(is_purpose or handling = 'network'
 or (handling in ('own_agency', 'named_agencies', 'health') and agency_id = any (mine))
 or (handling = 'named_agencies' and named_agencies && mine)
 or (handling = 'health' and reads_health)
 or (handling = 'covert' and reads_covert and not why <@ array['{Reason.EMERGENCY}'::text]))
"""
# Each is left out where nobody asked for it.
WANTED = """
(not (f ? 'significant') or is_significant)
and (not (f ? 'kinds') or kind in (select jsonb_array_elements_text(f -> 'kinds')))
and (not (f ? 'agency') or agency_id = (f ->> 'agency')::bigint)
and (not (f ? 'tone') or tone = f ->> 'tone')
and (not (f ? 'words') or position(lower(f ->> 'words')
     in lower(headline || ' ' || words || ' ' || impact || ' ' || known_from)) > 0)
and (not (f ? 'since') or coalesce(until_on, happened_on) >= (f ->> 'since')::date)
and (not (f ? 'until') or happened_on <= (f ->> 'until')::date)
"""
# The strip: each week's entries as far as they are read, and how many of them are what was asked for.
WEEKS = f"""
create or replace function portal.entry_weeks(of_case bigint, f jsonb)
returns table (week date, significant integer, others integer, missing integer, wanted integer, found integer)
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
{READS}
  return query
  select (happened_on - (extract(isodow from happened_on)::integer - 1)),
         count(*) filter (where is_significant and struck_at is null)::integer,
         count(*) filter (where not is_significant and struck_at is null)::integer,
         count(*) filter (where kind = 'missing' and struck_at is null)::integer,
         count(*) filter (where {WANTED})::integer,
         count(*)::integer
  from cases_entry where case_id = of_case and {READABLE}
  group by 1 order by 1;
end $$
"""  # noqa: S608 - our own words
AT = "coalesce(happened_at, '00:00:00'::time)"  # as the index has it
PAGE = f"""
create or replace function portal.entry_page(of_case bigint, f jsonb, after_on date, after_at time, after_id bigint,
                                             most integer) returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
{READS}
  if f ? 'oldest' then
    return query
    select id from cases_entry where case_id = of_case and {READABLE} and {WANTED}
      and (after_on is null or (happened_on, {AT}, id) > (after_on, after_at, after_id))
    order by happened_on, {AT}, id limit most;
  else
    return query
    select id from cases_entry where case_id = of_case and {READABLE} and {WANTED}
      and (after_on is null or (happened_on, {AT}, id) < (after_on, after_at, after_id))
    order by happened_on desc, {AT} desc, id desc limit most;
  end if;
end $$
"""  # noqa: S608 - our own words
WHO_WROTE = f"""
create or replace function portal.entry_agencies(of_case bigint) returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
{READS}
  return query select distinct agency_id from cases_entry where case_id = of_case and {READABLE};
end $$
"""  # noqa: S608 - our own words
SQL = (
    WEEKS,
    PAGE,
    WHO_WROTE,
    f"revoke delete on cases_entry, cases_entrypart from {APP_ROLE}, {SYSTEM_ROLE}",
)
