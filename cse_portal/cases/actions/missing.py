"""A child is reported missing, the report is put right, the child comes back; or it was recorded in error."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases import missing_queries as queries
from cse_portal.cases import missing_rules as rules
from cse_portal.cases.access import agency_of, require_decides
from cse_portal.cases.actions.missing_follow_up import addressees, after_report, after_return, close_all
from cse_portal.cases.actions.missing_lines import note_missing
from cse_portal.cases.missing_rules import MissingRefused
from cse_portal.cases.models import Case, MissingEpisode
from cse_portal.cases.work_kinds import INTERVIEWS
from cse_portal.core import clock
from cse_portal.worklist.actions import open_item

Values = Mapping[str, Any]
KEEP = Permission.KEEP_RECORD
A_DAY = timedelta(days=1)


@transaction.atomic
def report_missing(*, case: Case, values: Values, by: User) -> MissingEpisode:
    """At once, with little; the rest is added as it becomes known. Told of afterwards, it may be over already."""
    require_decides(by, case, KEEP)
    _locked(case)
    made = MissingEpisode(case=case, recorded_by=by, agency=own_agency(by), **values)
    require_possible(made)
    made.is_looked_after = queries.is_looked_after(case, made.day)
    if made.ended_at is not None:
        made.interview_due_at = rules.interview_due(made.ended_at, queries.hours_to_interview(case))
    made.save()
    detail = {"kind": made.kind, "is_looked_after": made.is_looked_after}
    record("missing.reported", about=made, case=case, detail=detail, by=by)
    note_missing(episode=made, by=by)
    after_report(made, by)
    put_interview_before(made, by)
    return made


@transaction.atomic
def change_missing(*, episode: MissingEpisode, version: int, values: Values, by: User) -> MissingEpisode:
    """What was reported, put right or added to."""
    require_decides(by, episode.case, KEEP)
    _locked(episode.case)
    held = held_open(episode, version)
    changed = _set(held, values)
    if changed:
        require_possible(held)
        held.is_looked_after = held.is_looked_after or queries.is_looked_after(episode.case, held.day)
        held.save()
        record("missing.changed", about=held, case=episode.case, detail={"fields": changed}, by=by)
        note_missing(episode=held, by=by)
        after_report(held, by)
    return held


@transaction.atomic
def record_return(*, episode: MissingEpisode, version: int, values: Values, by: User) -> MissingEpisode:
    """Once when the child is back, and again to put it right; the clock of the interview runs from then."""
    require_decides(by, episode.case, KEEP)
    _locked(episode.case)
    held = held_open(episode, version)
    was_missing = held.ended_at is None
    changed = _set(held, values)
    if not changed:
        return held
    require_possible(held)
    if held.ended_at is None:
        raise MissingRefused("Enter when the child was back or found.")
    if held.interviewed_at is not None and held.interviewed_at < held.ended_at:
        raise MissingRefused("The return home interview is on record before this return. Put that right first.")
    held.interview_due_at = rules.interview_due(held.ended_at, queries.hours_to_interview(episode.case))
    held.save()
    record(
        "missing.returned" if was_missing else "missing.return_changed",
        about=held,
        case=episode.case,
        detail={"fields": changed},
        by=by,
    )
    note_missing(episode=held, by=by)
    after_return(held, by)
    put_interview_before(held, by)
    return held


@transaction.atomic
def strike_missing(*, episode: MissingEpisode, version: int, why: str, by: User) -> MissingEpisode:
    """Recorded in error: it stays readable, counts for nothing, and nobody is asked for anything about it."""
    require_decides(by, episode.case, KEEP)
    held = held_open(episode, version)
    held.struck_at, held.struck_by, held.struck_because = clock.now(), by, why
    held.save()
    record("missing.struck", about=held, case=episode.case, reason=why, by=by)
    note_missing(episode=held, by=by)
    close_all(held, by)
    return held


def own_agency(by: User) -> Agency:
    agency = agency_of(by)
    if agency is None:
        raise PermissionDenied
    return agency


def held_open(episode: MissingEpisode, version: int) -> MissingEpisode:
    held = MissingEpisode.held_at(pk=episode.pk, version=version)
    if held.struck_at is not None:
        raise MissingRefused(rules.STRUCK)
    held.case = episode.case
    return held


def require_possible(episode: MissingEpisode) -> None:
    """Said with the reason, before the database refuses it."""
    spans = [one.span for one in queries.others(episode.case, episode if episode.pk else None)]
    born_on = episode.case.child.born_on
    trouble = rules.trouble_with(episode.span, now=clock.now(), born_on=born_on, others=spans)
    if trouble:
        raise MissingRefused(trouble)


def put_interview_before(episode: MissingEpisode, by: User) -> None:
    """From the return until it was done, declined twice or will not be."""
    due_at = episode.interview_due_at
    if due_at is None or episode.interviewed_at or rules.is_interview_settled(queries.step_codes(episode)):
        return
    agency, person, role = addressees(episode.case)
    item = open_item(
        kind=INTERVIEWS.code,
        task="Hold the return home interview",
        detail=f"Case {episode.case.ref}",
        button="Record interview",
        url=reverse("cases:missing_episode", kwargs={"ref": episode.ref}),
        agency=agency,
        person=person,
        role=role,
        due_at=due_at,
        critical_at=due_at + A_DAY,
        source=episode,
        case_ref=episode.case.ref,
        by=by,
    )
    if item.due_at != due_at:
        close_all(episode, by, kinds=(INTERVIEWS,))
        put_interview_before(episode, by)


def _locked(case: Case) -> None:
    """Two who report the same child at once: the second meets the first one’s episode."""
    queries.lock(case)


def _set(row: MissingEpisode, values: Values) -> list[str]:
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    return changed
