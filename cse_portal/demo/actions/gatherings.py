"""Maya’s network meeting with its diversion plan, each part in the name of whoever wrote it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.audit.actions import record
from cse_portal.cases.actions import (
    add_plan_row,
    agree_action,
    agree_plan,
    approve_minutes,
    call_meeting,
    contribute,
    invite_to_meeting,
    make_plan,
    record_decision,
    record_held,
    write_minutes,
)
from cse_portal.cases.models import Case, Meeting, Plan
from cse_portal.core import clock, wall
from cse_portal.core.actor import System
from cse_portal.demo import gatherings as story
from cse_portal.demo.bulk import at_hour
from cse_portal.demo.cast import AGENCIES, CAST


@transaction.atomic
def load_gatherings(*, size: int, random: Random, on: date, by: System) -> int:
    """In the case that `load_casework` led so far."""
    given, family = story.CHILD
    people = {member.key: User.objects.get(email=member.email) for member in CAST}
    with wall.as_system(by.purpose):
        case = Case.objects.get(child__given_names=given, child__family_name=family)
    worker, chair = people["social_worker"], people["school_spoc"]
    held_at = at_hour(on - timedelta(days=story.DAYS_AGO), 15)
    with access.acting_for(worker):
        meeting = _call(case, held_at, chair, worker)
    for key, words, mark in story.BROUGHT:
        with access.acting_for(people[key]):
            contribute(meeting=meeting, words=words, handling=mark, by=people[key])
    with access.acting_for(worker):
        _hold(meeting, held_at, worker)
        _agree(meeting, on, people, worker)
        _plan(case, meeting, on, worker)
        _leave_undone(case, on, people, chair)
    with access.acting_for(chair):
        approve_minutes(meeting=meeting, version=_version(meeting), by=chair)
    record("demo.gatherings_loaded", about=case.lead_agency, by=by)
    return len(story.INVITED) + len(story.BROUGHT) + len(story.DECISIONS) + len(story.ACTIONS) + len(story.ROWS)


def _call(case: Case, at: datetime, chair: User, worker: User) -> Meeting:
    values = {
        "kind": "network",
        "planned_at": at,
        "by_video": False,
        "place": "Fernhill Academy, the library",
        "chair": Membership.objects.get(user=chair),
        "chair_words": "",
        "purpose": story.PURPOSE,
        "child_invited": True,
        "child_why_not": "",
        "parents_invited": True,
        "parents_why_not": "",
    }
    meeting = call_meeting(case=case, values=values, by=worker)
    for key, who, _ in story.INVITED:
        agency = Agency.objects.get(name=AGENCIES[key]) if key else None
        invite_to_meeting(meeting=meeting, agency=agency, who=who, by=worker)
    return meeting


def _hold(meeting: Meeting, at: datetime, worker: User) -> None:
    came = {who: attendance for _, who, attendance in story.INVITED}
    attendance = {one.ref: came[one.who] for one in meeting.invitee_set.all()}
    record_held(meeting=meeting, version=_version(meeting), took_place_at=at, attendance=attendance, by=worker)


def _agree(meeting: Meeting, on: date, people: dict[str, User], worker: User) -> None:
    for words, made_by in story.DECISIONS:
        record_decision(meeting=meeting, words=words, made_by=made_by, by=worker)
    for what, key, days in story.ACTIONS:
        post = Membership.objects.select_related("agency", "user").get(user=people[key])
        due_on = on + timedelta(days=days)
        agree_action(meeting=meeting, what=what, membership=post, agency=post.agency, due_on=due_on, by=worker)
    write_minutes(meeting=meeting, version=_version(meeting), words=story.MINUTES, by=worker)


def _leave_undone(case: Case, on: date, people: dict[str, User], chair: User) -> None:
    """So long overdue that the partnership’s list has it."""
    worker, held_at = people["social_worker"], at_hour(on - timedelta(days=story.LONG_AGO), 10)
    meeting = _call(case, held_at, chair, worker)
    _hold(meeting, held_at, worker)
    for what, key, days_ago in story.LEFT_UNDONE:
        post = Membership.objects.select_related("agency", "user").get(user=people[key])
        due_on = on - timedelta(days=days_ago)
        agree_action(meeting=meeting, what=what, membership=post, agency=post.agency, due_on=due_on, by=worker)


def _plan(case: Case, meeting: Meeting, on: date, worker: User) -> None:
    shared = Agency.objects.filter(name__in=[AGENCIES[key] for key in ("school", "csc", "police")])
    values = {
        "kind": "diversion",
        "title": "",
        "worries": story.WORRIES,
        "review_on": max(on, clock.today()) + timedelta(weeks=6),
        "shared_with": sorted(shared.values_list("pk", flat=True)),
    }
    plan = make_plan(case=case, meeting=meeting, values=values, by=worker)
    empty = dict.fromkeys(("by_when", "child_view", "parents_part", "in_emergency"), "")
    for row in story.ROWS:
        add_plan_row(plan=plan, values={**empty, **row}, by=worker)
    version = Plan.objects.values_list("version", flat=True).get(pk=plan.pk)
    agree_plan(plan=plan, version=version, agreed_with=story.AGREED_WITH, by=worker)


def _version(meeting: Meeting) -> int:
    return Meeting.objects.values_list("version", flat=True).get(pk=meeting.pk)
