"""Counts of complete tools, made by the database above its wall: whoever asks is given numbers, and sees no case."""

from __future__ import annotations

from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.agencies.wall import listed

READERS = listed(role for role in Role if Permission.READ_FIGURES in MAY[role])

# Each child once, by their latest tool of the period, in the state of the day on which it was decided.
CHILDREN = """
  select distinct on (kept.id) kept.id, tool.decided, tool.next_step, tool.on_day,
    coalesce(nullif(kept.sex, ''), 'not_known') as sex, kept.ethnicity::text,
    case when kept.disabilities = '{}' then 'not_known' when kept.disabilities = array['NONE']::varchar[] then 'no'
      else 'yes' end as disability
  from tools tool join cases_case c on c.id = tool.case_id join cases_child child on child.id = c.child_id
  join cases_child kept on kept.id = coalesce(child.merged_into_id, child.id)
  order by kept.id, tool.decided_at desc, tool.id desc
"""
IN_CARE = """
  select one.id, min(array_position(statuses, held.kind::text)) as place
  from children one join cases_carestatus held on held.child_id = one.id
  where held.kind::text = any(statuses) and held.withdrawn_at is null
    and (held.since is null or held.since <= one.on_day) and (held.until is null or held.until >= one.on_day)
  group by one.id
"""
FIGURES = f"""
create or replace function portal.screening_figures(
  of_partnership bigint, of_tool text, since timestamptz, before timestamptz, bands text[], statuses text[])
returns table (
  what text, agency_id bigint, edition text, code text, other text, number bigint, middle float, late float)
language sql stable security definer set search_path = pg_catalog, public as $$
  with tools as materialized (
    select tool.id, tool.case_id, tool.agency_id, tool.edition::text, tool.suggested::text, tool.decided::text,
      tool.next_step::text, tool.letters_now, tool.not_known, tool.decided_at,
      jsonb_path_query_array(tool.suggestion, '$.tiles[*].band') as there,
      (tool.decided_at at time zone 'Europe/London')::date as on_day,
      extract(epoch from tool.decided_at - tool.created_at)::float as seconds
    from screening_tool tool join agencies_agency agency on agency.id = tool.agency_id
    where (select exists (
        select from portal.hats() hat where hat.partnership_id = of_partnership and hat.role = any({READERS})))
      and agency.partnership_id = of_partnership and tool.instrument = of_tool and tool.status = 'complete'
      and tool.decided_at >= since and tool.decided_at < before
  ), children as materialized ({CHILDREN}), in_care as materialized ({IN_CARE})
  select 'decided', tools.agency_id, tools.edition, suggested, decided, count(*), null::float, null::float
    from tools group by tools.agency_id, tools.edition, suggested, decided
  union all
  select 'letter', tools.agency_id, '', letter::text, '', count(*), null, null
    from tools cross join lateral unnest(letters_now) letter group by tools.agency_id, letter
  union all
  select 'band', found.agency_id, '', coalesce((
      select band.code from unnest(bands) with ordinality band(code, place) where found.there ? band.code
      order by band.place desc limit 1), ''), '', sum(found.number)::bigint, null, null
    from (select tools.agency_id, tools.there, count(*) as number from tools group by 1, 2) found group by 2, 4
  union all
  select 'not_known', null, tools.edition, item::text, '', count(*), null, null
    from tools cross join lateral unnest(not_known) item group by tools.edition, item
  union all
  select 'time', tools.agency_id, '', '', '', count(*),
      percentile_cont(0.5) within group (order by seconds), percentile_cont(0.9) within group (order by seconds)
    from tools group by grouping sets ((tools.agency_id), ()) having count(*) > 0
  union all
  select 'child_' || side.name || '_' || came.name, null, '', side.code, came.code,
      sum(alike.number)::bigint, null, null
    from (
      select sex, ethnicity, disability, coalesce(statuses[in_care.place], 'none') as care, decided, next_step,
        count(*) as number
      from children one left join in_care on in_care.id = one.id group by 1, 2, 3, 4, 5, 6) alike
    cross join lateral (values ('sex', alike.sex), ('ethnicity', alike.ethnicity),
      ('disability', alike.disability), ('care', alike.care)) side(name, code)
    cross join lateral (values ('decided', alike.decided), ('next', alike.next_step)) came(name, code)
    group by side.name, came.name, side.code, came.code
$$
"""  # noqa: S608 - the roles are our own
