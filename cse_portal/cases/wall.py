"""The database's own judgement of who meets which case: from the same grants as Python's."""

from __future__ import annotations

from cse_portal.agencies.wall import listed
from cse_portal.cases import (
    attendance_policies,
    document_policies,
    entry_policies,
    meeting_policies,
    message_policies,
    missing_policies,
    narrowing,
)
from cse_portal.cases.emergencies import MAY_REVIEW, OF_THE_LEAD_AGENCY, OF_THE_PERSONS_AGENCY
from cse_portal.cases.keys import MOST_LISTS
from cse_portal.cases.pairing import AS_ONE
from cse_portal.cases.policies import CASE, LOOKS_ONLY, MINE, WRITABLE, of_case, of_history
from cse_portal.core.hardening import Policy, behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE

# Which cases these are is the cases' own policy's to say.
CHILD = "exists (select from cases_case c where c.child_id = cases_child.id)"
# A record that became part of another is met by whoever sees a case of that one.
MERGED_CHILD = f"{CHILD} or exists (select from cases_case c where c.child_id = cases_child.merged_into_id)"
CHANGES_CHILD = f"""
exists (select from cases_case c join cases_casegrant g on g.case_id = c.id
        where c.child_id = cases_child.id and g.reason not in ({LOOKS_ONLY}))
"""
# One's own, those one reviews or is told of, and those of the cases one sees.
EMERGENCY = f"""
opened_by_id = (select portal.person()) or exists (
  select from portal.hats() h
  where (h.partnership_id = cases_emergencyaccess.partnership_id and h.role = any({listed(MAY_REVIEW)}))
     or (h.agency_id = cases_emergencyaccess.agency_id and h.role = any({listed(OF_THE_PERSONS_AGENCY)}))
     or (h.agency_id = cases_emergencyaccess.lead_agency_id and h.role = any({listed(OF_THE_LEAD_AGENCY)})))
or {CASE.format(field="cases_emergencyaccess.case_id")}
"""  # noqa: S608 - the roles are our own


# What leads to where a child is, when it is confidential.
PLACE = "(not is_confidential or (select portal.reads_places()))"
# Two records that may be of one child: for those who see a case of both; as one, for those who see a case of that.
BOTH = " and ".join(
    f"exists (select from cases_case c where c.child_id = cases_likelypair.{one}_id)" for one in ("first", "second")
)
AS_ONE_NOW = f"""
(state = any({listed(AS_ONE)}) and exists (select from cases_case c where c.child_id = cases_likelypair.kept_id))
"""
FACTS = (
    *("childname", "identifier", "healthcontact", "carestatus", "knownelsewhere", "relation", "question"),
    *("address", "phone", "schooling", "placement"),
)
PLACES = frozenset({"address", "phone", "schooling", "placement"})


def of_child(table: str, *, mark: str = "") -> list[Policy]:
    """A table whose rows belong to a child: whoever sees one of the child’s cases meets them."""
    also = f" and {mark}" if mark else ""
    read = f"exists (select from cases_case c where c.child_id = {table}.child_id)" + also
    write = (
        "exists (select from cases_case c join cases_casegrant g on g.case_id = c.id"
        f" where c.child_id = {table}.child_id and g.reason not in ({LOOKS_ONLY}))" + also
    )
    return behind_wall(table, read=read, write=write, change=write)


def of_facts() -> list[Policy]:
    found = []
    for one in FACTS:
        mark = PLACE if one in PLACES else ""
        found += of_child(f"cases_{one}", mark=mark)
        found += of_history(f"cases_{one}history", of=f"cases_{one}", mark=mark)
    return found


