"""Fills the portal with so many cases, of which one agency sees 60 in a hundred and another two."""

from __future__ import annotations

from contextlib import closing
from random import Random
from typing import Any

import psycopg2
from psycopg2.extras import execute_batch

from cse_portal.cases.keys import keys_of
from cse_portal.demo.cast import AGENCIES, BUSIEST
from tests.load import documents, networks, work

MOST, FEW = AGENCIES["csc"], AGENCIES["police"]  # the agencies that see 60 % and 2 %
WORKER = "priya.nair@larkmere.example"
FULL = 100_000  # from so many cases on there is as much open work
DEEP = 500_000  # rows before the deep page
KEYED = 200_000  # of whom more than so many are not searched for: an index of a million would take minutes to fill

# Names that nobody has, some of them far more often than others.
CONSONANTS, VOWELS = "bdfghjklmnprstvwy", "aeio"
SPREAD, POOL = 1_000_003, 1000
TIMES = {"given": 7919, "family": 104_729}


def pool(kind: str) -> list[str]:
    random = Random(kind)
    found: dict[str, None] = {}
    while len(found) < POOL:
        syllables = (random.choice(CONSONANTS) + random.choice(VOWELS) for _ in range(random.choice((2, 3, 4))))
        found["".join(syllables).capitalize()] = None
    return list(found)


NAMES = {kind: pool(kind) for kind in TIMES}


