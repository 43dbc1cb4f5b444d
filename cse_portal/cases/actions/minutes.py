"""The minutes of a meeting: version after version until the chair approves them, then only what is added."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases import meeting_queries, meeting_workflow
from cse_portal.cases.access import agency_of, require_decides
from cse_portal.cases.meeting_workflow import MeetingRefused, MeetingStatus, MeetingStep
from cse_portal.cases.models import Meeting, Minutes
from cse_portal.core import clock

KEEP = Permission.KEEP_MEETINGS


@transaction.atomic
def write_minutes(*, meeting: Meeting, version: int, words: str, by: User) -> Minutes | None:
    """Each saving is a version; the same words again are none."""
    require_decides(by, meeting.case, KEEP)
    held = Meeting.held_at(pk=meeting.pk, version=version)
    meeting_workflow.require_recorded(held.get_status())
    last = meeting_queries.last_minutes(held)
    if last is not None and last.words == words:
        return last
    held.save(update_fields=["updated_at"])
    made = _written(held, words, by, is_addendum=False)
    record("meeting.minutes_written", about=held, case=meeting.case, detail={"number": made.number}, by=by)
    return made


@transaction.atomic
def approve_minutes(*, meeting: Meeting, version: int, by: User) -> Meeting:
    """By the chair. Where the chair is from outside, somebody who keeps meetings says that they approved them."""
    require_decides(by, meeting.case, Permission.KEEP_RECORD)
    if not meeting_queries.may_approve(meeting, by):
        raise PermissionDenied
    held = Meeting.held_at(pk=meeting.pk, version=version)
    held.status = meeting_workflow.after(held.get_status(), MeetingStep.APPROVE)
    if meeting_queries.last_minutes(held) is None:
        raise MeetingRefused("There are no minutes yet. Write them first.")
    if meeting_queries.has_unweighed_objection(held):
        raise MeetingRefused("An objection is on record that was not weighed yet. Say first how it was weighed.")
    held.approved_at, held.approved_by = clock.now(), by
    held.save()
    record("meeting.minutes_approved", about=held, case=meeting.case, by=by)
    return held


@transaction.atomic
def add_to_minutes(*, meeting: Meeting, words: str, by: User) -> Minutes:
    """What was approved stays as it is."""
    require_decides(by, meeting.case, KEEP)
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.get_status() is not MeetingStatus.APPROVED:
        raise MeetingRefused("These minutes are not approved yet: change them instead.")
    made = _written(held, words, by, is_addendum=True)
    record("meeting.minutes_added_to", about=held, case=meeting.case, detail={"number": made.number}, by=by)
    return made


def _written(meeting: Meeting, words: str, by: User, *, is_addendum: bool) -> Minutes:
    number = Minutes.objects.filter(meeting=meeting).count() + 1
    terms = {"number": number, "is_addendum": is_addendum, "written_by": by, "agency": _agency(by)}
    return Minutes.objects.create(meeting=meeting, words=words, **terms)


def _agency(by: User) -> Agency:
    agency = agency_of(by)
    if agency is None:
        raise PermissionDenied
    return agency
