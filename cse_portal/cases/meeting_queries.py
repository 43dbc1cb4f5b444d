"""Questions about meetings that more than one page asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import MAY, Permission
from cse_portal.cases.meeting_workflow import RECORDED, is_multi_agency
from cse_portal.cases.models import Case, Contribution, Invitee, Meeting, Minutes, OfMeeting, StageStep
from cse_portal.cases.work_kinds import MEETING_WANTED
from cse_portal.cases.workflow import Stage
from cse_portal.core import wall
from cse_portal.worklist.models import DueItem

WHOLE = ("case__child", "case__lead_agency", "case__partnership", "chair__user", "chair__agency", "agency")


def meetings_of(case: Case) -> list[Meeting]:
    return list(Meeting.objects.filter(case=case).select_related("chair__user", "chair__agency", "agency"))


def referrals_of(case: Case) -> list[StageStep]:
    """When it went to MASH, the latest first."""
    steps = StageStep.objects.filter(case=case, stage=Stage.REFERRED)
    return list(steps.select_related("moved_by", "agency").order_by("-at", "-pk"))


def meeting_by_ref(ref: str) -> Meeting | None:
    """Behind the wall: none where the person does not see the case."""
    return Meeting.objects.select_related(*WHOLE, "called_by", "approved_by").filter(ref=ref).first()


def part_by_ref(model: type[OfMeeting], ref: str) -> Any:
    """A row of a meeting; none also where its handling mark keeps it back."""
    inside = (f"meeting__{name}" for name in WHOLE)
    return model._default_manager.select_related(*inside).filter(ref=ref).first()


def whose(model: type[Meeting | OfMeeting], ref: str) -> Case | None:
    """For the trail alone."""
    with wall.as_system("say in the trail whose record was refused"):
        row: Any = model._default_manager.filter(ref=ref).first()
        meeting = getattr(row, "meeting", row)
        return Case.objects.select_related("child").filter(pk=meeting.case_id).first() if meeting else None


def sees_row(model: type[Meeting | OfMeeting]) -> Any:
    """Asked about drafts that belong to a meeting or a part of one, each time."""

    def sees(person: User, ref: str) -> bool:
        row: Any = model._default_manager.filter(ref=ref).first()
        meeting = getattr(row, "meeting", row)
        return meeting is not None and Case.objects.visible_to(person).filter(pk=meeting.case_id).exists()

    return sees


def is_meeting_wanted(case: Case) -> bool:
    """The work is an agency's; that it stands, everybody who works the case may know."""
    with wall.as_system("say whether a meeting is due for a child"):
        return DueItem.objects.open().filter(kind=MEETING_WANTED.code, source_ref=case.ref).exists()


def was_multi_agency(meeting: Meeting) -> bool:
    """Somebody outside counts by their own words."""
    there = Invitee.objects.filter(meeting=meeting).values_list("agency", "who", "attendance")
    return is_multi_agency((agency or who, came) for agency, who, came in there)


def counts(meeting: Meeting) -> bool:
    """As a meeting of several agencies that took place."""
    is_recorded = meeting.get_status() in RECORDED
    return is_recorded and meeting.get_kind().is_multi_agency and was_multi_agency(meeting)


def settled_by(meeting: Meeting) -> DueItem | None:
    """The work that it closed while it counted; none where another meeting stands for it."""
    with wall.as_system("ask again for a meeting that did not take place after all"):
        wanted = DueItem.objects.filter(kind=MEETING_WANTED.code, source_ref=meeting.case.ref)
        item = wanted.order_by("-created_at", "-pk").first()
        if item is None or item.closed_at is None or item.closed_at < meeting.created_at:
            return None
        since = Q(took_place_at__gte=item.created_at) | Q(created_at__gte=item.created_at)
        others = Meeting.objects.filter(since, case=meeting.case_id).exclude(pk=meeting.pk)
        return None if any(counts(one) for one in others) else item


def people_among(seers: Iterable[Membership], words: str) -> list[Membership]:
    """Of those who see a case, by name or by the whole e-mail address."""
    typed = " ".join(words.split()).casefold()
    if len(typed) < 2:
        return []
    parts = typed.split()

    def is_meant(one: Membership) -> bool:
        name = one.user.name.casefold()
        return one.user.email.casefold() == typed or all(part in name for part in parts)

    return [one for one in seers if is_meant(one)]


def agencies_among(seers: Iterable[Membership]) -> list[Agency]:
    """Those in which somebody who answers for the agency sees the case."""
    seen = {one.agency_id: one.agency for one in seers if Permission.AGENCY_WORK in MAY[one.get_role()]}
    return sorted(seen.values(), key=lambda agency: agency.name)


def minutes_of(meeting: Meeting) -> list[Minutes]:
    """The latest first."""
    return list(Minutes.objects.filter(meeting=meeting).select_related("written_by", "agency"))


def last_minutes(meeting: Meeting) -> Minutes | None:
    return Minutes.objects.filter(meeting=meeting, is_addendum=False).first()


def has_unweighed_objection(meeting: Meeting) -> bool:
    return Contribution.objects.filter(meeting=meeting, is_objection=True, weighed="").exists()


def may_approve(meeting: Meeting, person: User) -> bool:
    """The chair; for a chair from outside whoever keeps meetings and did not write them."""
    if meeting.chair is None:
        last = last_minutes(meeting)
        wrote = last is not None and last.written_by_id == person.pk
        return access.can(person, Permission.KEEP_MEETINGS) and not wrote
    return any(hat.pk == meeting.chair_id for hat in access.acting_in(person))
