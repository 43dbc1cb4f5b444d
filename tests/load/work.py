"""Work for the bench: a hundred thousand open pieces of it in the partnership, and cases in which somebody writes."""

from __future__ import annotations

from typing import Any

OPEN = 100_000  # strewn over whoever works somewhere today
ITEMS = """
set local session_replication_role = replica;
with posts as (
  select row_number() over (order by m.id) - 1 as place, count(*) over () as many, m.user_id, m.agency_id, m.role
  from agencies_membership m join agencies_user u on u.id = m.user_id
  where m.ended_at is null and m.starts_on <= current_date and u.email <> %(busiest)s)
insert into worklist_dueitem (ref, version, created_at, updated_at, kind, task, detail, button, url, person_id,
    agency_id, role, source_ref, case_ref, opened_at, due_at, next_step_at, step_failures)
  select 'BENCH-WORK-' || n, 1, now(), now(), 'plan_review', 'Review the plan', '', 'Open the plan', '/',
         case when mod(n, 5) > 0 then posts.user_id end, posts.agency_id,
         case when mod(n, 5) = 0 then posts.role else '' end, 'BENCH-PLAN-' || n, '', now(),
         now() + mod(n * 7919::bigint, 1000) * interval '1 hour' - interval '10 days',
         now() + case when n <= %(come)s then interval '-1 minute' else interval '2 days' end, 0
  from generate_series(%(from)s + 1, %(open)s) n join posts on posts.place = mod(n * 104729::bigint, posts.many)
"""
# As they are in a borough where everybody keeps up: an entry within the last two weeks, and adulthood thought of.
KEPT_UP = """
set local session_replication_role = replica;
insert into cases_entry (ref, version, created_at, updated_at, case_id, agency_id, written_by_id, happened_on, kind,
    headline, words, handling, named_agencies, is_significant, source_ref)
  select 'BENCH-ENTRY-' || c.id || '-' || n, 1, now() - n * interval '10 days', now(), c.id, c.lead_agency_id,
         person.id, current_date, 'note', '', 'Seen at school.', 'network', '{}', false, ''
  from cases_case c cross join agencies_user person cross join generate_series(1, 5) n
  where c.ref like 'BENCH-CASE-%%' and person.email = %(busiest)s
  on conflict do nothing;
insert into cases_adultmove (ref, version, created_at, updated_at, case_id, is_needed, contact, plan, handed_over_on,
    why_none, written_by_id, agency_id)
  select 'BENCH-MOVE-' || c.id, 1, now(), now(), c.id, true, 'Adult services', 'Known', current_date, '', person.id,
         c.lead_agency_id
  from cases_case c cross join agencies_user person
  where c.ref like 'BENCH-CASE-%%' and person.email = %(busiest)s
  on conflict do nothing
"""
SWEEP = (
    "from time import perf_counter; from cse_portal.cases import tasks; tasks.open_work_by_calendar();"
    " begun = perf_counter(); tasks.open_work_by_calendar(); print('took', (perf_counter() - begun) * 1000)"
)


TELL = (
    "from time import perf_counter; from cse_portal.core import wall; from cse_portal.notices import actions;"
    " from cse_portal.notices.tasks import TELL; begun = perf_counter()\n"
    "with wall.as_system(TELL.purpose):\n"
    "    while actions.remind_batch(by=TELL): pass\n"
    "print('took', (perf_counter() - begun) * 1000)"
)
MANY, COME = 1_000_000, 50_000  # open, and come due at once


def fill(cursor: Any, *, busiest: str, number: int = OPEN, come: int = 0) -> None:
    cursor.execute("select count(*) from worklist_dueitem where ref like 'BENCH-WORK-%%'", {})
    there = cursor.fetchone()[0]
    cursor.execute(ITEMS, {"busiest": busiest, "open": number, "from": there, "come": there + come})


def keep_up(cursor: Any, *, busiest: str) -> None:
    cursor.execute(KEPT_UP, {"busiest": busiest})
