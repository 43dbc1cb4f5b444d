"""A meeting is called, changed, cancelled, held; and a child at risk does not go without one unseen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.partnership_settings import timescales_of
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.timescales import Timescale
from cse_portal.audit.actions import record
from cse_portal.cases import meeting_queries, meeting_workflow
from cse_portal.cases.access import agency_of, require_decides
from cse_portal.cases.actions.entries import write_entry
from cse_portal.cases.actions.lines import note_meeting
from cse_portal.cases.meeting_kinds import STRATEGY_KINDS, meeting_kind
from cse_portal.cases.meeting_workflow import Attendance, MeetingRefused, MeetingStatus, MeetingStep
from cse_portal.cases.models import Case, Invitee, Meeting
from cse_portal.cases.work_kinds import MEETING_WANTED, STRATEGY_WANTED
from cse_portal.core import clock
from cse_portal.core.actor import Actor
from cse_portal.core.working_days import add_working_days, end_of_work
from cse_portal.worklist.actions import close_items, open_item
from cse_portal.worklist.models import DueItem

Values = Mapping[str, Any]
KEEP = Permission.KEEP_MEETINGS


@transaction.atomic
def require_meeting(*, case: Case, due_on: date | None = None, by: Actor) -> DueItem:
    """A multi-agency meeting is due, or the reason why not: it stands until one of the two is recorded."""
    if due_on is None:
        days = timescales_of(case.partnership)[Timescale.MEETING_RECORDED]
        due_on = add_working_days(clock.today(), days)
    return open_item(
        kind=MEETING_WANTED.code,
        task="Hold a multi-agency meeting, or say why there is none",
        detail=f"Case {case.ref}",
        button="Open the meetings",
        url=reverse("cases:meetings", kwargs={"ref": case.ref}),
        agency=case.lead_agency,
        due_at=end_of_work(due_on),
        source=case,
        case_ref=case.ref,
        by=by,
    )


@transaction.atomic
def require_strategy_meeting(
    *, case: Case, due_on: date | None = None, task: str = "Hold a further strategy meeting", by: Actor
) -> DueItem:
    """A review ended at 2 or 3, or MASH decided so: a strategy meeting is due, and stands until one was held."""
    if due_on is None:
        days = timescales_of(case.partnership)[Timescale.MEETING_RECORDED]
        due_on = add_working_days(clock.today(), days)
    return open_item(
        kind=STRATEGY_WANTED.code,
        task=task,
        detail=f"Case {case.ref}",
        button="Open the meetings",
        url=reverse("cases:meetings", kwargs={"ref": case.ref}),
        agency=case.lead_agency,
        due_at=end_of_work(due_on),
        source=case,
        case_ref=case.ref,
        by=by,
    )


@transaction.atomic
def excuse_meeting(*, case: Case, why: str, by: User) -> None:
    """The reason stands in the chronology, where everybody who works the case reads it."""
    require_decides(by, case, KEEP)
    agency = agency_of(by)
    if agency is None or not meeting_queries.is_meeting_wanted(case):
        raise MeetingRefused("No meeting is due for this child just now, so no reason is needed.")
    write_entry(case=case, happened_on=clock.today(), words=f"No multi-agency meeting: {why}", agency=agency, by=by)
    close_items(kind=MEETING_WANTED.code, source=case, by=by)
    record("meeting.excused", about=case, reason=why, by=by)


@transaction.atomic
def call_meeting(*, case: Case, values: Values, by: User) -> Meeting:
    require_decides(by, case, KEEP)
    agency = agency_of(by)
    if agency is None:
        raise PermissionDenied
    _require_fits(values, by)
    meeting = Meeting.objects.create(case=case, called_by=by, agency=agency, **values)
    record("meeting.called", about=meeting, case=case, detail={"kind": meeting.kind}, by=by)
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, version: int, values: Values, by: User) -> Meeting:
    require_decides(by, meeting.case, KEEP)
    _require_fits(values, by)
    held = Meeting.held_at(pk=meeting.pk, version=version)
    meeting_workflow.require_open(held.get_status())
    _require_chair_stays(held, values, by)
    counted = meeting_queries.counts(held)
    changed = sorted(name for name, value in values.items() if getattr(held, name) != value)
    if changed:
        for name in changed:
            setattr(held, name, values[name])
        held.save()
        record("meeting.changed", about=held, case=meeting.case, detail={"fields": changed}, by=by)
        _settle(held, by, counted=counted)
    return held


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, version: int, why: str, by: User) -> Meeting:
    """What it was to stand for stays due."""
    require_decides(by, meeting.case, KEEP)
    held = Meeting.held_at(pk=meeting.pk, version=version)
    held.status = meeting_workflow.after(held.get_status(), MeetingStep.CANCEL)
    held.cancelled_because = why
    held.save()
    record("meeting.cancelled", about=held, case=meeting.case, reason=why, by=by)
    return held


@transaction.atomic
def record_held(
    *, meeting: Meeting, version: int, took_place_at: datetime, attendance: Mapping[str, Attendance], by: User
) -> Meeting:
    """Once when it was held, and again while its minutes are open, to put right who came; by invitees' references."""
    require_decides(by, meeting.case, KEEP)
    held = Meeting.held_at(pk=meeting.pk, version=version)
    is_new, counted = held.get_status() is not MeetingStatus.HELD, meeting_queries.counts(held)
    if is_new:
        held.status = meeting_workflow.after(held.get_status(), MeetingStep.HOLD)
    held.took_place_at = took_place_at
    held.save()
    for invitee in Invitee.objects.filter(meeting=held):
        _came(invitee, attendance.get(invitee.ref))
    record("meeting.held" if is_new else "meeting.attendance_changed", about=held, case=meeting.case, by=by)
    note_meeting(meeting=held, by=by)
    _settle(held, by, counted=counted)
    return held