POLICIES = [
    *of_child("cases_childphoto"),
    *of_history("cases_childphotohistory", of="cases_childphoto"),
    *behind_wall("cases_casegrant", read=MINE),
    *behind_wall(
        "cases_case",
        read=CASE.format(field="cases_case.id"),
        change=WRITABLE.format(field="cases_case.id"),
    ),
    *behind_wall(
        "cases_child",
        read=MERGED_CHILD,
        change=CHANGES_CHILD,
    ),
    *entry_policies.POLICIES,
    *of_case("cases_stagestep"),
    *of_case("cases_casemember"),
    *of_case("cases_casetransfer"),
    *of_case("cases_involvement"),
    *of_case("cases_servicearound"),
    *of_case("cases_policereference"),
    *of_case("cases_adultmove"),
    *of_history("cases_adultmovehistory", of="cases_adultmove"),
    # what somebody answered is theirs to write and read; the weekly look at it is the portal's
    *behind_wall(
        "cases_statedreason",
        read="person_id = (select portal.person())",
        write="person_id = (select portal.person()) and " + CASE.format(field="cases_statedreason.case_id"),
    ),
    *of_history("cases_casehistory", of="cases_case"),
    *of_history("cases_childhistory", of="cases_child"),
    *of_history("cases_involvementhistory", of="cases_involvement"),
    *of_history("cases_servicearoundhistory", of="cases_servicearound"),
    *of_history("cases_policereferencehistory", of="cases_policereference"),
    *of_history("cases_casememberhistory", of="cases_casemember"),
    *of_history("cases_casetransferhistory", of="cases_casetransfer"),
    *of_history("cases_casegranthistory", of="cases_case", key="case_id"),
    *behind_wall("cases_emergencyaccess", read=EMERGENCY),
    *of_facts(),
    *behind_wall("cases_childsearch", read="asked_by_id = (select portal.person())"),
    *meeting_policies.POLICIES,
    *attendance_policies.POLICIES,
    *missing_policies.POLICIES,
    *document_policies.POLICIES,
    *message_policies.POLICIES,
    # what people say of them, and the merge itself, is written by the portal once it has asked who may
    *behind_wall("cases_likelypair", read=f"({BOTH}) or {AS_ONE_NOW}"),
    *of_history("cases_likelypairhistory", of="cases_likelypair"),
    *behind_wall(
        "cases_mergestep", read="exists (select from cases_likelypair p where p.id = cases_mergestep.pair_id)"
    ),
]

# Who can see a case and why, for those who can see it themselves: hats held by name, groups as such.
WHO_SEES = """
create or replace function portal.who_sees(of_case bigint)
returns table (reason text, membership_id bigint, group_id integer, valid_from timestamptz, valid_until timestamptz,
               granted_by_id bigint, granted_for text, note text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select g.reason::text, g.membership_id, g.group_id, g.valid_from, g.valid_until, g.granted_by_id,
         g.granted_for::text, g.note
  from cases_casegrant g
  where g.case_id = of_case and g.valid_from <= portal.now()
    and (g.valid_until is null or g.valid_until > portal.now())
    and (coalesce(current_setting('portal.purpose', true), '') <> '' or exists (
      select from cases_casegrant mine where mine.case_id = of_case
      and mine.principal = any (portal.principals()) and mine.valid_from <= portal.now()
      and (mine.valid_until is null or mine.valid_until > portal.now())))
$$
"""

# A home borough and a host borough may each have a case: whoever sees one learns that there is another, and whom to
# ring there, and nothing of what is in it. A restricted case is not there for anybody else.
OTHER_CASES = """
create or replace function portal.other_cases(of_child bigint)
returns table (partnership text, phone text, hours text, night_phone text, email text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.name::text, p.mash_phone::text, p.mash_hours::text, p.out_of_hours_phone::text, p.mash_email::text
  from cases_case c join agencies_partnership p on p.id = c.partnership_id
  where c.child_id = of_child and c.closed_on is null and not c.is_restricted
    and exists (
      select from cases_case mine join cases_casegrant g on g.case_id = mine.id
      where mine.child_id = of_child and mine.partnership_id <> c.partnership_id
        and g.principal = any ((select portal.principals())::bigint[]) and g.valid_from <= portal.now()
        and (g.valid_until is null or g.valid_until > portal.now()))
  order by p.name
$$
"""

