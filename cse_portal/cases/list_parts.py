"""What the page of the list shows beside and around its cases, worded as parts of one question to the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from cse_portal.agencies.timescales import DEFAULTS, Timescale
from cse_portal.cases.child_lists import OUT_OF_BOROUGH
from cse_portal.cases.missing_rules import many_words
from cse_portal.cases.narrowing import CURRENT, HELD, TODAY
from cse_portal.cases.team import Part

Asked = tuple[str, list[Any]]  # a part's words and the values in their places


class Line(NamedTuple):
    """Of which part; of whom or what, by number; words, a reference, and what else the part says."""

    part: str
    number: int
    words: str
    ref: str
    more: str


def one_question(asked: Sequence[Asked]) -> Asked:
    """Each line is a `Line`, and two columns by which its part is ordered."""
    statement = " union all ".join(sql for sql, _ in asked)
    return f"{statement} order by 1, 6, 7", [value for _, values in asked for value in values]


# Of what was written down several times the last counts, so it comes last.
IS_CURRENT, IS_HELD = (condition.replace(TODAY, "%s") for condition in (CURRENT, HELD))
WORKER = f"""
    select 'worker', m.case_id, person.name::text, '', '', '', m.id from cases_casemember m
    join agencies_membership held on held.id = m.membership_id join agencies_user person on person.id = held.user_id
    where m.case_id = any (%s) and m.part = '{Part.ALLOCATED}' and {IS_HELD}
"""  # noqa: S608 - our own words
SCHOOL = f"""
    select 'school', f.child_id, f.place::text, '', '', '', f.id from cases_schooling f
    where f.child_id = any (%s) and {IS_CURRENT} and f.place <> ''
"""  # noqa: S608 - as above
CARE = f"""
    select 'care', f.child_id, f.kind::text, '', '', '', f.id from cases_carestatus f
    where f.child_id = any (%s) and {IS_CURRENT}
"""  # noqa: S608 - as above
AWAY = f"""
    select 'care', f.child_id, '{OUT_OF_BOROUGH}', '', '', '', f.id from cases_placement f
    where f.child_id = any (%s) and {IS_CURRENT} and f.is_out_of_borough
"""  # noqa: S608 - as above
MISSING = """
    select 'missing', m.case_id, (bool_or(m.ended_at is null))::int::text,
      coalesce(max(often.amount), %s)::text || ' ' || coalesce(max(lately.amount), %s)::text,
      (count(*) filter (where %s - (m.began_at at time zone 'Europe/London')::date
                        between 0 and coalesce(lately.amount, %s) - 1))::text, '', m.case_id
    from cases_missingepisode m join cases_case c on c.id = m.case_id
    left join agencies_timescalesetting often on often.partnership_id = c.partnership_id and often.code = %s
    left join agencies_timescalesetting lately on lately.partnership_id = c.partnership_id and lately.code = %s
    where m.case_id = any (%s) and m.struck_at is null group by m.case_id
"""
POLICE = """
    select 'police', p.case_id, '', '', '', '', p.id from cases_policereference p where p.case_id = any (%s)
"""


def missing(cases: list[int], on: date) -> Asked:
    """By the partnership’s own timescales, else by the usual ones."""
    often, lately = Timescale.MISSING_EPISODES, Timescale.MISSING_EPISODES_WITHIN
    within = DEFAULTS[lately]
    return MISSING, [DEFAULTS[often], within, on, within, often.value, lately.value, cases]


def beside(cases: list[int], children: list[int], columns: Collection[str], on: date) -> list[Asked]:
    """Only what the columns show."""
    parts: dict[str, list[Asked]] = {
        "worker": [(WORKER, [cases, on])],
        "school": [(SCHOOL, [children, on])],
        "flags": [(CARE, [children, on]), (AWAY, [children, on]), (POLICE, [cases]), missing(cases, on)],
    }
    return [one for column, asked in parts.items() if column in columns for one in asked] if cases else []


AGENCIES = """
    select 'agency', a.id, a.name::text, a.ref::text, a.kind::text, a.name::text, a.id
    from agencies_agency a where a.partnership_id = any (%s)
"""
VIEWS = """
    select 'view', v.opens_first::int, v.name::text, v.ref::text, v.query::text, v.name::text, v.id
    from cases_listview v where v.owner_id = %s and v.removed_at is null
"""
COLLEAGUES = """
    select 'colleague', one.id, one.name::text, one.ref::text, '', one.name::text, one.id from ({}) one (id, name, ref)
"""
TO_DO = "select 'to do', count(*), '', '', '', '', 0 from ({}) one"


def agencies(partnerships: list[int]) -> Asked:
    return AGENCIES, [partnerships]


def views(person: int) -> Asked:
    return VIEWS, [person]


def colleagues(sql: str, values: Iterable[Any]) -> Asked:
    """Of whom another question says their number, name and reference."""
    return COLLEAGUES.format(sql), list(values)


def to_do(sql: str, values: Iterable[Any]) -> Asked:
    return TO_DO.format(sql), list(values)


@dataclass(frozen=True)
class Standing:
    """Of one case: whether the child is missing now, and words where it was too often of late."""

    is_now: bool
    many: str


def standing_in(lines: Iterable[Line]) -> dict[int, Standing]:
    found = {}
    for line in lines:
        often, lately = (int(one) for one in line.ref.split())
        many = many_words(often, lately) if int(line.more) >= often else ""
        found[line.number] = Standing(line.words == "1", many)
    return found
