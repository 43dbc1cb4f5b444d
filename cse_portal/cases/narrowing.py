"""How the database narrows and orders the list of cases, for wall.py: from the grants, and from what the person reads.

The functions work past the row policies, since a policy asked row by row costs a second where they cost a hundredth;
so each condition about where a child is says by itself that it looks at what the person may read. They tell numbers
of cases alone: what is shown of a case is asked of the case, behind its own policy.
"""

from __future__ import annotations

from collections.abc import Mapping

TODAY = "($1->>'today')::date"
CURRENT = f"f.withdrawn_at is null and (f.until is null or f.until >= {TODAY})"
HELD = f"m.ended_at is null and (m.until is null or m.until >= {TODAY})"
# What leads to a child is no way to find them out for whoever may not read it.
READ = "(not f.is_confidential or (select portal.reads_places()))"


def _texts(name: str) -> str:
    return f"array(select jsonb_array_elements_text($1->'{name}'))"


def _numbers(name: str) -> str:
    return f"{_texts(name)}::bigint[]"


def _fact(table: str, condition: str, *, is_place: bool = False) -> str:
    read = f" and {READ}" if is_place else ""
    return f"exists (select from cases_{table} f where f.child_id = c.child_id and {CURRENT}{read} and {condition})"


def _born(low: str, high: str) -> str:
    """Older than `low` years or as old, and younger than `high`."""
    return f"child.born_on > {TODAY} - interval '{high}' and child.born_on <= {TODAY} - interval '{low}'"


FLAGS: Mapping[str, str] = {
    "restricted": "c.is_restricted",
    "unallocated": "c.closed_on is null and not exists (select from cases_casemember m where m.case_id = c.id"
    f" and m.part = 'allocated' and {HELD})",
    "under_13": _born("0 years", "13 years"),
    "turning_18": _born("17 years 6 months", "18 years"),
    "adult": f"child.born_on <= {TODAY} - interval '18 years'",
    "lac": _fact("carestatus", "f.kind = 'lac'"),
    "cp": _fact("carestatus", "f.kind = 'cp'"),
    "out_of_borough": _fact("placement", "f.is_out_of_borough", is_place=True),
    "police": "exists (select from cases_policereference p where p.case_id = c.id)",
}
# By the names under which the portal asks. Each flag must be true; of several scores or stages, one.
CONDITIONS: Mapping[str, str] = {
    "mine": "exists (select from cases_casemember m where m.case_id = c.id"
    f" and m.membership_id = any ({_numbers('mine')}) and {HELD})",
    "led_by": f"c.lead_agency_id = any ({_numbers('led_by')})",
    "agency": f"c.lead_agency_id = any ({_numbers('agency')})",
    "worker": "exists (select from cases_casemember m where m.case_id = c.id and m.part = 'allocated'"
    f" and m.membership_id = any ({_numbers('worker')}) and {HELD})",
    "score": "coalesce(c.risk::text, 'none') = any (%L::text[])",
    "stage": "c.stage = any (%L::text[])",
    "review_before": "c.closed_on is null and c.review_on < ($1->>'review_before')::date",
    "no_review": "c.closed_on is null and c.review_on is null",
    "born_after": "child.born_on > ($1->>'born_after')::date",
    "born_until": "child.born_on <= ($1->>'born_until')::date",
    "school": _fact("schooling", "lower(f.place) = lower($1->>'school')", is_place=True),
    "area": _fact("address", "f.postcode like ($1->>'area') || ' %'", is_place=True),
    **{f"flag_{code}": condition for code, condition in FLAGS.items()},
}
NEVER, LAST = "'9999-12-31'::date", "c.id"
# The columns of each order, and the types of their keys.
ORDERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "urgency": (("c.rank", "smallint"), (f"coalesce(c.review_on, {NEVER})", "date")),
    "name": (("child.family_name", "text"), ("child.given_names", "text")),
    "age": ((f"coalesce(child.born_on, {NEVER})", "date"),),
    "review": ((f"coalesce(c.review_on, {NEVER})", "date"),),
    "opened": (("c.opened_on", "date"),),
}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _order(code: str) -> str:
    """The way to order by, and from which key on: an index leads to the first column's place."""
    columns = ORDERS[code]
    keys = [f"($2->>{place})::{kind}" for place, (_, kind) in enumerate(columns)]
    names = ", ".join(name for name, _ in columns)
    whole = f"({names}, {LAST}) {{0}} ({', '.join(keys)}, ($2->>{len(columns)})::bigint)"
    begin = f"({names}) {{0}}= ({', '.join(keys)})"
    order = ", ".join(f"{name} {{1}}" for name in (*(name for name, _ in columns), LAST))
    return (
        f"when {_quoted(code)} then"
        f" begins := {_quoted(f' and {begin} and {whole}')}; ordered := {_quoted(f' order by {order}')};"
    )


