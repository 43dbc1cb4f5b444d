"""Meetings as pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Permission
from cse_portal.cases import meeting_queries as queries
from cse_portal.cases.handling import SIGNS, Handling
from cse_portal.cases.meeting_kinds import MeetingKind, empty_seats, meeting_kinds
from cse_portal.cases.meeting_workflow import OPEN, Attendance, MeetingStatus, is_multi_agency
from cse_portal.cases.models import AgreedAction, Contribution, Decision, Invitee, Meeting, Minutes, Plan, StageStep
from cse_portal.cases.plan_queries import plans_from
from cse_portal.cases.team_queries import Seen

COLOURS = {
    MeetingStatus.PLANNED: "blue",
    MeetingStatus.HELD: "yellow",
    MeetingStatus.APPROVED: "green",
    MeetingStatus.CANCELLED: "grey",
}


@dataclass(frozen=True)
class MeetingList:
    meetings: list[Meeting]
    referrals: list[StageStep]
    is_wanted: bool
    may_keep: bool
    kinds: list[MeetingKind]


def meeting_list(seen: Seen) -> MeetingList:
    return MeetingList(
        meetings=queries.meetings_of(seen.case),
        referrals=queries.referrals_of(seen.case),
        is_wanted=queries.is_meeting_wanted(seen.case),
        may_keep=seen.decides(Permission.KEEP_MEETINGS),
        kinds=meeting_kinds(),
    )


def colour_of(meeting: Meeting) -> str:
    return COLOURS[meeting.get_status()]


@dataclass(frozen=True)
class Brought:
    """What one agency brought, as somebody who may read it sees it."""

    row: Contribution
    mark: str
    may_change: bool
    may_weigh: bool


@dataclass(frozen=True)
class Action:
    row: AgreedAction
    may_settle: bool


@dataclass(frozen=True)
class MeetingPage:
    meeting: Meeting
    colour: str
    invitees: list[Invitee]
    empty_seats: list[str]
    is_too_few: bool
    brought: list[Brought]
    decisions: list[Decision]
    actions: list[Action]
    may_keep: bool
    may_bring: bool
    minutes: Minutes | None
    earlier: list[Minutes]
    added: list[Minutes]
    is_theirs_to_approve: bool
    plans: list[Plan]

    @property
    def may_approve(self) -> bool:
        return self.is_theirs_to_approve and self.minutes is not None and self.meeting.status == MeetingStatus.HELD

    @property
    def may_add(self) -> bool:
        return self.may_keep and self.meeting.status == MeetingStatus.APPROVED

    @property
    def is_planned(self) -> bool:
        return self.meeting.status == MeetingStatus.PLANNED

    @property
    def may_change(self) -> bool:
        return self.may_keep and self.meeting.get_status() in OPEN

    @property
    def may_record(self) -> bool:
        return self.may_keep and self.meeting.status == MeetingStatus.HELD


def meeting_page(seen: Seen, meeting: Meeting) -> MeetingPage:
    keeps, writes = seen.decides(Permission.KEEP_MEETINGS), seen.decides(Permission.KEEP_RECORD)
    status = meeting.get_status()
    invitees = list(Invitee.objects.filter(meeting=meeting).select_related("agency"))
    invited = [one for one in invitees if one.attendance != Attendance.NOT_ASKED]
    written = queries.minutes_of(meeting)
    versions = [one for one in written if not one.is_addendum]
    took_part = is_multi_agency((one.agency_id or one.who, one.attendance) for one in invitees)
    return MeetingPage(
        meeting=meeting,
        colour=colour_of(meeting),
        invitees=invitees,
        empty_seats=empty_seats(meeting.get_kind(), {one.agency.kind for one in invited if one.agency}),
        is_too_few=status is MeetingStatus.HELD and meeting.get_kind().is_multi_agency and not took_part,
        brought=_brought(seen, meeting, writes=writes, keeps=keeps),
        decisions=list(Decision.objects.filter(meeting=meeting)),
        actions=_actions(seen.person, meeting, writes=writes, keeps=keeps),
        may_keep=keeps,
        may_bring=writes and status in OPEN,
        minutes=versions[0] if versions else None,
        earlier=versions[1:],
        added=[one for one in reversed(written) if one.is_addendum],
        plans=plans_from(meeting),
        is_theirs_to_approve=writes and queries.may_approve(meeting, seen.person),
    )


def _brought(seen: Seen, meeting: Meeting, *, writes: bool, keeps: bool) -> list[Brought]:
    """The database keeps back what a mark keeps back, and this beside it."""
    reader, status = access.reader(seen.person), meeting.get_status()
    is_emergency = seen.reasons == {Reason.EMERGENCY}
    rows = Contribution.objects.filter(meeting=meeting).select_related("agency", "written_by", "weighed_by")
    return [
        Brought(
            row,
            SIGNS[Handling(row.handling)],
            may_change=writes and status in OPEN and row.agency_id in reader.agencies,
            may_weigh=keeps and status is MeetingStatus.HELD and row.is_objection,
        )
        for row in rows
        if row.is_readable_by(reader) and not (is_emergency and row.handling == Handling.COVERT)
    ]


def _actions(person: User, meeting: Meeting, *, writes: bool, keeps: bool) -> list[Action]:
    own = access.reader(person).agencies
    rows = AgreedAction.objects.filter(meeting=meeting)
    found = rows.select_related("membership__user", "membership__agency", "agency", "settled_by")
    return [Action(row, not row.outcome and writes and (keeps or row.agency_id in own)) for row in found]
