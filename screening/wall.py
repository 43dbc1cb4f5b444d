"""The database's own judgement of filled-in tools: of a case one sees; a draft is its agency's and its advisers'."""

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
$$
"""
OWN = "agency_id = any ((select portal.agencies())::bigint[])"
MARKED = MARK.replace("THE_CASE", "screening_tool.case_id")
MINE = f"({OWN} or portal.advises(screening_tool.id))"
READ = f"{CASE.format(field='screening_tool.case_id')} and ({OWN} or (status = 'complete' and {MARKED}) or {MINE})"
WRITE = f"{WRITABLE.format(field='screening_tool.case_id')} and {MINE}"
OF_TOOL = "exists (select from screening_tool t where t.id = {table}.tool_id)"
OF_TOOL_WRITABLE = (
    "exists (select from screening_tool t where t.id = {table}.tool_id and "
    + WRITABLE.format(field="t.case_id")
    + " and (t.agency_id = any ((select portal.agencies())::bigint[]) or portal.advises(t.id)))"
)


def part(table: str) -> list[Policy]:
    writes = OF_TOOL_WRITABLE.format(table=table)
    return behind_wall(table, read=OF_TOOL.format(table=table), write=writes, change=writes)


POLICIES = [
    *behind_wall(
        "screening_tool", read=READ, write=f"{WRITABLE.format(field='screening_tool.case_id')} and {OWN}", change=WRITE
    ),
    *of_history("screening_toolhistory", of="screening_tool"),
    *part("screening_toolsection"),
    *of_history("screening_toolsectionhistory", of="screening_toolsection"),
    *part("screening_advice"),
    *of_history("screening_advicehistory", of="screening_advice"),
]
DECIDED = "screening_editioninforce, screening_documentlink"  # of the partnership, about no child, written once
SQL = (
    ADVISES,
    FIGURES,
    f"revoke update, delete on {DECIDED} from {APP_ROLE}, {SYSTEM_ROLE}",
    f"revoke delete on screening_tool, screening_toolsection, screening_advice from {APP_ROLE}, {SYSTEM_ROLE}",
)
