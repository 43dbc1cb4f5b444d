"""What the policies of cases are made of: who meets a case, what a mark hides, and what a row was."""

from __future__ import annotations

from cse_portal.agencies.reasons import READ_ONLY, Reason
from cse_portal.core.hardening import Policy, behind_wall

MINE = """
principal = any ((select portal.principals())::bigint[])
and valid_from <= portal.now() and (valid_until is null or valid_until > portal.now())
"""
CASE = "exists (select from cases_casegrant g where g.case_id = {field})"
LOOKS_ONLY = ", ".join(f"'{reason}'" for reason in sorted(READ_ONLY))
WRITABLE = f"exists (select from cases_casegrant g where g.case_id = {{field}} and g.reason not in ({LOOKS_ONLY}))"
# An emergency opens what is shared, never what police and co-chairs keep to themselves.
MARK = f"""
(handling = 'network'
 or (handling in ('own_agency', 'named_agencies', 'health')
     and agency_id = any ((select portal.agencies())::bigint[]))
 or (handling = 'named_agencies' and named_agencies && (select portal.agencies())::bigint[])
 or (handling = 'health' and (select portal.reads_health()))
 or (handling = 'covert' and (select portal.reads_covert()) and exists (
     select from cases_casegrant g where g.case_id = THE_CASE and g.reason <> '{Reason.EMERGENCY}')))
"""  # noqa: S608 - the reason is our own


def of_case(table: str, *, field: str = "case_id", mark: str = "") -> list[Policy]:
    """A table whose rows belong to a case: whoever sees the case meets them, as far as a mark allows."""
    also = f" and {mark}".replace("THE_CASE", f"{table}.{field}") if mark else ""
    read = CASE.format(field=f"{table}.{field}") + also
    write = WRITABLE.format(field=f"{table}.{field}") + also
    return behind_wall(table, read=read, write=write, change=write)


def of_history(table: str, *, of: str, key: str = "pgh_obj_id", mark: str = "") -> list[Policy]:
    """What a row was is for those who see what it is; where it had a mark then, that mark counts, too."""
    also = f" and {mark}".replace("THE_CASE", f"{table}.case_id") if mark else ""
    return behind_wall(table, read=f"exists (select from {of} r where r.id = {table}.{key}){also}")
