"""Work that a day begins, and no deed: which open cases want it, since when, and by which day it is due.

A stage adds its own in one line, `add_opener`. What is wanted is asked of the database once for all cases; each kind
of work is open at most once in a case, and it is closed by its deed, or when nothing wants it any more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from cse_portal.agencies.office_hours import OfficeHours
from cse_portal.agencies.timescales import Timescale
from cse_portal.cases import ages
from cse_portal.cases import work_kinds as kinds
from cse_portal.cases.meeting_kinds import STRATEGY_KINDS
from cse_portal.core.working_days import LONDON, add_months, add_working_days, end_of_work
from cse_portal.worklist.due_rules import due_for
from cse_portal.worklist.kinds import Kind
from cse_portal.worklist.ladders import Amounts

A_DAY = timedelta(days=1)
MOST_MONTHS_BETWEEN_REVIEWS = 6  # by the care planning regulations; where the next one has no day yet
REVIEW = "lac_review"


class Found(NamedTuple):
    """A case that wants the work: counted from when, towards which other day, and whose it is if not its worker's."""

    case: int
    started: datetime
    day: date | None
    membership: int | None


@dataclass(frozen=True)
class Count:
    """What counting needs beside the case."""

    today: date
    amounts: Amounts
    office: OfficeHours

    @property
    def ahead(self) -> timedelta:
        """Work that is due on a day known long before opens as early as its first reminder would come."""
        return timedelta(days=self.amounts[Timescale.REMIND_FIRST])


# When it is due; nothing where its day is not near enough yet.
DueAt = Callable[[Found, Count], datetime | None]


@dataclass(frozen=True)
class Opener:
    """`wanted` answers with the columns of `Found` and the case's reference, of open cases of one partnership."""

    kind: Kind
    task: str
    button: str
    url_name: str
    wanted: str
    due_at: DueAt


def start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LONDON)


def local_day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def last_day_before(today: date, working_days: int) -> date:
    """The last day from which so many working days have run out today, or before."""
    day = add_working_days(today, -working_days)
    while add_working_days(day, working_days) > today:
        day -= A_DAY
    while add_working_days(day + A_DAY, working_days) <= today:
        day += A_DAY
    return day