# Lists are driven from the grants: each principal's in the order of their index, and of these the first, so that it
# costs the same at ten thousand cases and at a million. One grant's row says all that the order needs. They tell
# numbers of cases alone: what is in a case is asked of the case, behind its own policy.
LIVE = "valid_from <= at and (valid_until is null or valid_until > at)"
LISTED_CASES = f"""
create or replace function portal.listed_cases(of_person bigint, worn bigint, at timestamptz,
    after_rank integer, after_review date, after_case bigint, most integer) returns setof bigint
language plpgsql stable rows 26 security definer set search_path = pg_catalog, public as $$
declare
  whom bigint[] := portal.principals_of(of_person, worn, at);
begin
  return query
  select listed.case_id from (
    select distinct given.sort_rank, given.sort_review, given.case_id
    from unnest(whom) as one(principal)
    cross join lateral (
      select distinct g.sort_rank, g.sort_review, g.case_id from cases_casegrant g
      where g.principal = one.principal and {LIVE}
        and (g.sort_rank, g.sort_review, g.case_id) > (
          coalesce(after_rank, -1), coalesce(after_review, '-infinity'), coalesce(after_case, 0))
      order by 1, 2, 3 limit most
    ) given
    order by 1, 2, 3 limit most
  ) listed;
end $$
"""  # noqa: S608 - our own words
COUNTED_CASES = f"""
create or replace function portal.counted_cases(of_person bigint, worn bigint, at timestamptz, most integer)
returns integer language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  whom bigint[] := portal.principals_of(of_person, worn, at);
begin
  return (
    select count(*) from (
      select distinct given.case_id from unnest(whom) as one(principal)
      cross join lateral (
        select g.case_id from cases_casegrant g where g.principal = one.principal and {LIVE} limit most
      ) given
      limit most
    ) counted);
end $$
"""  # noqa: S608 - our own words

# Whoever is kept under the keys of one round of a search: in each of its lists one at least. It asks nobody's leave,
# so that only functions of the wall and the portal itself may call it. Lists that a round does not have repeat its
# first; the index takes them for one. What the planner knows of keys misleads it to read the whole table.
BY_INDEX = "set search_path = pg_catalog, public set enable_seqscan = off set jit = off"
LISTS = " and ".join(
    f"keys && array(select jsonb_array_elements_text(coalesce(one_round -> {place}, one_round -> 0)))"
    for place in range(MOST_LISTS)
)
CHILDREN_BY_KEYS = f"""
create or replace function portal.children_by_keys(one_round jsonb, most integer) returns bigint[]
language plpgsql stable security definer {BY_INDEX} set plan_cache_mode = force_generic_plan as $$
begin
  return array(select id from cases_child where {LISTS} limit most);
end $$
"""  # noqa: S608 - our own words

# Round after round, until enough are found that the person sees. As a function it may use the index of keys, which
# row by row under the policies would not be used; it tells nothing but cases that are seen anyway. A name that many
# have is gone through only until there are enough, by those who see much; those who see little are asked for what
# they see.
FEW, MUCH = 500, 1500
SEEN = """
exists (select from cases_casegrant g where g.case_id = c.id and g.principal = any (whom)
        and g.valid_from <= at and (g.valid_until is null or g.valid_until > at))
"""
FIND = f"""
create or replace function portal.find_cases(rounds jsonb, enough integer, most integer)
returns table (case_id bigint, child_ref text, given_names text, family_name text, known_as text, born_on date,
               born_is text, other_names text[], numbers text[])
language plpgsql stable security definer {BY_INDEX} set plan_cache_mode = force_generic_plan as $$
declare
  whom bigint[] := portal.principals();
  at timestamptz := portal.now();
  one_round jsonb;
  likely bigint[];
  sees integer;
  mine bigint[];
  found bigint[] := '{{}}';
begin
  for one_round in select * from jsonb_array_elements(rounds) loop
    if mine is null then
      likely := portal.children_by_keys(one_round, {FEW + 1});
      if cardinality(likely) > {FEW} and sees is null then
        select count(*) into sees from (
          select from cases_casegrant where principal = any (whom) and {LIVE} limit {MUCH + 1}) counted;
        if sees <= {MUCH} then
          mine := array(select c.child_id from cases_casegrant g cross join lateral (
                          select child_id from cases_case where id = g.case_id offset 0) c
                        where g.principal = any (whom) and {LIVE});
        end if;
      end if;
    end if;
    if mine is not null then
      likely := array(select one.child from unnest(mine) as one(child) cross join lateral (
        select keys from cases_child where id = one.child offset 0) child where {LISTS});
    end if;
    if cardinality(likely) > {FEW} then
      found := found || array(
        with likely as materialized (select id from cases_child where {LISTS})
        select c.id from likely cross join lateral (
          select c.id from cases_case c where c.child_id = likely.id and {SEEN} offset 0) c limit enough);
    else
      found := found || array(
        select c.id from unnest(likely) as one(child) cross join lateral (
          select c.id from cases_case c where c.child_id = one.child and {SEEN} offset 0) c limit most);
    end if;
    exit when cardinality(found) >= enough;
  end loop;
  return query
  select c.id, child.ref::text, child.given_names::text, child.family_name::text, child.known_as::text,
         child.born_on, child.born_is::text, child.other_names, child.numbers
  from (select distinct unnest(found)) met(id) join cases_case c on c.id = met.id
  join cases_child child on child.id = c.child_id;
end $$
"""  # noqa: S608 - our own words

