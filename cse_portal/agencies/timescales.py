"""Every timescale of the pathway: what is due when, counted from what, and how far a partnership may tune it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    MINUTES = "minutes"
    HOURS = "hours"
    MASH_HOURS = "hours of MASH time"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    TIMES = "times"
    PER_CENT = "per cent of the way"
    OCLOCK = "o’clock"


class Area(StrEnum):
    """The settings pages of timescales, by the word in their address."""

    MASH = "mash"
    STRATEGY = "strategy"
    ASSESSMENT = "assessment"
    MISSING = "missing"
    PANEL = "panel"
    REMINDERS = "reminders"
    ESCALATION = "escalation"


AREA_TITLES: Mapping[Area, str] = {
    Area.MASH: "Referrals and MASH",
    Area.STRATEGY: "Strategy meetings and plans",
    Area.ASSESSMENT: "Assessment, review and access",
    Area.MISSING: "Missing and out of borough",
    Area.PANEL: "MASE and its papers",
    Area.REMINDERS: "Reminders",
    Area.ESCALATION: "Who is told of what is late",
}


class Timescale(StrEnum):
    MASH_ACKNOWLEDGES = "mash_acknowledges"
    MASH_DECIDES = "mash_decides"
    CHECK_RED = "check_red"
    CHECK_AMBER = "check_amber"
    CHECK_GREEN = "check_green"
    FEEDBACK = "feedback"
    EARLY_HELP = "early_help"
    SINGLE_ASSESSMENT = "single_assessment"
    STRATEGY_DISCUSSION = "strategy_discussion"
    COMPLEX_DISCUSSION = "complex_discussion"
    COMPLEX_MEETING = "complex_meeting"
    CHILD_PROTECTION_CONFERENCE = "child_protection_conference"
    CRIME_REFERENCE = "crime_reference"
    SAFETY_PLAN = "safety_plan"
    SAFETY_PLAN_REVIEW = "safety_plan_review"
    MEETING_RECORDED = "meeting_recorded"
    ASSESSMENT_REVIEW = "assessment_review"
    DORMANT_CASE = "dormant_case"
    MID_POINT_CHECK = "mid_point_check"
    TRANSITION_PROMPT = "transition_prompt"
    UPPER_AGE = "upper_age"
    EMERGENCY_ACCESS = "emergency_access"
    RETURN_INTERVIEW = "return_interview"
    MISSING_UNREVIEWED = "missing_unreviewed"
    MISSING_REPORTED = "missing_reported"
    MISSING_EPISODES = "missing_episodes"
    MISSING_EPISODES_WITHIN = "missing_episodes_within"
    OUT_OF_BOROUGH_VISIT = "out_of_borough_visit"
    PRE_MASE = "pre_mase"
    PANEL_PAPERS = "panel_papers"
    PANEL_MINUTES = "panel_minutes"
    MEMBER_ACCESS = "member_access"
    ABSENCES = "absences"
    REMIND_FIRST = "remind_first"
    REMIND_AGAIN = "remind_again"
    ORDER_FIRST = "order_first"
    ORDER_AGAIN = "order_again"
    REMIND_SHORT = "remind_short"
    REMIND_LATE = "remind_late"
    REMIND_LATE_AGAIN = "remind_late_again"
    TELL_MANAGER = "tell_manager"
    TELL_CONTACT = "tell_contact"
    TELL_LEAD = "tell_lead"
    TELL_BOARD = "tell_board"
    HOURS_FIRST = "hours_first"
    HOURS_AGAIN = "hours_again"
    QUICK_FIRST = "quick_first"
    HOURS_CONTACT = "hours_contact"
    HOURS_LEAD = "hours_lead"
    HOURS_BOARD = "hours_board"
    DIGEST_AT = "digest_at"
    QUIET_FROM = "quiet_from"
    QUIET_UNTIL = "quiet_until"


@dataclass(frozen=True)
class Rule:
    """One line of the table; where least and most are the same it is not for a partnership to change."""

    what: str
    counted: str
    unit: Unit
    default: int
    least: int
    most: int

    @property
    def is_fixed(self) -> bool:
        return self.least == self.most

    @property
    def default_in_words(self) -> str:
        return in_words(self.default, self.unit)


WORKING, HOURS, MASH = Unit.WORKING_DAYS, Unit.HOURS, Unit.MASH_HOURS

TABLE: Mapping[Area, Mapping[Timescale, Rule]] = {
    Area.MASH: {
        Timescale.MASH_ACKNOWLEDGES: Rule("MASH acknowledges a referral", "from receipt", WORKING, 0, 0, 1),
        Timescale.MASH_DECIDES: Rule("MASH decides", "from receipt", WORKING, 1, 0, 1),
        Timescale.CHECK_RED: Rule("Agency check answered, red", "from the request, day and night", HOURS, 2, 1, 4),
        Timescale.CHECK_AMBER: Rule("Agency check answered, amber", "from the request", MASH, 6, 2, 16),
        Timescale.CHECK_GREEN: Rule("Agency check answered, green", "from the request", MASH, 24, 8, 40),
        Timescale.FEEDBACK: Rule("Feedback to whoever referred", "from the decision", WORKING, 1, 0, 3),
        Timescale.EARLY_HELP: Rule("Early help assessment", "from the decision", WORKING, 10, 5, 20),
        Timescale.SINGLE_ASSESSMENT: Rule("Section 47 or single assessment", "from its start", WORKING, 45, 10, 45),
    },
    Area.STRATEGY: {
        Timescale.STRATEGY_DISCUSSION: Rule(
            "Strategy discussion", "from the referral of the concern", WORKING, 3, 1, 5
        ),
        Timescale.COMPLEX_DISCUSSION: Rule("Complex abuse: discussion", "from the flag", HOURS, 24, 4, 24),
        Timescale.COMPLEX_MEETING: Rule("Complex abuse: meeting", "from the flag", HOURS, 72, 24, 72),
        Timescale.CHILD_PROTECTION_CONFERENCE: Rule(
            "First child protection conference", "from the strategy discussion", WORKING, 15, 5, 15
        ),
        Timescale.CRIME_REFERENCE: Rule("Crime reference recorded", "from the strategy meeting", WORKING, 5, 1, 10),
        Timescale.SAFETY_PLAN: Rule("Safety plan", "from the day a risk is seen", WORKING, 5, 1, 10),
        Timescale.SAFETY_PLAN_REVIEW: Rule("Safety plan reviewed", "from its last agreement", Unit.MONTHS, 3, 1, 3),
        Timescale.MEETING_RECORDED: Rule(
            "Multi-agency meeting recorded, or the reason why not", "from a score of 1 or more", WORKING, 10, 5, 20
        ),
    },
    Area.ASSESSMENT: {
        Timescale.ASSESSMENT_REVIEW: Rule(
            "Assessment repeated", "from the decision signed off last", Unit.MONTHS, 3, 1, 3
        ),
        Timescale.DORMANT_CASE: Rule("Case without an entry counts as dormant", "from the last", WORKING, 20, 5, 40),
        Timescale.MID_POINT_CHECK: Rule(
            "Reviewing officer’s mid-point check", "between two reviews", Unit.PER_CENT, 50, 25, 75
        ),
        Timescale.TRANSITION_PROMPT: Rule(
            "Plan for adulthood begins", "from birth", Unit.MONTHS, 17 * 12 + 6, 16 * 12, 17 * 12 + 9
        ),
        Timescale.UPPER_AGE: Rule("A first screening begins before the age of", "from birth", Unit.YEARS, 18, 18, 25),
        Timescale.EMERGENCY_ACCESS: Rule("Emergency access lasts", "from its start", Unit.MINUTES, 60, 15, 60),
    },
    Area.MISSING: {
        Timescale.RETURN_INTERVIEW: Rule("Return home interview", "from the child being found", HOURS, 72, 24, 72),
        Timescale.MISSING_UNREVIEWED: Rule("Missing now, looked at again", "from known missing", HOURS, 24, 4, 24),
        Timescale.MISSING_REPORTED: Rule(
            "Looked-after child’s missing episode reported", "from known missing", Unit.DAYS, 0, 0, 0
        ),
        Timescale.MISSING_EPISODES: Rule("Episodes that ask for a new screening", "missing", Unit.TIMES, 3, 2, 5),
        Timescale.MISSING_EPISODES_WITHIN: Rule("These episodes counted", "up to today", Unit.DAYS, 90, 30, 180),
        Timescale.OUT_OF_BOROUGH_VISIT: Rule(
            "Visit to a child placed out of borough", "from the last", Unit.WEEKS, 6, 1, 6
        ),
    },
    Area.PANEL: {
        Timescale.PRE_MASE: Rule("Pre-MASE is held", "before the panel, at least", WORKING, 6, 5, 15),
        Timescale.PANEL_PAPERS: Rule("Panel papers are out", "before the panel", WORKING, 5, 3, 10),
        Timescale.PANEL_MINUTES: Rule("Minutes are out", "after the panel", WORKING, 5, 1, 10),
        Timescale.MEMBER_ACCESS: Rule(
            "Members still see the panel’s cases", "after the minutes are approved", WORKING, 10, 0, 20
        ),
        Timescale.ABSENCES: Rule("Absences running that go to the strategic group", "missed", Unit.TIMES, 2, 1, 3),
    },
    Area.REMINDERS: {
        Timescale.REMIND_FIRST: Rule("First reminder of a review", "before it is due", Unit.DAYS, 14, 7, 28),
        Timescale.REMIND_AGAIN: Rule("Second reminder of a review", "before it is due", Unit.DAYS, 3, 1, 7),
        Timescale.ORDER_FIRST: Rule("First reminder that an order ends", "before its end", Unit.DAYS, 28, 14, 56),
        Timescale.ORDER_AGAIN: Rule("Second reminder that an order ends", "before its end", Unit.DAYS, 7, 1, 14),
        Timescale.REMIND_SHORT: Rule("Reminder of other work", "before it is due", WORKING, 1, 1, 5),
        Timescale.HOURS_FIRST: Rule("First reminder of a clock of hours", "before its end", HOURS, 24, 12, 48),
        Timescale.HOURS_AGAIN: Rule("Second reminder of a clock of hours", "before its end", HOURS, 6, 1, 11),
        Timescale.QUICK_FIRST: Rule(
            "Reminder of a clock that ends the same day", "before its end", Unit.MINUTES, 30, 10, 60
        ),
        Timescale.REMIND_LATE: Rule("First reminder of what is late", "after it was due", WORKING, 1, 1, 3),
        Timescale.REMIND_LATE_AGAIN: Rule("Second reminder of what is late", "after it was due", WORKING, 5, 2, 10),
        Timescale.DIGEST_AT: Rule("The day’s e-mail goes out", "on working days", Unit.OCLOCK, 8, 6, 10),
        Timescale.QUIET_FROM: Rule("Other e-mails that can wait rest", "in the evening from", Unit.OCLOCK, 20, 17, 22),
        Timescale.QUIET_UNTIL: Rule("They go out again", "in the morning at", Unit.OCLOCK, 7, 5, 9),
    },
    Area.ESCALATION: {
        Timescale.TELL_MANAGER: Rule("Managers are told", "after it was due", WORKING, 1, 1, 5),
        Timescale.TELL_CONTACT: Rule("The single point of contact is told", "after it was due", WORKING, 5, 1, 10),
        Timescale.TELL_LEAD: Rule("The specialist practice lead is told", "after it was due", WORKING, 10, 2, 15),
        Timescale.TELL_BOARD: Rule("It stands on the partnership’s list", "after it was due", WORKING, 15, 5, 30),
        Timescale.HOURS_CONTACT: Rule(
            "A clock of hours: the single point of contact is told", "after its end", HOURS, 4, 1, 12
        ),
        Timescale.HOURS_LEAD: Rule(
            "A clock of hours: the specialist practice lead is told", "after its end", HOURS, 24, 2, 48
        ),
        Timescale.HOURS_BOARD: Rule(
            "A clock of hours: it stands on the partnership’s list", "after its end", HOURS, 72, 24, 240
        ),
    },
}
RULES: Mapping[Timescale, Rule] = {code: rule for rules in TABLE.values() for code, rule in rules.items()}
DEFAULTS: Mapping[Timescale, int] = {code: rule.default for code, rule in RULES.items()}

# The first is never as long as the second.
SHORTER: tuple[tuple[Timescale, Timescale], ...] = (
    (Timescale.CHECK_AMBER, Timescale.CHECK_GREEN),
    (Timescale.COMPLEX_DISCUSSION, Timescale.COMPLEX_MEETING),
    (Timescale.PANEL_PAPERS, Timescale.PRE_MASE),
    (Timescale.REMIND_AGAIN, Timescale.REMIND_FIRST),
    (Timescale.ORDER_AGAIN, Timescale.ORDER_FIRST),
    (Timescale.HOURS_AGAIN, Timescale.HOURS_FIRST),
    (Timescale.REMIND_LATE, Timescale.REMIND_LATE_AGAIN),
    (Timescale.TELL_MANAGER, Timescale.TELL_CONTACT),
    (Timescale.TELL_CONTACT, Timescale.TELL_LEAD),
    (Timescale.TELL_LEAD, Timescale.TELL_BOARD),
    (Timescale.HOURS_CONTACT, Timescale.HOURS_LEAD),
    (Timescale.HOURS_LEAD, Timescale.HOURS_BOARD),
    (Timescale.QUIET_UNTIL, Timescale.QUIET_FROM),
)

_ONE: Mapping[Unit, str] = {
    Unit.MINUTES: "minute",
    Unit.HOURS: "hour",
    Unit.MASH_HOURS: "hour of MASH time",
    Unit.DAYS: "day",
    Unit.WORKING_DAYS: "working day",
    Unit.WEEKS: "week",
    Unit.MONTHS: "calendar month",
    Unit.YEARS: "year",
    Unit.TIMES: "time",
    Unit.PER_CENT: "per cent of the way",
    Unit.OCLOCK: "o’clock",
}
_MANY: Mapping[Unit, str] = {
    unit: unit.value if unit in (Unit.MASH_HOURS, Unit.PER_CENT, Unit.OCLOCK) else f"{word}s"
    for unit, word in _ONE.items()
}
_NONE: Mapping[Unit, str] = {Unit.WORKING_DAYS: "the same working day", Unit.DAYS: "the same day"}
_YEARS_FROM = 24


def in_words(amount: int, unit: Unit) -> str:
    """3 working days; the same working day; 17 years 6 months."""
    if unit == Unit.OCLOCK:
        return f"{amount % 12 or 12}{'am' if amount < 12 else 'pm'}"
    if amount == 0 and unit in _NONE:
        return _NONE[unit]
    if unit == Unit.MONTHS and amount >= _YEARS_FROM:
        years, months = divmod(amount, 12)
        return f"{years} years" + (f" {months} month{'' if months == 1 else 's'}" if months else "")
    return f"{amount} {_ONE[unit] if amount == 1 else _MANY[unit]}"


def problem_with(code: Timescale, amount: int) -> str:
    """Why a partnership may not set this; empty when it may."""
    rule = RULES[code]
    if rule.least <= amount <= rule.most:
        return ""
    if rule.is_fixed:
        return f"{rule.what} stays at {rule.default_in_words}"
    return f"{rule.what} must be between {rule.least} and {rule.most}"


def clashes(amounts: Mapping[Timescale, int]) -> list[tuple[Timescale, str]]:
    """Timescales that overtake another one, each with the words for it."""
    return [
        (shorter, f"{RULES[shorter].what} must be less than {RULES[longer].what[0].lower()}{RULES[longer].what[1:]}")
        for shorter, longer in SHORTER
        if shorter in amounts and longer in amounts and amounts[shorter] >= amounts[longer]
    ]


def in_force(overrides: Mapping[str, int]) -> dict[Timescale, int]:
    """A partnership's amounts: its own where it has set one that is still allowed, else the default."""
    return {
        code: overrides[code] if code in overrides and not problem_with(code, overrides[code]) else default
        for code, default in DEFAULTS.items()
    }
