"""Puts documents into two cases of the bench, a few and many: their pages show as much of either."""

from __future__ import annotations

from typing import Any

LENGTHS = {1: 20, 2: 500}  # in the cases with a short and a long chronology
DOCUMENTS = """
set local session_replication_role = replica;
with made as (
  insert into cases_document (ref, version, created_at, updated_at, case_id, agency_id, added_by_id, title, kind,
      dated_on, description, handling, named_agencies, withdrawn_because)
    select 'D-' || c.id || '-' || n, 1, now(), now(), c.id,
           case when mod(n, 3) = 0 then c.lead_agency_id else own.id end, person.id, 'Paper number ' || n, 'court',
           current_date - n / 2, '', case when mod(n, 3) = 0 then 'own_agency' else 'network' end, '{}', ''
    from cases_case c cross join agencies_agency own cross join agencies_user person
    cross join generate_series(1, %(number)s) n
    where c.ref = %(case)s and own.name = %(most)s and person.email = %(worker)s
    returning id, ref, agency_id, added_by_id)
insert into cases_documentversion (ref, version, created_at, updated_at, document_id, number, agency_id, added_by_id,
    what_changed, file_kind, stored, size, sha256, scan)
  select made.ref || '-' || number, 1, now(), now(), made.id, number, made.agency_id, made.added_by_id, '', 'pdf',
         made.ref || '/' || number, 48000, repeat('0', 64), 'not_scanned'
  from made cross join generate_series(1, 2) number;
"""


def fill(cursor: Any, *, worker: str, most: str) -> None:
    for case, number in LENGTHS.items():
        cursor.execute(DOCUMENTS, {"case": f"BENCH-CASE-{case}", "number": number, "worker": worker, "most": most})
