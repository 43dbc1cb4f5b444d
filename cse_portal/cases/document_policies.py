"""The database's own judgement of documents: they belong to a case, as far as their mark allows."""

from __future__ import annotations

from cse_portal.cases.policies import LOOKS_ONLY, MARK, of_case, of_history
from cse_portal.core.hardening import Policy, behind_wall
from cse_portal.core.wall import APP_ROLE, SYSTEM_ROLE

DOCUMENT = "exists (select from cases_document d where d.id = cases_documentversion.document_id)"
DOCUMENT_WRITABLE = (
    "exists (select from cases_document d join cases_casegrant g on g.case_id = d.case_id"
    f" where d.id = cases_documentversion.document_id and g.reason not in ({LOOKS_ONLY}))"
)

POLICIES: list[Policy] = [
    *of_case("cases_document", mark=MARK),
    *of_history("cases_documenthistory", of="cases_document", mark=MARK),
    # written once: whether it was scanned is the portal's to add
    *behind_wall("cases_documentversion", read=DOCUMENT, write=DOCUMENT_WRITABLE),
]
SQL = (
    f"revoke delete on cases_document, cases_documentversion, cases_childphoto from {APP_ROLE}, {SYSTEM_ROLE}",
    f"revoke update on cases_documentversion from {APP_ROLE}",
)
