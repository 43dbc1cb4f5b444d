"""The database's own judgement of missing episodes: they belong to a case, and what was added to them, to them."""

from __future__ import annotations

from cse_portal.cases.policies import LOOKS_ONLY, MARK, of_case, of_history
from cse_portal.core.hardening import Policy, behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE

EPISODE = "exists (select from cases_missingepisode m where m.id = {table}.episode_id)"
EPISODE_WRITABLE = (
    "exists (select from cases_missingepisode m join cases_casegrant g on g.case_id = m.case_id"
    f" where m.id = {{table}}.episode_id and g.reason not in ({LOOKS_ONLY}))"
)
WRITTEN_ONCE = ("interviewstep", "learnt", "followup")


def of_episode(one: str) -> list[Policy]:
    """What was learnt is read as far as its mark goes; it can be struck through, and nothing else is ever changed."""
    table = f"cases_{one}"
    case = f"(select m.case_id from cases_missingepisode m where m.id = {table}.episode_id)"  # noqa: S608 - our own
    also = f" and {MARK}".replace("THE_CASE", case) if one == "learnt" else ""
    read, write = EPISODE.format(table=table) + also, EPISODE_WRITABLE.format(table=table) + also
    return behind_wall(table, read=read, write=write, change=write if one == "learnt" else "")


POLICIES = [
    *of_case("cases_missingepisode"),
    *of_history("cases_missingepisodehistory", of="cases_missingepisode"),
    *(policy for one in WRITTEN_ONCE for policy in of_episode(one)),
]
ONCE = ", ".join(f"cases_{one}" for one in WRITTEN_ONCE)
SQL = (
    f"revoke delete on cases_missingepisode, {ONCE} from {APP_ROLE}, {SYSTEM_ROLE}",
    f"revoke update on {ONCE} from {APP_ROLE}, {SYSTEM_ROLE}",
    f"grant update (version, updated_at, struck_at, struck_by_id, struck_because) on cases_learnt to {APP_ROLE}",
)
