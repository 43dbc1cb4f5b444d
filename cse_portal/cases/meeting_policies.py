"""The database's own judgement of meetings and plans: they belong to a case, and their parts to them."""

from __future__ import annotations

from cse_portal.cases.policies import LOOKS_ONLY, MARK, of_case, of_history
from cse_portal.core.hardening import Policy, behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE

# Who was asked, what was decided and the rest are seen with their meeting; what an agency brought, as far as its mark.
MEETING = "exists (select from cases_meeting m where m.id = {table}.meeting_id)"
MEETING_WRITABLE = (
    "exists (select from cases_meeting m join cases_casegrant g on g.case_id = m.case_id"
    f" where m.id = {{table}}.meeting_id and g.reason not in ({LOOKS_ONLY}))"
)
PLAN = "exists (select from cases_plan p where p.id = cases_planrow.plan_id)"
PLAN_WRITABLE = (
    "exists (select from cases_plan p join cases_casegrant g on g.case_id = p.case_id"
    f" where p.id = cases_planrow.plan_id and g.reason not in ({LOOKS_ONLY}))"
)
OF_MEETINGS = ("invitee", "decision", "agreedaction", "minutes", "contribution")
WRITTEN_ONCE = frozenset({"minutes"})


def of_meeting(one: str) -> list[Policy]:
    table = f"cases_{one}"
    case = f"(select m.case_id from cases_meeting m where m.id = {table}.meeting_id)"  # noqa: S608 - our own words
    also = f" and {MARK}".replace("THE_CASE", case) if one == "contribution" else ""
    write = MEETING_WRITABLE.format(table=table) + also
    case_then = case.replace(table, f"{table}history")
    found = behind_wall(
        table, read=MEETING.format(table=table) + also, write=write, change="" if one in WRITTEN_ONCE else write
    )
    if one not in WRITTEN_ONCE:
        found += of_history(f"{table}history", of=table, mark=MARK.replace("THE_CASE", case_then) if also else "")
    return found


POLICIES = [
    *of_case("cases_meeting"),
    *of_history("cases_meetinghistory", of="cases_meeting"),
    *(policy for one in OF_MEETINGS for policy in of_meeting(one)),
    *of_case("cases_plan"),
    *of_history("cases_planhistory", of="cases_plan"),
    *behind_wall("cases_planrow", read=PLAN, write=PLAN_WRITABLE, change=PLAN_WRITABLE),
    *of_history("cases_planrowhistory", of="cases_planrow"),
]
KEPT = ", ".join(f"cases_{one}" for one in ("meeting", *OF_MEETINGS, "plan", "planrow"))
SQL = (f"revoke delete on {KEPT} from {APP_ROLE}, {SYSTEM_ROLE}",)  # as every fact
