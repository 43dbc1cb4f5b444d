"""What an episode sets off: who is told of a looked-after child, a new screening, and what they then do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Permission, Role
from cse_portal.agencies.sight import SEES, Sight
from cse_portal.audit.actions import record
from cse_portal.cases import missing_queries as queries
from cse_portal.cases import missing_rules as rules
from cse_portal.cases import queries as case_queries
from cse_portal.cases.access import agency_of, require_decides
from cse_portal.cases.list_kinds import MISSING_CSV, MOST_IN_FILE, TOO_MANY_TO_COPY, UNSCREENED_CSV
from cse_portal.cases.missing_rules import About, MissingRefused
from cse_portal.cases.models import Case, FollowUp, MissingEpisode
from cse_portal.cases.team import SHARES_OUT
from cse_portal.cases.team_queries import allocated_to
from cse_portal.cases.unscreened import Wanted
from cse_portal.cases.work_kinds import INTERVIEWS, MISSING_ASSESSED, MISSING_LOOKED_AFTER, MISSING_NOW, SCREEN_AGAIN
from cse_portal.core import clock
from cse_portal.core.actor import Actor, System
from cse_portal.core.working_days import add_working_days, end_of_work
from cse_portal.desk.actions.jobs import ask_for
from cse_portal.desk.models import BackgroundJob
from cse_portal.worklist.actions import close_items, open_item
from cse_portal.worklist.kinds import Kind as WorkKind

WORKING_DAYS_TO_SCREEN = 5
LOOK_AGAIN = System("put before somebody again that a child is still missing")
NOT_MISSING = "The child is back: there is nobody to look for any more."
CLOSED_BY: dict[About, WorkKind] = {
    About.ACTION: MISSING_LOOKED_AFTER,
    About.LOOKED: MISSING_NOW,
    About.SCREENING: SCREEN_AGAIN,
    About.ASSESSMENT: MISSING_ASSESSED,
}


def addressees(case: Case) -> tuple[Agency, User | None, Role | None]:
    """The worker; without one whoever sees the case: a manager of the lead agency, else somebody there."""
    worker = allocated_to(case)
    if worker is not None and Membership.objects.live().filter(pk=worker.membership_id).exists():
        return worker.membership.agency, worker.membership.user, None
    seers = sorted(case_queries.live_seers(case), key=lambda one: _nearness(case, one), reverse=True)
    if not seers:
        agency, role, _ = case_queries.whom_to_put_it_before(case)
        return agency, None, role
    first = seers[0]
    if case.is_restricted or Sight.AGENCY not in SEES[first.get_role()]:
        return first.agency, first.user, None
    return first.agency, None, first.get_role()  # whoever has that post, so that nobody’s leave delays it


def _nearness(case: Case, seer: Membership) -> tuple[bool, bool, bool]:
    role = seer.get_role()
    return seer.agency_id == case.lead_agency_id, role in SHARES_OUT, Sight.AGENCY in SEES[role]


def after_report(episode: MissingEpisode, by: User) -> None:
    """Asked again whenever a report is put right; what is open already is not opened twice."""
    if episode.is_now:
        look_again_later(episode, by)
    if episode.is_looked_after:
        _tell_of_looked_after(episode, by)
    times, within = queries.asks_for_screening(episode.case)
    days = [one.day for one in queries.others(episode.case, episode)]
    if rules.crosses(episode.day, days, times=times, within=within):
        task = f"Screen again: {rules.many_words(times, within).lower()}"
        if queries.was_never_put(SCREEN_AGAIN.code, episode):
            _put(SCREEN_AGAIN, task, end_of_work(add_working_days(clock.today(), WORKING_DAYS_TO_SCREEN)), episode, by)


def look_again_later(episode: MissingEpisode, by: Actor) -> None:
    """Within 24 hours of the last look, or of the report: your partnership may have set less."""
    due_at = queries.last_look_at(episode) + timedelta(hours=queries.hours_to_look_again(episode.case))
    _put(MISSING_NOW, "Look again: a child is still missing", due_at, episode, by)


@transaction.atomic
def put_looks_again(*, by: System) -> int:
    """Each child who is missing and stands before nobody: whatever ended the last work, it comes again."""
    found = queries.missing_unput()
    for episode in found:
        look_again_later(episode, by)
        record("missing.put_again", about=episode, case=episode.case, by=by)
    return len(found)


def after_return(episode: MissingEpisode, by: User) -> None:
    close_items(kind=MISSING_NOW.code, source=episode, by=by)


def close_all(episode: MissingEpisode, by: User, kinds: Iterable[WorkKind] = ()) -> None:
    for kind in kinds or (INTERVIEWS, MISSING_NOW, *CLOSED_BY.values()):
        close_items(kind=kind.code, source=episode, by=by)


@transaction.atomic
def add_follow_up(*, episode: MissingEpisode, about: About, words: str, done_on: date, by: User) -> FollowUp:
    """A head of service says what they did; whoever works the case, what became of what was asked for."""
    is_for_seniors = about is About.ACTION and not queries.is_without_seniors(episode)
    right = Permission.ANSWER_MISSING if is_for_seniors else Permission.KEEP_RECORD
    require_decides(by, episode.case, right)
    if episode.struck_at is not None:
        raise MissingRefused(rules.STRUCK)
    agency = agency_of(by)
    if agency is None:
        raise PermissionDenied
    said = {"about": about.value, "words": words, "done_on": done_on}
    if about is About.LOOKED and not episode.is_now:
        raise MissingRefused(NOT_MISSING)
    made = FollowUp.objects.create(episode=episode, written_by=by, agency=agency, **said)
    record(
        "missing.looked_again" if about is About.LOOKED else "missing.followed_up",
        about=made,
        case=episode.case,
        detail={"about": about},
        by=by,
    )
    close_items(kind=CLOSED_BY[about].code, source=episode, by=by)
    if about is About.LOOKED:
        look_again_later(episode, by)
    return made


@transaction.atomic
def ask_for_missing(*, refs: Sequence[str], why: str, by: User) -> BackgroundJob:
    """Of these episodes: that each of them is seen is asked when it is made, and each time it is fetched."""
    access.require(by, Permission.EXPORT_LISTS)
    if len(refs) > MOST_IN_FILE:
        raise MissingRefused(TOO_MANY_TO_COPY)
    job = ask_for(kind=MISSING_CSV, parameters={"episodes": list(refs)}, by=by)
    record("missing.export_asked", about=job, detail={"episodes": len(refs)}, reason=why, by=by)
    return job


@transaction.atomic
def ask_for_unscreened(*, refs: Sequence[str], wanted: Wanted, why: str, by: User) -> BackgroundJob:
    """Of these cases, as above."""
    access.require(by, Permission.EXPORT_LISTS)
    if len(refs) > MOST_IN_FILE:
        raise MissingRefused(TOO_MANY_TO_COPY)
    parameters = {"cases": list(refs), "what": wanted.what.value, "days": wanted.days}
    job = ask_for(kind=UNSCREENED_CSV, parameters=parameters, by=by)
    record("unscreened.export_asked", about=job, detail={"children": len(refs)}, reason=why, by=by)
    return job


def _tell_of_looked_after(episode: MissingEpisode, by: User) -> None:
    """The same day, each by name, whoever of them sees the case; and an assessment is due."""
    if not queries.was_never_put(MISSING_LOOKED_AFTER.code, episode):
        return
    told = queries.seniors(episode.case)
    today = end_of_work(clock.today())
    due_at = max(today, clock.now() + timedelta(hours=1))
    for one in told:
        verb = "Say what is done" if one.get_role() is Role.HEAD_OF_SERVICE else "Read the report"
        task = f"{verb}: a looked-after child is missing"
        _put(MISSING_LOOKED_AFTER, task, due_at, episode, by, whom=(one.agency, one.user, None))
    if not told:
        _put_without_seniors(episode, due_at, by)
    record("missing.seniors_told", about=episode, case=episode.case, detail={"told": len(told)}, by=by)
    due_at = end_of_work(add_working_days(clock.today(), WORKING_DAYS_TO_SCREEN))
    _put(MISSING_ASSESSED, "CSE assessment due after a missing episode", due_at, episode, by)


def _put_without_seniors(episode: MissingEpisode, due_at: datetime, by: User) -> None:
    """None of them sees the case, and it is not lost for that: whoever works it tells them, and says what they do."""
    task = "Tell a head of service by phone: a looked-after child is missing"
    _put(MISSING_LOOKED_AFTER, task, due_at, episode, by)


def _put(
    kind: WorkKind,
    task: str,
    due_at: datetime,
    episode: MissingEpisode,
    by: Actor,
    whom: tuple[Agency, User | None, Role | None] | None = None,
) -> None:
    agency, person, role = whom or addressees(episode.case)
    open_item(
        kind=kind.code,
        task=task,
        detail=f"Case {episode.case.ref}",
        button="Open the episode",
        url=reverse("cases:missing_episode", kwargs={"ref": episode.ref}),
        agency=agency,
        person=person,
        role=role,
        due_at=due_at,
        source=episode,
        case_ref=episode.case.ref,
        by=by,
    )