# A restricted case is never opened to a group; whoever sees it is named.
NAMED_ONLY = """
create or replace function portal.restricted_means_named() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.group_id is not null and (select is_restricted from cases_case where id = new.case_id for share) then
    raise exception 'a restricted case is opened to named people only' using errcode = 'check_violation';
  end if;
  return new;
end $$
"""

# The lists' order, and whether named people are meant in person, are copied to the grants by the database alone. The
# lock keeps a copy from being made of a case that is just being changed.
COPY_KEYS = """
create or replace function portal.copy_sort_keys() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  select c.rank, coalesce(c.review_on, '9999-12-31'), c.is_restricted
  into new.sort_rank, new.sort_review, new.is_restricted
  from cases_case c where c.id = new.case_id for share;
  return new;
end $$
"""
PUSH_KEYS = """
create or replace function portal.push_sort_keys() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update cases_casegrant set sort_rank = sort_rank where case_id = new.id;
  return null;
end $$
"""

TRIGGERS = (
    "create or replace trigger restricted_means_named before insert or update of group_id, case_id"
    " on cases_casegrant for each row execute function portal.restricted_means_named()",
    "create or replace trigger sort_keys_copied before insert or update"
    " on cases_casegrant for each row execute function portal.copy_sort_keys()",
    # a generated column is not known before the row is written: its ingredients are compared
    "create or replace trigger sort_keys_pushed after update of closed_on, risk, review_on, is_restricted"
    " on cases_case for each row when (old.rank is distinct from new.rank"
    " or old.review_on is distinct from new.review_on or old.is_restricted is distinct from new.is_restricted)"
    " execute function portal.push_sort_keys()",
)

# Written by the portal's deeds alone, and never taken away.
TEAM_AND_AROUND = "cases_casemember, cases_casetransfer, cases_involvement, cases_servicearound, cases_policereference"

SQL = (
    WHO_SEES,
    OTHER_CASES,
    "drop function if exists portal.find_cases(text, integer)",
    CHILDREN_BY_KEYS,
    FIND,
    LISTED_CASES,
    COUNTED_CASES,
    *narrowing.SQL,
    NAMED_ONLY,
    COPY_KEYS,
    PUSH_KEYS,
    *TRIGGERS,
    # nothing about a child is ever deleted by a person's deed; who sees a case is the system's business
    f"revoke delete on cases_case, cases_child, cases_statedreason, cases_emergencyaccess,"
    f" cases_stagestep, {TEAM_AND_AROUND} from {APP_ROLE}, {SYSTEM_ROLE}",
    f"revoke delete on {', '.join(f'cases_{one}' for one in FACTS)} from {APP_ROLE}, {SYSTEM_ROLE}",
    *entry_policies.SQL,
    *meeting_policies.SQL,
    *attendance_policies.SQL,
    *missing_policies.SQL,
    *document_policies.SQL,
    *message_policies.SQL,
    f"revoke insert, update, delete on cases_casegrant from {APP_ROLE}",
    f"revoke insert on cases_case, cases_child from {APP_ROLE}",
    f"revoke insert, update on cases_emergencyaccess from {APP_ROLE}",
    f"revoke insert, update on cases_likelypair, cases_mergestep, cases_childsearch from {APP_ROLE}",
    f"revoke delete on cases_likelypair, cases_mergestep, cases_childsearch from {APP_ROLE}, {SYSTEM_ROLE}",
    # the path of a case is written once, by the deeds that check the way it goes
    f"revoke update on cases_stagestep from {APP_ROLE}, {SYSTEM_ROLE}",
    f"revoke insert on cases_stagestep from {APP_ROLE}",
    f"revoke insert, update on {TEAM_AND_AROUND} from {APP_ROLE}",
)
# Asks nobody's leave: for the portal itself, and for the function that asks it for a person.
TAKEN_BACK = (f"revoke execute on function portal.children_by_keys(jsonb, integer) from {APP_ROLE}",)
