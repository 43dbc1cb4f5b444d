"""Missing episodes as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Permission
from cse_portal.cases import missing_queries as queries
from cse_portal.cases import missing_rules as rules
from cse_portal.cases.handling import SIGNS, Handling
from cse_portal.cases.missing_rules import OFFERS, About, Step
from cse_portal.cases.models import FollowUp, InterviewStep, Learnt, MissingEpisode
from cse_portal.cases.presenters.attendance import Absences, absences
from cse_portal.cases.team_queries import Seen
from cse_portal.core import clock


def interview_words(episode: MissingEpisode, steps: Iterable[str]) -> str:
    """How it stands with the return home interview, in a few words."""
    if episode.ended_at is None or episode.interview_due_at is None:
        return ""
    if episode.interviewed_at:
        within = rules.length(episode.ended_at, episode.interviewed_at)
        return f"Held after {within}, {'in time' if episode.was_in_time else 'late'}"
    if rules.is_interview_settled(steps):
        return "No interview"
    return rules.interview_words(episode.interview_due_at, clock.now())


def is_late(episode: MissingEpisode) -> bool:
    due = episode.interview_due_at
    return due is not None and (episode.interviewed_at or clock.now()) > due


@dataclass(frozen=True)
class Line:
    """One episode in a list."""

    episode: MissingEpisode
    interview: str
    is_late: bool
    worker: str = ""


def _line(episode: MissingEpisode, steps: list[str], worker: str = "") -> Line:
    words = interview_words(episode, steps)
    late = is_late(episode) and words != "No interview"
    return Line(episode, words, late, worker)


@dataclass(frozen=True)
class MissingList:
    now: MissingEpisode | None
    lines: list[Line]
    struck: list[MissingEpisode]
    many: str
    may_keep: bool
    absences: Absences


def missing_list(seen: Seen) -> MissingList:
    found = queries.episodes_of(seen.case)
    standing = [one for one in found if one.struck_at is None]
    steps = queries.steps_of_many(standing)
    times, within = queries.asks_for_screening(seen.case)
    number = rules.counted((one.day for one in standing), on=clock.today(), within=within)
    return MissingList(
        now=next((one for one in standing if one.is_now), None),
        lines=[_line(one, steps.get(one.pk, [])) for one in standing],
        struck=[one for one in found if one.struck_at],
        many=rules.many_words(times, within) if number >= times else "",
        may_keep=seen.decides(Permission.KEEP_RECORD),
        absences=absences(seen),
    )


@dataclass(frozen=True)
class LearntRow:
    row: Learnt
    mark: str
    may_strike: bool


@dataclass(frozen=True)
class EpisodePage:
    episode: MissingEpisode
    interview: str
    is_late: bool
    is_due: bool
    steps: list[InterviewStep]
    learnt: list[LearntRow]
    follow_ups: list[FollowUp]
    indicators: list[tuple[str, str]]
    abouts: list[About]
    may_keep: bool

    @property
    def may_answer(self) -> bool:
        return bool(self.abouts)


def episode_page(seen: Seen, episode: MissingEpisode) -> EpisodePage:
    steps = queries.steps_of(episode)
    codes = [one.step for one in steps]
    keeps = seen.decides(Permission.KEEP_RECORD) and episode.struck_at is None
    is_back = episode.ended_at is not None and episode.struck_at is None
    due = is_back and episode.interviewed_at is None and not rules.is_interview_settled(codes)
    return EpisodePage(
        episode=episode,
        interview=interview_words(episode, codes),
        is_late=is_late(episode) and (due or episode.interviewed_at is not None),
        is_due=due,
        steps=steps,
        learnt=_learnt(seen, episode),
        follow_ups=queries.follow_ups_of(episode),
        indicators=[(code, words) for code, words in rules.INDICATORS.items() if code in episode.indicators],
        abouts=abouts_for(seen, episode),
        may_keep=keeps,
    )


def abouts_for(seen: Seen, episode: MissingEpisode) -> list[About]:
    """What somebody may say of what followed."""
    if episode.struck_at is not None:
        return []
    may_act = seen.decides(Permission.ANSWER_MISSING) or queries.is_without_seniors(episode)
    found = [About.ACTION] if may_act else []
    if not seen.decides(Permission.KEEP_RECORD):
        return found
    looks = [About.LOOKED] if episode.is_now else []
    return [*looks, *found, About.SCREENING, About.ASSESSMENT]


def _learnt(seen: Seen, episode: MissingEpisode) -> list[LearntRow]:
    """The database keeps back what a mark keeps back, and this beside it."""
    reader, is_emergency = access.reader(seen.person), seen.reasons == {Reason.EMERGENCY}
    keeps = seen.decides(Permission.KEEP_RECORD)
    rows: list[Learnt] = queries.parts_of(Learnt, episode)
    return [
        LearntRow(row, SIGNS[Handling(row.handling)], keeps and not row.struck_at and row.agency_id in reader.agencies)
        for row in rows
        if row.is_readable_by(reader) and not (is_emergency and row.handling == Handling.COVERT)
    ]


# --- of all children that the reader sees ----------------------------------------------------------------------------


def board(person: User) -> list[Line]:
    found = queries.on_board(person)
    workers = queries.workers_of(found)
    return [_line(one, [], workers.get(one.case_id, "")) for one in found]


@dataclass(frozen=True)
class Totals:
    episodes: int
    children: int
    returned: int
    offered: int
    accepted: int
    in_time: int


@dataclass(frozen=True)
class Week:
    first: date
    last: date
    before: date
    after: date | None
    lines: list[Line]
    totals: Totals


def week(person: User, typed: str) -> Week:
    """The week of the day that is named; else the seven days up to today."""
    first = read_day(typed) or clock.today() - timedelta(days=6)
    found = queries.of_week(person, first)
    after = first + queries.A_WEEK
    return Week(
        first=first,
        last=after - timedelta(days=1),
        before=first - queries.A_WEEK,
        after=after if after <= clock.today() else None,
        lines=lines_of(found),
        totals=_totals(found),
    )


def lines_of(found: list[MissingEpisode]) -> list[Line]:
    workers = queries.workers_of(found)
    return [_line(one, _steps(one), workers.get(one.case_id, "")) for one in found]


def _steps(episode: MissingEpisode) -> list[str]:
    """Fetched with the episodes."""
    return [step.step for step in episode.interviewstep_set.all()]


def read_day(typed: str) -> date | None:
    """Anything odd is none."""
    try:
        return date.fromisoformat(typed) if len(typed) == len("2026-01-01") else None
    except ValueError:
        return None


def _totals(found: list[MissingEpisode]) -> Totals:
    return Totals(
        episodes=len(found),
        children=len({one.case.child_id for one in found}),
        returned=sum(one.ended_at is not None for one in found),
        offered=sum(bool(OFFERS & set(_steps(one))) or one.interviewed_at is not None for one in found),
        accepted=sum(Step.ACCEPTED in _steps(one) or one.interviewed_at is not None for one in found),
        in_time=sum(one.was_in_time for one in found),
    )
