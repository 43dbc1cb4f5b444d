"""What somebody was told is theirs alone, in the database too; the portal tells and sends for a stated purpose."""

from __future__ import annotations

from cse_portal.core.hardening import behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE

OWN = "recipient_id = (select portal.person())"
OWN_WAY = "person_id = (select portal.person())"
# Read by their owner, who may only say that they have read them; made, written and sent by the portal.
POLICIES = [
    *behind_wall("notices_notice", read=OWN, change=OWN),
    *behind_wall("notices_letter", read=OWN),
    *behind_wall("notices_preference", read=OWN_WAY, write=OWN_WAY, change=OWN_WAY),
    *behind_wall("notices_reaching", read=OWN_WAY, write=OWN_WAY, change=OWN_WAY),
    *behind_wall("notices_calendarfeed", read=OWN_WAY, write=OWN_WAY, change=OWN_WAY),
    *behind_wall("notices_servicetrouble", read="false"),
    *behind_wall("notices_mailtrouble", read=OWN_WAY),
]
TABLES = ", ".join(
    f"notices_{one}"
    for one in ("notice", "letter", "preference", "reaching", "calendarfeed", "servicetrouble", "mailtrouble")
)
SQL = (
    f"revoke delete on {TABLES} from {APP_ROLE}, {SYSTEM_ROLE}",
    f"revoke insert on notices_notice, notices_letter, notices_mailtrouble from {APP_ROLE}",
    f"revoke update on notices_notice, notices_letter, notices_mailtrouble from {APP_ROLE}",
    f"grant update (read_at, version, updated_at) on notices_notice to {APP_ROLE}",
)
