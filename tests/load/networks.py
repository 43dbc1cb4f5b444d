"""Puts people, places and phones around two cases of the bench: a few, and as many as one picture shows."""

from __future__ import annotations

from typing import Any

from cse_portal.demo.cast import AGENCIES

WORKER = "priya.nair@larkmere.example"
SIZES = {10: 3, 60: 4}  # with the child; the number of the case
STEPS = 3
# A tree of four branches at each, and a link from every third to one of those before it.
NETWORK = """
set local session_replication_role = replica;
insert into cases_casegrant (case_id, permission_id, membership_id, user_id, reason, note, valid_from, granted_for,
    sort_rank, sort_review)
  select c.id, permission.id, hat.id, person.id, 'named', '', timestamptz '2024-01-01', 'bench', c.rank, c.review_on
  from cases_case c cross join auth_permission permission cross join agencies_membership hat
  join agencies_user person on person.id = hat.user_id
  where c.ref = %(case)s and permission.codename = 'view_case' and person.email = %(worker)s;
insert into network_item (ref, version, created_at, updated_at, partnership_id, agency_id, recorded_by_id, source,
    information, sharing, conditions, handling, named_agencies, struck_because, kind, label, aliases, description,
    ethnicity, nationality, marker, position_of_trust, place_kind, address, postcode, plate, number, platform, keys,
    same)
  select 'B-' || c.id || '-' || n, 1, now(), now(), c.partnership_id, own.id, person.id, 'reliable',
         'direct', 'may_be_shared', '', 'network', '{}', '',
         (array['person', 'place', 'vehicle', 'phone', 'business'])[1 + mod(n, 5)], 'Known as number ' || n, '{}', '',
         '', '', '', '', '', '', '', '', '', '', '{}', '{}'
  from cases_case c cross join agencies_agency own cross join agencies_user person
  cross join generate_series(1, %(number)s) n
  where c.ref = %(case)s and own.name = %(most)s and person.email = %(worker)s;
insert into network_link (ref, version, created_at, updated_at, partnership_id, agency_id, recorded_by_id, source,
    information, sharing, conditions, handling, named_agencies, struck_because, kind, start_case_id, start_item_id,
    end_item_id, since, is_about, words, known_from, origin, origin_ref)
  select 'B-' || c.id || '-' || n || '-' || extra, 1, now(), now(), c.partnership_id, own.id, person.id, 'reliable',
         (array['direct', 'indirect'])[1 + mod(n, 2)], 'may_be_shared', '', 'network', '{}', '', 'other',
         case when near.item is null then c.id end, near.item, last.id, current_date - n, false, '', '', '', ''
  from cases_case c cross join agencies_agency own cross join agencies_user person
  cross join generate_series(1, %(number)s) n cross join generate_series(0, 1) extra
  join network_item last on last.ref = 'B-' || c.id || '-' || n
  cross join lateral (select (select id from network_item one where one.ref = 'B-' || c.id || '-' || case extra
    when 0 then (n - 1) / 4 else n - 2 end) as item) near
  where c.ref = %(case)s and own.name = %(most)s and person.email = %(worker)s
    and (extra = 0 or (mod(n, 3) = 0 and n > 5));
"""


def fill(cursor: Any) -> None:
    for size, case in SIZES.items():
        about = {"case": f"BENCH-CASE-{case}", "number": size - 1, "worker": WORKER, "most": AGENCIES["csc"]}
        cursor.execute(NETWORK, about)
