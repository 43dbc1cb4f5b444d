"""The database's own answer to whose work is whose: an item is met by whom it is addressed to, and by who runs it."""

from __future__ import annotations

from collections.abc import Iterable

from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.agencies.wall import listed
from cse_portal.core.hardening import behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE
from cse_portal.worklist.kinds import PEOPLE
from cse_portal.worklist.off_days import SHOWN_AFTERWARDS


def runs_agencies() -> Iterable[Role]:
    return (role for role in Role if Permission.AGENCY_WORK in MAY[role])


RUNS = listed(runs_agencies())
ACROSS = listed(role for role in Role if Permission.SEE_WORK_ACROSS in MAY[role])

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
# Of a case that is restricted, what is addressed to somebody is theirs, and theirs who see the case. Worked out once a
# statement, and looked up by its hash for each row of somebody else's.
CLOSED_TO_ME = """
create or replace function portal.cases_closed_to_me() returns setof text
language sql stable security definer set search_path = pg_catalog, public as $$
  select c.ref::text from cases_case c where c.is_restricted and not exists (
    select from cases_casegrant g
    where g.case_id = c.id and g.principal = any ((select portal.principals())::bigint[])
      and g.valid_from <= portal.now() and (g.valid_until is null or g.valid_until > portal.now()))
$$
"""
# The same of one person, who is about to be told.
MAY_BE_TOLD = """
create or replace function portal.may_be_told(of_case text, of_person bigint, at timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (select from cases_case where ref = of_case and is_restricted) or exists (
    select from cases_casegrant g join cases_case c on c.id = g.case_id
    where c.ref = of_case and g.principal = any (portal.principals_of(of_person, null, at)) and g.valid_from <= at
      and (g.valid_until is null or g.valid_until > at))
$$
"""
# How much is due in each agency of the partnership: numbers, for the roles that look across.
BY_AGENCY = f"""
create or replace function portal.work_by_agency(soon timestamptz, kept_inside text[])
returns table (agency_id bigint, critical bigint, overdue bigint, due_soon bigint, later bigint, put_off bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select i.agency_id, count(*) filter (where i.critical_at <= portal.now()),
    count(*) filter (where i.due_at < portal.now() and (i.critical_at is null or i.critical_at > portal.now())),
    count(*) filter (where i.due_at >= portal.now() and i.due_at <= soon), count(*) filter (where i.due_at > soon),
    count(*) filter (where s.id is not null)
  from worklist_dueitem i join agencies_agency a on a.id = i.agency_id
  left join worklist_snooze s on s.item_id = i.id and s.person_id = i.person_id and s.ended_at is null
    and s.until_on > (portal.now() at time zone 'Europe/London')::date
  where i.closed_at is null and i.kind <> all (kept_inside)
    and a.partnership_id in (select hat.partnership_id from portal.hats() hat where hat.role = any({ACROSS}))
  group by i.agency_id order by 2 desc, 3 desc, 4 desc, 1
$$
"""  # noqa: S608 - the roles are our own
# What was mine until a colleague was given it: for a while I see what became of it.
GIVEN_AWAY = f"""
create or replace function portal.given_away() returns bigint[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(distinct item_id), '{{}}') from worklist_passedon
  where of_id = portal.person() and made_at > portal.now() - interval '{SHOWN_AFTERWARDS.days} days'
$$
"""  # noqa: S608 - the number is our own
RESTRICTED = """
create or replace function portal.restricted_among(refs text[]) returns text[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(ref::text), '{}') from cases_case where ref = any(refs) and is_restricted
$$
"""
IS_OPEN = "(person_id is null or case_ref = '' or case_ref not in (select portal.cases_closed_to_me()))"

# Mine where I still work, and what I had or closed; what comes to my role; of those I stand in for; and all of an
# agency whose work I run. Keeping people is no work that a delegate does.
MET = f"""
(person_id = (select portal.person())
   and (closed_at is not null or agency_id = any ((select portal.works_in())::bigint[])))
or closed_by_id = (select portal.person())
or (id = any ((select portal.given_away())::bigint[]) and {IS_OPEN})
or (person_id is null and (agency_id, role) in (select post.agency_id, post.role from portal.posts() post))
or (agency_id = any ((select portal.runs_work_of())::bigint[]) and {IS_OPEN})
or (person_id is not null and {IS_OPEN}
   and (person_id, agency_id) in (select away.user_id, away.agency_id from portal.away() away))
or (person_id is null and kind <> '{PEOPLE.code}' and (agency_id, role) in (
     select away.agency_id, away.role from portal.away() away
     union all select away.agency_id, '' from portal.away() away where away.role = any({RUNS})))
"""  # noqa: S608 - our own words

# Why something was put off is read by whoever meets the work itself; only whoever put it off says so, or ends it.
OWN = "person_id = (select portal.person())"
THE_WORK_IS_MET = "exists (select from worklist_dueitem work where work.id = item_id)"
# Items are opened, closed and passed on by deeds that have been checked; nobody writes them in their own name.
POLICIES = [
    *behind_wall("worklist_dueitem", read=MET),
    *behind_wall("worklist_passedon", read=f"of_id = (select portal.person()) or {THE_WORK_IS_MET}"),
    *behind_wall(
        "worklist_snooze", read=f"{OWN} or {THE_WORK_IS_MET}", write=f"{OWN} and {THE_WORK_IS_MET}", change=OWN
    ),
]
SQL = (
    POSTS,
    WORKS_IN,
    WORK_RUN,
    AWAY,
    CLOSED_TO_ME,
    MAY_BE_TOLD,
    RESTRICTED,
    GIVEN_AWAY,
    BY_AGENCY,
    f"revoke insert, update on worklist_dueitem from {APP_ROLE}",
    f"revoke update on worklist_snooze from {APP_ROLE}",
    f"grant update (ended_at, ended_by_id) on worklist_snooze to {APP_ROLE}",
    f"revoke insert, update on worklist_passedon from {APP_ROLE}",
    f"revoke delete on worklist_dueitem, worklist_snooze, worklist_passedon from {APP_ROLE}, {SYSTEM_ROLE}",
)