def half_way(last: date, following: date, per_cent: int) -> date:
    return last + timedelta(days=(following - last).days * per_cent // 100)


def following_review(last: date, planned: date | None) -> date:
    return planned or add_months(last, MOST_MONTHS_BETWEEN_REVIEWS)


def terms(count: Count) -> dict[str, Any]:
    """What the statements are told beside the partnership."""
    return {
        "today": count.today,
        "today_begins": start_of(count.today),
        "quiet_since": start_of(last_day_before(count.today, count.amounts[Timescale.DORMANT_CASE]) + A_DAY),
        "months": count.amounts[Timescale.TRANSITION_PROMPT],
        "per_cent": count.amounts[Timescale.MID_POINT_CHECK],
        "ahead": count.ahead.days,
        "between_visits": count.amounts[Timescale.OUT_OF_BOROUGH_VISIT] * 7,
        "strategy": list(STRATEGY_KINDS),
        "review": REVIEW,
    }


# --- when each is due ------------------------------------------------------------------------------------------------


def counted(found: Found, count: Count, kind: Kind) -> datetime:
    return due_for(kind.rule, found.started, amounts=count.amounts, office=count.office)


def since_last_entry(found: Found, count: Count) -> datetime | None:
    return counted(found, count, kinds.DORMANT)


def since_meeting(kind: Kind) -> DueAt:
    return lambda found, count: counted(found, count, kind)


def between_reviews(found: Found, count: Count) -> datetime | None:
    last = local_day(found.started)
    following = following_review(last, found.day)
    return _near(half_way(last, following, count.amounts[Timescale.MID_POINT_CHECK]), count)


def since_last_visit(found: Found, count: Count) -> datetime | None:
    due = counted(found, count, kinds.VISITS)
    return due if count.today >= local_day(due) - count.ahead else None


def towards_adulthood(found: Found, count: Count) -> datetime | None:
    born = _born(found)
    return _near(ages.transition_begins_on(born, count.amounts[Timescale.TRANSITION_PROMPT]), count, found.started)


def at_18(found: Found, count: Count) -> datetime | None:
    return _near(ages.turns_18_on(_born(found)), count, found.started)


def _born(found: Found) -> date:
    assert found.day is not None  # noqa: S101 - children without a date of birth are not asked for
    return found.day


def _near(day: date, count: Count, begun: datetime | None = None) -> datetime | None:
    """Whoever meets a child late has as much time from then on as the first reminder gives others."""
    if count.today < day - count.ahead:
        return None
    latest = local_day(begun) + count.ahead if begun else day
    return end_of_work(max(day, latest))


# --- which cases want it ---------------------------------------------------------------------------------------------

OPEN = "c.partnership_id = %(partnership)s and c.closed_on is null"
WITHOUT_ENTRY = f"""
select c.id as case_id, c.ref, greatest(
    c.opened_on::timestamp at time zone 'Europe/London',
    (select max(e.created_at) from cases_entry e where e.case_id = c.id and e.written_by_id is not null),
    (select max(p.created_at) from cases_entrypart p join cases_entry e on e.id = p.entry_id where e.case_id = c.id)
  ) as started, null::date as day, null::bigint as membership_id
from cases_case c
where {OPEN} and c.opened_on::timestamp at time zone 'Europe/London' < %(quiet_since)s
  and not exists (select from cases_entry e where e.case_id = c.id and e.written_by_id is not null
    and e.created_at >= %(quiet_since)s)
  and not exists (select from cases_entrypart p join cases_entry e on e.id = p.entry_id
    where e.case_id = c.id and p.created_at >= %(quiet_since)s)
"""  # noqa: S608 - our own words
AFTER_STRATEGY = f"""
select distinct on (c.id) c.id as case_id, c.ref, m.took_place_at as started, null::date as day,
  null::bigint as membership_id
from cases_meeting m join cases_case c on c.id = m.case_id
where {OPEN} and m.kind = any(%(strategy)s) and m.status in ('held', 'approved')
  and m.took_place_at < %(today_begins)s and not exists ({{there}})
order by c.id, m.took_place_at
"""  # noqa: S608 - our own words
# A plan that was replaced by its next version or ended since was there.
ANY_SAFETY_PLAN = """
select from cases_plan p where p.case_id = c.id and p.kind = 'safety' and p.agreed_at is not null
  and (p.status = 'agreed' or p.agreed_at >= m.took_place_at)
"""
ANY_POLICE_REFERENCE = "select from cases_policereference p where p.case_id = c.id"
LAST_DAY = "(last.took_place_at at time zone 'Europe/London')::date"
NEXT_DAY = "(following.planned_at at time zone 'Europe/London')::date"
BETWEEN_REVIEWS = f"""
select c.id as case_id, c.ref, last.took_place_at as started,
  {NEXT_DAY} as day, last.chair_id as membership_id
from cases_case c
cross join lateral (
  select m.took_place_at, m.chair_id from cases_meeting m
  where m.case_id = c.id and m.kind = %(review)s and m.status in ('held', 'approved')
  order by m.took_place_at desc, m.id desc limit 1) last
left join lateral (
  select min(m.planned_at) as planned_at from cases_meeting m
  where m.case_id = c.id and m.kind = %(review)s and m.status = 'planned' and m.planned_at > last.took_place_at
) following on true
where {OPEN}
  and exists (select from cases_carestatus s where s.child_id = c.child_id and s.kind = 'lac'
    and s.withdrawn_at is null and (s.since is null or s.since <= %(today)s)
    and (s.until is null or s.until >= %(today)s))
  and not exists (select from cases_entry e where e.case_id = c.id and e.kind = 'mid_point'
    and e.struck_at is null and e.created_at >= last.took_place_at)
  and %(today)s >= {LAST_DAY} - %(ahead)s + (
    coalesce({NEXT_DAY},
      ({LAST_DAY} + interval '{MOST_MONTHS_BETWEEN_REVIEWS} months')::date)
    - {LAST_DAY}) * %(per_cent)s / 100
"""  # noqa: S608 - our own words
REOPENED = "(select max(s.at) from cases_stagestep s where s.case_id = c.id and s.stage = 'reopened')"
# Who moves from one place out of borough to another does not wait longer for the next visit.
OUT_OF_BOROUGH = f"""
select c.id as case_id, c.ref, counted.started, null::date as day, null::bigint as membership_id
from cases_case c
cross join lateral (
  select min(coalesce(p.since, (p.created_at at time zone 'Europe/London')::date)) as since,
    bool_or(p.until is null or p.until >= %(today)s) as is_away
  from cases_placement p
  where p.child_id = c.child_id and p.is_out_of_borough and p.withdrawn_at is null
    and (p.since is null or p.since <= %(today)s)
    and (p.until is null or p.until >= %(today)s::date - %(between_visits)s)) away
cross join lateral (
  select greatest(
    greatest(c.opened_on, away.since, (
      select max(e.happened_on) from cases_entry e
      where e.case_id = c.id and e.kind = 'visit' and e.struck_at is null and e.happened_on <= %(today)s)
    )::timestamp at time zone 'Europe/London', {REOPENED}) as started) counted
where {OPEN} and away.is_away
  and (counted.started at time zone 'Europe/London')::date + %(between_visits)s - %(ahead)s <= %(today)s
"""  # noqa: S608 - our own words
# A day or two too early, for months that differ in length: the rules above say the day itself.
NEAR_A_BIRTHDAY = f"""
select c.id as case_id, c.ref, greatest(
    c.opened_on::timestamp at time zone 'Europe/London',
    {REOPENED}
  ) as started, child.born_on as day, null::bigint as membership_id
from cases_case c join cases_child child on child.id = c.child_id
where {OPEN} and child.born_is in ('known', 'estimated')
  and child.born_on + make_interval(months => {{months}}) <= %(today)s::date + %(ahead)s + 3
  and not exists (select from cases_adultmove a where a.case_id = c.id and {{done}})
"""  # noqa: S608 - our own words
PLANNED, SETTLED = "(not a.is_needed or a.plan <> '')", "(not a.is_needed or a.handed_over_on is not null)"

_openers: dict[str, Opener] = {}


def add_opener(opener: Opener) -> Opener:
    """Called from a stage's `ready()`; the same kind of work twice must be wanted by the same."""
    if _openers.setdefault(opener.kind.code, opener) != opener:
        raise ValueError(f"The kind of work {opener.kind.code} has its opener already")
    return opener


def calendar_kinds() -> list[Kind]:
    """What is open in a case because of a day, and nobody's any more once the case is."""
    return [one.kind for one in _openers.values()]


def all_openers() -> Mapping[str, Opener]:
    return _openers


for one in (
    Opener(kinds.DORMANT, "Write in the case, or close it", "Write an entry", "cases:write_entry", WITHOUT_ENTRY,
           since_last_entry),
    Opener(kinds.CRIME_REFERENCE, "Record the crime reference of the police", "Record it", "cases:police_add",
           AFTER_STRATEGY.format(there=ANY_POLICE_REFERENCE), since_meeting(kinds.CRIME_REFERENCE)),
    Opener(kinds.SAFETY_PLAN, "Agree a safety plan after the strategy meeting", "Open the plans", "cases:plans",
           AFTER_STRATEGY.format(there=ANY_SAFETY_PLAN), since_meeting(kinds.SAFETY_PLAN)),
    Opener(kinds.MID_POINT, "Check how the plan goes, half-way to the next review", "Write it down",
           "cases:write_entry", BETWEEN_REVIEWS, between_reviews),
    Opener(kinds.TO_ADULTHOOD, "Plan the move to adult services", "Write the plan", "cases:adult_move",
           NEAR_A_BIRTHDAY.format(months="%(months)s", done=PLANNED), towards_adulthood),
    Opener(kinds.TURNING_18, "The young person turns 18: hand over to adult services", "Record the handover",
           "cases:adult_move", NEAR_A_BIRTHDAY.format(months=ages.ADULT * 12, done=SETTLED), at_18),
    Opener(kinds.VISITS, "Visit the child out of borough", "Write about the visit", "cases:write_entry",
           OUT_OF_BOROUGH, since_last_visit),
):  # fmt: skip
    add_opener(one)