def name_of(number: int) -> str:
    """As FILL names the child of this number."""
    places = {kind: number * times % SPREAD % POOL for kind, times in TIMES.items()}
    return " ".join(NAMES[kind][place * place // POOL] for kind, place in places.items())


WORDS = "create temp table words (kind text, place integer, word text, keys text[]) on commit drop"
WORD = "insert into words values (%s, %s, %s, %s)"

# The triggers that copy sort keys and keep histories are put aside: they are not what is measured, and the copies are
# written here as they would be. Review dates and risks are strewn, so that neighbours in a list lie far apart.
FILL = """
set local session_replication_role = replica;
create temp table numbers on commit drop as
  select n, mod(n * 7919::bigint, 1000003) as strewn, mod(mod(n * 7919::bigint, 1000003), 1000) as given,
         mod(mod(n * 104729::bigint, 1000003), 1000) as family
  from generate_series(%(from)s + 1, %(to)s) n;
insert into cases_child (ref, version, created_at, updated_at, given_names, family_name, known_as, born_on, keys)
  select 'BENCH-CHILD-' || n, 1, now(), now(), first.word, last.word, '', born,
         case when n <= %(keyed)s then first.keys || last.keys || ('d:' || born) else '{}' end
  from numbers cross join lateral (select date '2008-01-01' + mod(strewn, 2900)::int as born) day
  join words first on first.kind = 'given' and first.place = given * given / 1000
  join words last on last.kind = 'family' and last.place = family * family / 1000;
insert into cases_case (ref, version, created_at, updated_at, child_id, partnership_id, lead_agency_id, opened_on,
    risk, review_on, is_restricted, restricted_because)
  select 'BENCH-CASE-' || n, 1, now(), now(), child.id, agency.partnership_id, agency.id, date '2024-01-01',
         nullif(mod(strewn, 5), 4), date '2026-01-01' + mod(strewn, 400)::int, false, ''
  from numbers join cases_child child on child.ref = 'BENCH-CHILD-' || n
  cross join agencies_agency agency where agency.name = %(other)s;
insert into cases_casegrant (case_id, permission_id, group_id, reason, note, valid_from, granted_for, sort_rank,
    sort_review)
  select c.id, permission.id, access.group_id, 'agency', '', timestamptz '2024-01-01', 'bench', c.rank, c.review_on
  from numbers join cases_case c on c.ref = 'BENCH-CASE-' || n
  join agencies_agency agency on agency.name = %(other)s
       or (agency.name = %(most)s and mod(strewn, 100) < 60)
       or (agency.name = %(few)s and mod(strewn, 100) between 60 and 61)
  join agencies_accessgroup access on access.agency_id = agency.id
  cross join auth_permission permission where permission.codename = 'view_case';
"""
# Two cases with a social worker named on them: one with a short chronology, one with a long one, every third line of
# which is somebody's own agency's, health's or for named agencies.
LENGTHS = {1: 50, 2: 5000}
CHRONOLOGIES = """
set local session_replication_role = replica;
insert into cases_casegrant (case_id, permission_id, membership_id, user_id, reason, note, valid_from, granted_for,
    sort_rank, sort_review)
  select c.id, permission.id, hat.id, person.id, 'named', '', timestamptz '2024-01-01', 'bench', c.rank, c.review_on
  from cases_case c cross join auth_permission permission cross join agencies_membership hat
  join agencies_user person on person.id = hat.user_id
  where c.ref = %(case)s and permission.codename = 'view_case' and person.email = %(worker)s;
insert into cases_entry (ref, version, created_at, updated_at, case_id, agency_id, happened_on, kind, headline, words,
    handling, named_agencies, is_significant, source_ref)
  select 'B-' || c.id || '-' || n, 1, now(), now(), c.id,
         case when mod(n, 3) = 0 then c.lead_agency_id else own.id end, current_date - n / 4,
         (array['child', 'education', 'police', 'missing'])[1 + mod(n, 4)], 'What happened on day ' || n / 4,
         'Seen at school, and talked of the week before. Nothing new was said.',
         case when mod(n, 3) = 0 then 'own_agency' else 'network' end, '{}', mod(n, 5) = 0, 'B-' || n
  from cases_case c cross join agencies_agency own cross join generate_series(1, %(number)s) n
  where c.ref = %(case)s and own.name = %(most)s;
"""
GROUPS = """
insert into auth_group (name) select 'bench ' || id from agencies_agency a where a.name = any(%(names)s)
  and not exists (select from agencies_accessgroup g where g.agency_id = a.id);
insert into agencies_accessgroup (group_id, agency_id, sight)
  select g.id, a.id, 'agency' from agencies_agency a join auth_group g on g.name = 'bench ' || a.id
  where not exists (select from agencies_accessgroup known where known.agency_id = a.id)
"""
DEEP_KEY = """
select sort_rank, sort_review, case_id from cases_casegrant
where principal = (select group_id from agencies_accessgroup g join agencies_agency a on a.id = g.agency_id
                   where a.name = %(name)s)
order by 1, 2, 3 offset %(deep)s limit 1
"""


def fill(login: dict[str, Any], number: int) -> None:
    """Adds to what there is, up to so many."""
    names = {"most": MOST, "few": FEW, "other": AGENCIES["other"]}
    with closing(psycopg2.connect(**login)) as connection:
        with connection, connection.cursor() as cursor:
            cursor.execute("select count(*) from cases_case where ref like 'BENCH-CASE-%'")
            there = cursor.fetchone()[0]
            if there >= number:
                return
            cursor.execute(GROUPS, {"names": list(names.values())})
            cursor.execute(WORDS)
            words = [(kind, place, one, keys_of([one])) for kind in NAMES for place, one in enumerate(NAMES[kind])]
            execute_batch(cursor, WORD, words, page_size=1000)
            cursor.execute(FILL, {"from": there, "to": number, "keyed": KEYED, **names})
            for one, length in LENGTHS.items() if not there else ():
                about = {"case": f"BENCH-CASE-{one}", "number": length, "worker": WORKER, "most": MOST}
                cursor.execute(CHRONOLOGIES, about)
            if not there:
                networks.fill(cursor)
                documents.fill(cursor, worker=WORKER, most=MOST)
            if number >= FULL > there:
                work.fill(cursor, busiest=BUSIEST.email)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze")


def deep_key(words: dict[str, Any]) -> tuple[int, str, int]:
    with closing(psycopg2.connect(**words)) as connection, connection.cursor() as cursor:
        cursor.execute(DEEP_KEY, {"name": MOST, "deep": DEEP})
        rank, review, case = cursor.fetchone()
    return rank, review.isoformat(), case
