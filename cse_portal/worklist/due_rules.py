"""The table of the pathway, as rules: what falls due, counted from what, and which ladder its reminders climb.

A stage declares its kind of work with one of these lines, and asks `due_for` for the date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from cse_portal.agencies.office_hours import OfficeHours
from cse_portal.agencies.timescales import RULES as TIMESCALES
from cse_portal.agencies.timescales import Timescale, Unit
from cse_portal.core.working_days import LONDON, add_months, add_working_days, end_of_work, next_working_day
from cse_portal.worklist.ladders import HOURS, OWN, QUICK, REVIEW, WORK, Amounts, Ladder


class DueRule(StrEnum):
    SCREENING_ADVISED = "screening_advised"
    MASH_ACKNOWLEDGES = "mash_acknowledges"
    MASH_DECIDES = "mash_decides"
    CHECK_RED = "check_red"
    CHECK_AMBER = "check_amber"
    CHECK_GREEN = "check_green"
    FEEDBACK = "feedback"
    FEEDBACK_UNREAD = "feedback_unread"
    EARLY_HELP = "early_help"
    SINGLE_ASSESSMENT = "single_assessment"
    STRATEGY_DISCUSSION = "strategy_discussion"
    COMPLEX_DISCUSSION = "complex_discussion"
    COMPLEX_MEETING = "complex_meeting"
    CONFERENCE = "conference"
    CRIME_REFERENCE = "crime_reference"
    SAFETY_PLAN = "safety_plan"
    SAFETY_PLAN_REVIEW = "safety_plan_review"
    MEETING_RECORDED = "meeting_recorded"
    ASSESSMENT_REVIEW = "assessment_review"
    DORMANT_CASE = "dormant_case"
    MID_POINT_CHECK = "mid_point_check"
    TRANSITION = "transition"
    ADULT = "adult"
    RETURN_INTERVIEW = "return_interview"
    MISSING_NOW = "missing_now"
    MISSING_LOOKED_AFTER = "missing_looked_after"
    OUT_OF_BOROUGH_VISIT = "out_of_borough_visit"
    PRE_MASE = "pre_mase"
    PANEL_PAPERS = "panel_papers"
    ABSENT_REPORT = "absent_report"
    PANEL_MINUTES = "panel_minutes"
    PANEL_ACTION = "panel_action"
    ORDER_ENDS = "order_ends"
    ACCESS_REVIEW = "access_review"
    KEPT_INSIDE = "kept_inside"
    AGREED = "agreed"


@dataclass(frozen=True)
class Line:
    """Without a timescale the date is set by whoever makes the work: a panel, a plan, an order."""

    what: str
    ladder: Ladder
    timescale: Timescale | None = None


T = Timescale
TABLE: Mapping[DueRule, Line] = {
    DueRule.SCREENING_ADVISED: Line("A screening waits for the adviser’s word", WORK),
    DueRule.MASH_ACKNOWLEDGES: Line("MASH acknowledges a referral", QUICK, T.MASH_ACKNOWLEDGES),
    DueRule.MASH_DECIDES: Line("MASH decides about a referral", QUICK, T.MASH_DECIDES),
    DueRule.CHECK_RED: Line("An agency answers a check, rated red", QUICK, T.CHECK_RED),
    DueRule.CHECK_AMBER: Line("An agency answers a check, rated amber", QUICK, T.CHECK_AMBER),
    DueRule.CHECK_GREEN: Line("An agency answers a check, rated green", WORK, T.CHECK_GREEN),
    DueRule.FEEDBACK: Line("Feedback to whoever referred", WORK, T.FEEDBACK),
    DueRule.FEEDBACK_UNREAD: Line("Feedback that nobody has read", WORK),
    DueRule.EARLY_HELP: Line("Early help assessment", REVIEW, T.EARLY_HELP),
    DueRule.SINGLE_ASSESSMENT: Line("Section 47 or single assessment", REVIEW, T.SINGLE_ASSESSMENT),
    DueRule.STRATEGY_DISCUSSION: Line("Strategy discussion", WORK, T.STRATEGY_DISCUSSION),
    DueRule.COMPLEX_DISCUSSION: Line("Complex abuse: discussion", QUICK, T.COMPLEX_DISCUSSION),
    DueRule.COMPLEX_MEETING: Line("Complex abuse: meeting", HOURS, T.COMPLEX_MEETING),
    DueRule.CONFERENCE: Line("First child protection conference", REVIEW, T.CHILD_PROTECTION_CONFERENCE),
    DueRule.CRIME_REFERENCE: Line("Crime reference after a strategy meeting", WORK, T.CRIME_REFERENCE),
    DueRule.SAFETY_PLAN: Line("Safety plan", WORK, T.SAFETY_PLAN),
    DueRule.SAFETY_PLAN_REVIEW: Line("Safety plan reviewed", REVIEW, T.SAFETY_PLAN_REVIEW),
    DueRule.MEETING_RECORDED: Line("Multi-agency meeting, or the reason why not", WORK, T.MEETING_RECORDED),
    DueRule.ASSESSMENT_REVIEW: Line("Assessment repeated", REVIEW, T.ASSESSMENT_REVIEW),
    DueRule.DORMANT_CASE: Line("A case in which nothing was written", WORK, T.DORMANT_CASE),
    DueRule.MID_POINT_CHECK: Line("Reviewing officer’s mid-point check", WORK),
    DueRule.TRANSITION: Line("Plan for adulthood", REVIEW, T.TRANSITION_PROMPT),
    DueRule.ADULT: Line("A young person turns 18", REVIEW),
    DueRule.RETURN_INTERVIEW: Line("Return home interview", HOURS, T.RETURN_INTERVIEW),
    DueRule.MISSING_NOW: Line("A missing child, looked at again", QUICK, T.MISSING_UNREVIEWED),
    DueRule.MISSING_LOOKED_AFTER: Line("A looked-after child’s missing episode", QUICK, T.MISSING_REPORTED),
    DueRule.OUT_OF_BOROUGH_VISIT: Line("Visit to a child placed out of borough", REVIEW, T.OUT_OF_BOROUGH_VISIT),
    DueRule.PRE_MASE: Line("Pre-MASE", WORK),
    DueRule.PANEL_PAPERS: Line("Panel papers", WORK),
    DueRule.ABSENT_REPORT: Line("Report of an agency that will be absent", WORK),
    DueRule.PANEL_MINUTES: Line("Minutes of a panel", WORK, T.PANEL_MINUTES),
    DueRule.PANEL_ACTION: Line("An action of a panel", REVIEW),
    DueRule.ORDER_ENDS: Line("An order or notice ends", OWN),
    DueRule.ACCESS_REVIEW: Line("Access review", OWN),
    DueRule.KEPT_INSIDE: Line("What concerns one agency alone", OWN),
    DueRule.AGREED: Line("What was agreed or asked for", WORK),
}


def due_for(rule: DueRule, start: datetime, *, amounts: Amounts, office: OfficeHours) -> datetime:
    """When it is due, counted from an instant, in the partnership's own time."""
    timescale = TABLE[rule].timescale
    if timescale is None:
        raise ValueError(f"{rule} has no timescale: its date is given, not counted")
    return after(start, amounts[timescale], TIMESCALES[timescale].unit, office)


def after(start: datetime, amount: int, unit: Unit, office: OfficeHours) -> datetime:
    """Hours and minutes are counted by the clock, whatever the season does to it; days end when work does."""
    if unit in _LENGTHS:
        return start + amount * _LENGTHS[unit]
    if unit is Unit.MASH_HOURS:
        found = office.after_open_time(start, timedelta(hours=amount))
        return found or end_of_work(add_working_days(start.astimezone(LONDON).date(), 1))
    return end_of_work(_day(start.astimezone(LONDON).date(), amount, unit))


_LENGTHS: Mapping[Unit, timedelta] = {Unit.HOURS: timedelta(hours=1), Unit.MINUTES: timedelta(minutes=1)}


def _day(day: date, amount: int, unit: Unit) -> date:
    if unit is Unit.WORKING_DAYS:
        return add_working_days(day, amount) if amount else next_working_day(day)
    if unit is Unit.MONTHS:
        return add_months(day, amount)
    if unit is Unit.WEEKS:
        return day + timedelta(weeks=amount)
    if unit is Unit.DAYS:
        return day + timedelta(days=amount)
    raise ValueError(f"{unit} is no length of time")
