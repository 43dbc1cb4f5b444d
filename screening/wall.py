"""The database's own judgement of filled-in tools: of a case one sees; a draft is its agency's and theirs
who were asked about it."""

from __future__ import annotations

from cse_portal.cases.policies import CASE, MARK, WRITABLE, of_history
from cse_portal.core.hardening import Policy, behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE
from screening.figure_wall import FIGURES

# Asked as a function, since the advice itself is seen with the tool.
ADVISES = """
create or replace function portal.advises(of_tool bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from screening_advice a join agencies_membership m on m.id = a.asked_of_id
                 where a.tool_id = of_tool and m.user_id = portal.person())
      or exists (select from screening_tool t join agencies_membership m on m.id = t.countersigner_id
                 where t.id = of_tool and m.user_id = portal.person())
$$
"""
# Which sections of a draft somebody was asked to write; what was declined or taken back is not theirs any more.
WRITES_PARTS = """
create or replace function portal.writes_parts(of_tool bigint) returns text[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(distinct code), '{}')
  from screening_askedpart a join agencies_membership m on m.id = a.asked_of_id
  cross join unnest(a.sections) code
  where a.tool_id = of_tool and m.user_id = portal.person() and a.state in ('asked', 'written')
$$
"""
# Who was asked at all: they find the tool, to read what they answered.
ASKED_TO_WRITE = """
create or replace function portal.asked_to_write(of_tool bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from screening_askedpart a join agencies_membership m on m.id = a.asked_of_id
                 where a.tool_id = of_tool and m.user_id = portal.person())
$$
"""
OWN = "agency_id = any ((select portal.agencies())::bigint[])"
MARKED = MARK.replace("THE_CASE", "screening_tool.case_id")
MINE = f"({OWN} or portal.advises(screening_tool.id))"
ALLOWED = f"{OWN} or (status = 'complete' and {MARKED}) or {MINE} "
ALLOWED += "or (status <> 'complete' and portal.asked_to_write(screening_tool.id))"
READ = f"{CASE.format(field='screening_tool.case_id')} and ({ALLOWED})"
WRITE = f"{WRITABLE.format(field='screening_tool.case_id')} and {MINE}"
OF_TOOL = "exists (select from screening_tool t where t.id = {table}.tool_id)"
OWNS = "t.agency_id = any ((select portal.agencies())::bigint[]) or portal.advises(t.id)"
ALL_WRITABLE = (
    "exists (select from screening_tool t where t.id = {table}.tool_id and "
    + WRITABLE.format(field="t.case_id")
    + " and ({owns}))"
)
# Of a draft, whoever writes a part sees that part; its agency and its advisers see the whole.
IN_PART = "screening_toolsection.code = any (portal.writes_parts(t.id))"
OF_SECTION = (
    "exists (select from screening_tool t where t.id = screening_toolsection.tool_id"
    f" and (t.status = 'complete' or {OWNS} or {IN_PART}))"
)


def part(table: str, also: str = "") -> list[Policy]:
    writes = ALL_WRITABLE.format(table=table, owns=f"{OWNS}{also}")
    return behind_wall(table, read=OF_TOOL.format(table=table), write=writes, change=writes)


POLICIES = [
    *behind_wall(
        "screening_tool", read=READ, write=f"{WRITABLE.format(field='screening_tool.case_id')} and {OWN}", change=WRITE
    ),
    *of_history("screening_toolhistory", of="screening_tool"),
    *behind_wall(
        "screening_toolsection",
        read=OF_SECTION,
        write=ALL_WRITABLE.format(table="screening_toolsection", owns=OWNS),
        change=ALL_WRITABLE.format(table="screening_toolsection", owns=f"{OWNS} or {IN_PART}"),
    ),
    *of_history("screening_toolsectionhistory", of="screening_toolsection"),
    *part("screening_advice"),
    *of_history("screening_advicehistory", of="screening_advice"),
    *part("screening_askedpart", also=" or portal.asked_to_write(t.id)"),
    *of_history("screening_askedparthistory", of="screening_askedpart"),
    *part("screening_reviewsaid"),
    *part("screening_attacheddocument"),
    *of_history("screening_attacheddocumenthistory", of="screening_attacheddocument"),
]
ONCE = "screening_editioninforce, screening_documentlink, screening_reviewsaid"
SQL = (
    ADVISES,
    FIGURES,
    WRITES_PARTS,
    ASKED_TO_WRITE,
    f"revoke update, delete on {ONCE} from {APP_ROLE}, {SYSTEM_ROLE}",
    "revoke delete on screening_tool, screening_toolsection, screening_advice, screening_askedpart,"
    f" screening_attacheddocument from {APP_ROLE}, {SYSTEM_ROLE}",
)
