"""The return home interview: offered, declined or held, and what each agency learnt of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases import missing_queries as queries
from cse_portal.cases import missing_rules as rules
from cse_portal.cases.access import require_decides
from cse_portal.cases.actions.missing import held_open, own_agency, put_interview_before
from cse_portal.cases.actions.missing_lines import note_interview
from cse_portal.cases.handling import Handling
from cse_portal.cases.missing_rules import MissingRefused, Step
from cse_portal.cases.models import InterviewStep, Learnt, MissingEpisode
from cse_portal.cases.work_kinds import INTERVIEWS
from cse_portal.core import clock
from cse_portal.worklist.actions import close_items

KEEP = Permission.KEEP_RECORD


@transaction.atomic
def note_interview_step(
    *, episode: MissingEpisode, step: Step, at: datetime, by_whom: str = "", why: str = "", by: User
) -> InterviewStep:
    """It stays due until it is held, is declined twice, or somebody says why there will be none."""
    require_decides(by, episode.case, KEEP)
    held = _returned(MissingEpisode.objects.select_for_update().get(pk=episode.pk))
    if held.interviewed_at is not None:
        raise MissingRefused("The interview was held already.")
    if held.ended_at is not None and not held.ended_at <= at <= clock.now():
        raise MissingRefused("This must be after the return, and not in the future.")
    said = {"step": step.value, "at": at, "by_whom": by_whom, "why": why}
    made = InterviewStep.objects.create(episode=held, written_by=by, agency=own_agency(by), **said)
    record("missing.interview_step", about=made, case=episode.case, detail={"step": step}, by=by)
    held.case = episode.case
    if rules.is_interview_settled(queries.step_codes(held)):
        close_items(kind=INTERVIEWS.code, source=held, by=by)
    else:
        put_interview_before(held, by)
    return made


@transaction.atomic
def record_interview(*, episode: MissingEpisode, version: int, values: Mapping[str, Any], by: User) -> MissingEpisode:
    """Held; in time or late is for the clock to say."""
    require_decides(by, episode.case, KEEP)
    held = _returned(held_open(episode, version))
    is_new = held.interviewed_at is None
    changed = sorted(name for name, value in values.items() if getattr(held, name) != value)
    if not changed:
        return held
    for name in changed:
        setattr(held, name, values[name])
    _require_after_return(held)
    held.save()
    record(
        "missing.interviewed" if is_new else "missing.interview_changed",
        about=held,
        case=episode.case,
        detail={"in_time": held.was_in_time},
        by=by,
    )
    note_interview(episode=held, by=by)
    close_items(kind=INTERVIEWS.code, source=held, by=by)
    return held


@transaction.atomic
def add_learnt(
    *, episode: MissingEpisode, words: str, handling: Handling, named_agencies: Iterable[Agency] = (), by: User
) -> Learnt:
    """In the name of one's agency, under a mark; written once, and struck through where it is wrong."""
    require_decides(by, episode.case, KEEP)
    if episode.struck_at is not None:
        raise MissingRefused(rules.STRUCK)
    said = {"words": words, "handling": handling, "named_agencies": sorted(one.pk for one in named_agencies)}
    made = Learnt.objects.create(episode=episode, written_by=by, agency=own_agency(by), **said)
    record("missing.learnt", about=made, case=episode.case, detail={"handling": handling}, by=by)
    return made


@transaction.atomic
def strike_learnt(*, learnt: Learnt, version: int, why: str, by: User) -> Learnt:
    """By the agency whose words they are: it stays where it stands, struck through, with who says so and why."""
    require_decides(by, learnt.episode.case, KEEP)
    held = Learnt.held_at(pk=learnt.pk, version=version)
    if held.agency_id not in access.reader(by).agencies:
        raise PermissionDenied
    if held.struck_at is not None:
        raise MissingRefused(rules.LEARNT_STRUCK)
    held.struck_at, held.struck_by, held.struck_because = clock.now(), by, why
    held.save(update_fields=["struck_at", "struck_by", "struck_because"])
    record("missing.learnt_struck", about=held, case=learnt.episode.case, reason=why, by=by)
    return held


def _returned(held: MissingEpisode) -> MissingEpisode:
    if held.struck_at is not None:
        raise MissingRefused(rules.STRUCK)
    if held.ended_at is None:
        raise MissingRefused(rules.STILL_MISSING)
    return held


def _require_after_return(held: MissingEpisode) -> None:
    at, ended = held.interviewed_at, held.ended_at
    if at is None or ended is None or not ended <= at <= clock.now():
        raise MissingRefused("The interview must be after the return, and not in the future.")
