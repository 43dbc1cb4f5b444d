"""The database's own judgement of absence: the periods belong to a case, and a file is for whoever imported it."""

from __future__ import annotations

from cse_portal.cases.policies import of_case, of_history
from cse_portal.core.hardening import behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE

OWN = "imported_by_id = (select portal.person())"
POLICIES = [
    *behind_wall("cases_attendanceimport", read=OWN, write=OWN),
    *of_case("cases_schoolabsence"),
    *of_history("cases_schoolabsencehistory", of="cases_schoolabsence"),
]
SQL = (
    f"revoke delete on cases_attendanceimport, cases_schoolabsence from {APP_ROLE}, {SYSTEM_ROLE}",
    f"revoke update on cases_attendanceimport from {APP_ROLE}, {SYSTEM_ROLE}",
)