def _came(invitee: Invitee, attendance: Attendance | None) -> None:
    if attendance and invitee.attendance != attendance:
        invitee.attendance = attendance.value
        invitee.save(update_fields=["attendance"])


def _settle(meeting: Meeting, by: User, *, counted: bool) -> None:
    """A meeting of several agencies was held: what asked for one is done. If none was after all, it is due again, on
    the day on which it was due before."""
    if meeting_queries.counts(meeting):
        close_items(kind=MEETING_WANTED.code, source=meeting.case, by=by)
        if meeting.kind in STRATEGY_KINDS:
            close_items(kind=STRATEGY_WANTED.code, source=meeting.case, by=by)
    elif counted and (settled := meeting_queries.settled_by(meeting)) is not None:
        require_meeting(case=meeting.case, due_on=timezone.localdate(settled.due_at), by=by)


def _require_chair_stays(held: Meeting, values: Values, by: User) -> None:
    """The chair approves the minutes: once the meeting was held nobody else puts another in their place."""
    changes = "chair" in values and values["chair"] != held.chair
    was_held = held.get_status() is MeetingStatus.HELD
    if was_held and changes and held.chair is not None and not meeting_queries.may_approve(held, by):
        raise MeetingRefused("The meeting was held: only whoever chaired it says who that was.")


def _require_fits(values: Values, by: User) -> None:
    """Who may call a meeting of this kind, and who may chair it."""
    kind, chair = meeting_kind(values["kind"]), values.get("chair")
    if not kind.may_be_called_by(access.roles(by)):
        raise MeetingRefused(f"In your role you cannot call this kind of meeting: {kind.title.lower()}.")
    fits = kind.may_be_chaired_by(chair.get_role()) if chair is not None else not kind.chairs
    if not fits:
        raise MeetingRefused(f"This kind of meeting is chaired by: {kind.chair.lower()}. Name somebody in that post.")
