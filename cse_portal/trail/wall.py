"""Who meets which line of the trail, as Postgres judges it: from the same table of reach as the pages.

The mark of a planted record is met by nobody but the portal itself, for a purpose that it states.
"""

from __future__ import annotations

from cse_portal.agencies.wall import listed
from cse_portal.core.hardening import Policy, behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE
from cse_portal.trail.reach import KEPT_FROM_CONTACTS, REACH, TrailReach


def reaching(reach: TrailReach) -> str:
    return listed(role for role, reaches in REACH.items() if reaches == reach)


GOVERNS = f"role = any({reaching(TrailReach.PARTNERSHIP)})"
OF_OWN_PEOPLE = f"""
create or replace function portal.trail_of_own_people() returns text[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(a.ref::text), '{{}}') from agencies_agency a where a.id in (
    select agency_id from portal.hats() where role = any({reaching(TrailReach.OWN_PEOPLE)}))
$$
"""  # noqa: S608 - the roles are our own
OF_PARTNERSHIP = f"""
create or replace function portal.trail_of_partnership() returns text[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(a.ref::text), '{{}}') from agencies_agency a where a.partnership_id in (
    select partnership_id from portal.hats() where {GOVERNS})
$$
"""  # noqa: S608 - as above
# Whoever ever held a post there: leavers have a trail too.
PEOPLE = f"""
create or replace function portal.trail_people() returns setof bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.user_id from agencies_membership m join agencies_agency a on a.id = m.agency_id
  where a.partnership_id in (select partnership_id from portal.hats() where {GOVERNS})
$$
"""  # noqa: S608 - as above
GOVERNS_TRAIL = f"""
create or replace function portal.governs_trail() returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from portal.hats() where {GOVERNS})
$$
"""  # noqa: S608 - as above
READS_ALL = f"""
create or replace function portal.reads_whole_trail() returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select from portal.hats() hat where {GOVERNS} and not exists (
      select from agencies_partnership other where other.id <> hat.partnership_id))
$$
"""  # noqa: S608 - as above

# The number of the first line from that instant on, found by halving: some twenty steps in a million. As a function
# it goes by every line; line by line under the policy it would have to pass all that the asker does not meet.
FIRST_LINE = """
create or replace function portal.first_line_since(instant timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive half (lo, hi) as (
    select coalesce(min(id), 0), coalesce(max(id), 0) + 1 from audit_auditevent
    union all
    select case when found.at < instant then found.id + 1 else half.lo end,
           case when found.at < instant then half.hi else (half.lo + half.hi) / 2 end
    from half cross join lateral (
      select id, at from audit_auditevent where id >= (half.lo + half.hi) / 2 order by id limit 1
    ) found
    where half.lo < half.hi
  ) select min(hi) from half
$$
"""

KEPT = " or ".join(f"kind like '{begins}%'" for begins in KEPT_FROM_CONTACTS)
IN_HAND = "nullif(current_setting('portal.case', true), '')"


def asked_by_oneself(name: str, returns: str, query: str) -> str:
    """Under the policies of what it reads; its plan is kept, where the policy's own words are planned each time."""
    return f"""
create or replace function portal.{name}() returns {returns}
language plpgsql stable set search_path = pg_catalog, public as $$
begin return ({query.replace("IN_HAND", IN_HAND)}); end $$
"""


# Their own policies say whether one sees that case, reads its entries, and is to know of its emergencies.
CASE = "select c.ref from cases_case c where c.ref = IN_HAND"
ENTRIES = """
select array_agg(one.ref::text) from (
  select e.ref from cases_entry e join cases_case c on c.id = e.case_id where c.ref = IN_HAND
  union all
  select b.ref from cases_contribution b join cases_meeting m on m.id = b.meeting_id
  join cases_case c on c.id = m.case_id where c.ref = IN_HAND) one
"""
EMERGENCIES = "select array_agg(o.ref::text) from cases_emergencyaccess o where o.case_code = IN_HAND"
OPENED_BY = "select array_agg(o.opened_by_id) from cases_emergencyaccess o where o.case_code = IN_HAND"
OF_THE_CASE_IN_HAND = (
    asked_by_oneself("case_in_hand", "text", CASE),
    asked_by_oneself("entries_in_hand", "text[]", ENTRIES),
    asked_by_oneself("emergencies_in_hand", "text[]", EMERGENCIES),
    asked_by_oneself("opened_in_hand_by", "bigint[]", OPENED_BY),
)

# Own lines; those of the case in hand, for whoever sees it; what is about no child; what governance and contacts
# reach; and of an emergency, for whoever judges it. What is the same for every line is asked once a statement.
LINES = f"""
(actor_kind = 'person' and actor_id = (select portal.person()))
or (case_ref <> '' and case_ref = (select portal.case_in_hand()) and not ({KEPT})
   and (object_kind not in ('cases.entry', 'cases.contribution')
     or object_ref = any ((select portal.entries_in_hand())::text[])))
or (case_ref = '' and child_ref = '' and not ({KEPT}))
or (select portal.reads_whole_trail())
or (hat_agency_ref <> '' and hat_agency_ref = any ((select portal.trail_of_partnership())::text[]))
or (actor_kind = 'person' and not ({KEPT})
   and hat_agency_ref <> '' and hat_agency_ref = any ((select portal.trail_of_own_people())::text[]))
or (hat_agency_ref = '' and actor_kind <> 'person' and case_ref = '' and child_ref = ''
   and (select portal.governs_trail()))
or (hat_agency_ref = '' and actor_kind = 'person' and actor_id in (select one from portal.trail_people() one))
or (case_ref <> '' and case_ref = (select {IN_HAND}) and not ({KEPT})
   and (actor_id = any ((select portal.opened_in_hand_by())::bigint[])
     or (object_kind = 'cases.emergencyaccess' and object_ref = any ((select portal.emergencies_in_hand())::text[]))))
"""  # noqa: S608 - our own words
SEALS = "exists (select from audit_auditevent e where e.id = audit_auditseal.event_id)"

POLICIES: list[Policy] = [
    *behind_wall("trail_canary", read="false"),
    *behind_wall("audit_auditevent", read=LINES, write="true"),
    *behind_wall("audit_auditseal", read=SEALS),
    *behind_wall("audit_audithead", read="false"),
]
SQL = (
    OF_OWN_PEOPLE,
    OF_PARTNERSHIP,
    PEOPLE,
    GOVERNS_TRAIL,
    READS_ALL,
    FIRST_LINE,
    *OF_THE_CASE_IN_HAND,
    f"revoke delete on trail_canary, trail_alarm, trail_finding, trail_trailsearch from {APP_ROLE}, {SYSTEM_ROLE}",
)
