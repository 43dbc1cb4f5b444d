"""The database's own judgement of conversations: a message is there for whoever may read the one it belongs to.

The list of a case's conversations is asked of a function that judges once who asks, as the chronology is.
"""

from __future__ import annotations

from cse_portal.cases.entry_policies import READABLE, READS
from cse_portal.cases.policies import LOOKS_ONLY, MARK, of_case, of_history
from cse_portal.core.hardening import Policy, behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE

THREAD = "exists (select from cases_thread t where t.id = cases_casemessage.thread_id)"
WRITABLE = (
    "exists (select from cases_thread t join cases_casegrant g on g.case_id = t.case_id"
    f" where t.id = cases_casemessage.thread_id and g.reason not in ({LOOKS_ONLY}))"
)
MESSAGE = "exists (select from cases_casemessage m where m.id = cases_receipt.message_id)"
# That somebody else is told, or has read it, is the portal's to say.
OWN = f"person_id = (select portal.person()) and told = '' and {MESSAGE}"
OWN_READ = f"person_id = (select portal.person()) and {MESSAGE}"

POLICIES: list[Policy] = [
    *of_case("cases_thread", mark=MARK),
    *of_history("cases_threadhistory", of="cases_thread", mark=MARK),
    *behind_wall("cases_casemessage", read=THREAD, write=WRITABLE, change=WRITABLE),
    *of_history("cases_casemessagehistory", of="cases_casemessage"),
    *behind_wall("cases_receipt", read=MESSAGE, write=OWN, change=OWN_READ),
]

# Those with something unread first, then the latest: where each stands, and how many there are.
UNREAD = """
(select count(*) from cases_casemessage m where m.thread_id = t.id and m.struck_at is null and m.written_by_id <> me
 and not exists (select from cases_receipt r
                 where r.message_id = m.id and r.person_id = me and r.read_at is not null))
"""
PAGE = f"""
create or replace function portal.thread_page(of_case bigint, of_person bigint, skip integer, most integer)
returns table (thread_id bigint, unread integer, total integer)
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  me bigint := coalesce(of_person, 0);
{READS}
  return query
  select judged.id, judged.unread::integer, (count(*) over ())::integer
  from (select t.id, t.last_at, {UNREAD} as unread
        from (select id, last_at from cases_thread where case_id = of_case and {READABLE}) t) judged
  order by judged.unread > 0 desc, judged.last_at desc, judged.id desc offset skip limit most;
end $$
"""  # noqa: S608 - our own words
NUMBER_UNREAD = f"""
create or replace function portal.unread_messages(of_case bigint, of_person bigint) returns integer
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  me bigint := coalesce(of_person, 0);
{READS.replace("return;", "return 0;")}
  return (
    select coalesce(sum({UNREAD}), 0)::integer
    from (select id from cases_thread where case_id = of_case and {READABLE}) t);
end $$
"""  # noqa: S608 - our own words

SQL = (
    PAGE,
    NUMBER_UNREAD,
    f"revoke delete on cases_thread, cases_casemessage, cases_receipt from {APP_ROLE}, {SYSTEM_ROLE}",
)
