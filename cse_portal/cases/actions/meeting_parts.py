"""What stands in the record of a meeting: who was asked, what each brought, what was decided, and who does what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases import meeting_workflow
from cse_portal.cases.access import agency_of, require_decides
from cse_portal.cases.actions.lines import note_action
from cse_portal.cases.handling import Handling
from cse_portal.cases.meeting_workflow import MeetingRefused, Outcome
from cse_portal.cases.models import AgreedAction, Contribution, Decision, Invitee, Meeting
from cse_portal.cases.work_kinds import MEETING_ACTIONS
from cse_portal.core import clock
from cse_portal.core.working_days import end_of_work
from cse_portal.worklist.actions import close_items, open_item

KEEP = Permission.KEEP_MEETINGS


def _held_open(meeting: Meeting) -> Meeting:
    """Locked, so that nothing is written into minutes that are being approved."""
    held = Meeting.objects.select_for_update(of=("self",)).select_related("case__child").get(pk=meeting.pk)
    meeting_workflow.require_open(held.get_status())
    return held


def _held_recorded(meeting: Meeting) -> Meeting:
    held = _held_open(meeting)
    meeting_workflow.require_recorded(held.get_status())
    return held


@transaction.atomic
def invite_to_meeting(*, meeting: Meeting, agency: Agency | None, who: str, by: User) -> Invitee:
    require_decides(by, meeting.case, KEEP)
    invitee = Invitee.objects.create(meeting=_held_open(meeting), agency=agency, who=who)
    record("meeting.invited", about=invitee, case=meeting.case, by=by)
    return invitee


@transaction.atomic
def contribute(
    *,
    meeting: Meeting,
    words: str,
    handling: Handling,
    named_agencies: Iterable[Agency] = (),
    is_objection: bool = False,
    by: User,
) -> Contribution:
    """In the name of one's agency, by whoever keeps the record of the child."""
    require_decides(by, meeting.case, Permission.KEEP_RECORD)
    agency = agency_of(by)
    if agency is None:
        raise PermissionDenied
    made = Contribution.objects.create(
        meeting=_held_open(meeting),
        agency=agency,
        written_by=by,
        words=words,
        handling=handling,
        named_agencies=sorted(one.pk for one in named_agencies),
        is_objection=is_objection,
    )
    record("meeting.contributed", about=made, case=meeting.case, detail={"handling": handling}, by=by)
    return made


@transaction.atomic
def change_contribution(*, contribution: Contribution, version: int, words: str, by: User) -> Contribution:
    """By the agency that brought it, until the minutes are approved."""
    case = contribution.meeting.case
    require_decides(by, case, Permission.KEEP_RECORD)
    if contribution.agency_id not in access.reader(by).agencies:
        raise PermissionDenied
    _held_open(contribution.meeting)
    held = Contribution.held_at(pk=contribution.pk, version=version)
    if held.words != words:
        held.words, held.weighed, held.weighed_by = words, "", None  # other words are weighed anew
        held.save(update_fields=["words", "weighed", "weighed_by"])
        record("meeting.contribution_changed", about=held, case=case, by=by)
    return held


@transaction.atomic
def weigh_objection(*, contribution: Contribution, version: int, weighed: str, by: User) -> Contribution:
    case = contribution.meeting.case
    require_decides(by, case, KEEP)
    _held_recorded(contribution.meeting)
    held = Contribution.held_at(pk=contribution.pk, version=version)
    if not held.is_objection:
        raise MeetingRefused("Only an objection is weighed.")
    held.weighed, held.weighed_by = weighed, by
    held.save(update_fields=["weighed", "weighed_by"])
    record("meeting.objection_weighed", about=held, case=case, by=by)
    return held


@transaction.atomic
def record_decision(*, meeting: Meeting, words: str, made_by: str, by: User) -> Decision:
    require_decides(by, meeting.case, KEEP)
    made = Decision.objects.create(meeting=_held_recorded(meeting), words=words, made_by=made_by, recorded_by=by)
    record("meeting.decided", about=made, case=meeting.case, by=by)
    return made


@transaction.atomic
def change_decision(*, decision: Decision, version: int, words: str, made_by: str, by: User) -> Decision:
    case = decision.meeting.case
    require_decides(by, case, KEEP)
    _held_recorded(decision.meeting)
    held = Decision.held_at(pk=decision.pk, version=version)
    if (held.words, held.made_by) != (words, made_by):
        held.words, held.made_by = words, made_by
        held.save(update_fields=["words", "made_by"])
        record("meeting.decision_changed", about=held, case=case, by=by)
    return held


@transaction.atomic
def agree_action(
    *, meeting: Meeting, what: str, membership: Membership | None, agency: Agency, due_on: date, by: User
) -> AgreedAction:
    """It stands at once among the work of whoever took it on."""
    require_decides(by, meeting.case, KEEP)
    held = _held_recorded(meeting)
    made = AgreedAction.objects.create(meeting=held, what=what, membership=membership, agency=agency, due_on=due_on)
    record("meeting.action_agreed", about=made, case=held.case, by=by)
    open_item(
        kind=MEETING_ACTIONS.code,
        task="Do what was agreed at a meeting",
        detail=f"Case {held.case.ref}",
        button="Open the action",
        url=reverse("cases:settle_action", kwargs={"ref": made.ref}),
        agency=agency,
        person=membership.user if membership else None,
        due_at=end_of_work(due_on),
        source=made,
        case_ref=held.case.ref,
        by=by,
    )
    return made


@transaction.atomic
def settle_action(*, action: AgreedAction, version: int, outcome: Outcome, words: str, by: User) -> AgreedAction:
    """By the agency that took it on, or by whoever keeps the meeting; also after the minutes are approved."""
    case = action.meeting.case
    require_decides(by, case, Permission.KEEP_RECORD)
    if action.agency_id not in access.reader(by).agencies and not access.can(by, KEEP):
        raise PermissionDenied
    held = AgreedAction.held_at(pk=action.pk, version=version)
    if held.outcome:
        raise MeetingRefused("What became of this action is on record already.")
    held.outcome, held.outcome_words = outcome.value, words
    held.settled_at, held.settled_by = clock.now(), by
    held.save()
    record("meeting.action_settled", about=held, case=case, detail={"outcome": outcome}, by=by)
    note_action(action=held, by=by)
    close_items(kind=MEETING_ACTIONS.code, source=held, by=by)
    return held
