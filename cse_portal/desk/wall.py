"""What lies on a desk is its owner's alone, in the database too; the portal sweeps and builds for a stated purpose."""

from __future__ import annotations

from cse_portal.core.hardening import Policy, behind_wall
from cse_portal.core.wall import APP_ROLE


def of_owner(table: str, owner: str) -> list[Policy]:
    """Whatever hat they wear: unfinished words and files belong to the person."""
    own = f"{owner} = (select portal.person())"
    return behind_wall(table, read=own, write=own, change=own)


POLICIES = [
    *of_owner("desk_draft", "owner_id"),
    *of_owner("desk_submission", "user_id"),
    *of_owner("desk_backgroundjob", "owner_id"),
]
# They go with the sweep, which is the portal's.
SQL = (f"revoke delete on desk_draft, desk_submission, desk_backgroundjob from {APP_ROLE}",)