def _condition(name: str) -> str:
    added = _quoted(f" and {CONDITIONS[name]}")
    if "%L" in CONDITIONS[name]:  # said outright, so that the planner knows how many there are
        added = f"format({added}, array(select jsonb_array_elements_text(wanted->'{name}')))"
    return f"  if wanted ? '{name}' then said := said || {added}; end if;"


# Whoever sees few cases is asked for these; of the many that somebody sees, an index leads along the order.
FEW = 5000
LIVE = "g.principal = any (whom) and g.valid_from <= at and (g.valid_until is null or g.valid_until > at)"
OF_FEW = """ from unnest($6) one(id)
 cross join lateral (select * from cases_case where id = one.id offset 0) c
 cross join lateral (select * from cases_child where id = c.child_id offset 0) child where true"""
OF_MANY = """ from cases_case c join cases_child child on child.id = c.child_id
 where exists (select from cases_casegrant g where g.case_id = c.id and g.principal = any ($3)
 and g.valid_from <= $4 and (g.valid_until is null or g.valid_until > $4))"""
DECLARED = """
  whom bigint[] := portal.principals_of(of_person, worn, at);
  few bigint[];
  said text;
"""
WHICH = f"""
  few := array(select g.case_id from cases_casegrant g where {LIVE} limit {FEW + 1});
  if cardinality(few) > {FEW} then
    said := {_quoted(OF_MANY)};
  else
    few := array(select distinct id from unnest(few) one(id));
    said := {_quoted(OF_FEW)};
  end if;
  said := said || portal.case_conditions(wanted);
"""  # noqa: S608 - our own words
CASE_CONDITIONS = f"""
create or replace function portal.case_conditions(wanted jsonb) returns text
language plpgsql immutable set search_path = pg_catalog, public as $$
declare
  said text := '';
begin
{chr(10).join(_condition(name) for name in CONDITIONS)}
  return said;
end $$
"""
# An index leads to a page within a hundred rows or so: starting workers for them took nine tenths of the time.
NARROWED_CASES = f"""
create or replace function portal.narrowed_cases(of_person bigint, worn bigint, at timestamptz, wanted jsonb,
    ordered_by text, is_reversed boolean, after_key jsonb, most integer) returns setof bigint
language plpgsql stable rows 26 security definer set search_path = pg_catalog, public set jit = off
set max_parallel_workers_per_gather = 0 as $$
declare
{DECLARED}  begins text;
  ordered text;
begin
  {WHICH}
  case ordered_by
    {chr(10).join(_order(code) for code in ORDERS)}
  end case;
  begins := case when after_key is null then '' else begins end;
  begins := replace(begins, '{{0}}', case when is_reversed then '<' else '>' end);
  ordered := replace(ordered, '{{1}}', case when is_reversed then 'desc' else 'asc' end);
  return query execute 'select c.id' || said || begins || ordered || ' limit $5'
    using wanted, after_key, whom, at, most, few;
end $$
"""
COUNTED_NARROWED = f"""
create or replace function portal.counted_narrowed(of_person bigint, worn bigint, at timestamptz, wanted jsonb,
    most integer) returns integer
language plpgsql stable security definer set search_path = pg_catalog, public set jit = off as $$
declare
{DECLARED}  counted integer;
begin
  {WHICH}
  execute 'select count(*) from (select' || said || ' limit $5) found'
    into counted using wanted, null::jsonb, whom, at, most, few;
  return counted;
end $$
"""  # noqa: S608 - our own words
SQL = (CASE_CONDITIONS, NARROWED_CASES, COUNTED_NARROWED)
