"""How far the demo's cases have come: their stages, scores, reviews and what was written in them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.audit.actions import record
from cse_portal.cases.actions import (
    About,
    Crime,
    Facts,
    Share,
    add_police_reference,
    add_service,
    allocate_case,
    change_facts,
    involve_agency,
    move_case,
    note_read,
    write_entry,
)
from cse_portal.cases.models import Case, CaseMember, Entry, Involvement, PoliceReference
from cse_portal.cases.sharing import Basis, Need
from cse_portal.core import wall
from cse_portal.core.actor import System
from cse_portal.demo.bulk import at_hour
from cse_portal.demo.casework import STORIES, Story
from cse_portal.demo.cast import AGENCIES, CAST


@transaction.atomic
def load_casework(*, size: int, random: Random, on: date, by: System) -> int:
    """Of the cases that `load_looking` opened."""
    people = {member.key: User.objects.get(email=member.email) for member in CAST}
    for story in STORIES:
        with wall.as_system(by.purpose):
            case = Case.objects.get(child__given_names=story.given_names, child__family_name=story.family_name)
        _go_its_way(case, story, on, by)
        _score(case, story, on, by)
        _around(case, story, on, people, by)
        _write(case, story, on, people)
    team = Agency.objects.get(name=AGENCIES["csc"])
    record("demo.casework_loaded", about=team, detail={"cases": len(STORIES)}, by=by)
    return sum(len(story.stages) + len(story.entries) for story in STORIES)


def _go_its_way(case: Case, story: Story, on: date, by: System) -> None:
    for stage, days_ago in story.stages[1:]:
        at = at_hour(on - timedelta(days=days_ago), 10)
        move_case(case=case, to=stage, why="", version=_version(case, by), at=at, by=by)


def _score(case: Case, story: Story, on: date, by: System) -> None:
    with wall.as_system(by.purpose):
        mine = Case.objects.filter(pk=case.pk)
        for score in story.scores:
            mine.update(risk=score)
        if story.review_in_days is not None:
            mine.update(review_on=on + timedelta(days=story.review_in_days))


def _around(case: Case, story: Story, on: date, people: dict[str, User], by: System) -> None:
    if story.is_allocated:
        worker = Membership.objects.get(user=people["social_worker"])
        allocate_case(case=case, worker=worker, version=_version(case, by), by=by)
        note_read(case=case, by=people["social_worker"])
        _date_back(CaseMember.objects.filter(case=case), "since", on, story.allocated_days_ago, by)
    for crime in story.crimes:
        kept = Crime(crime.reference, crime.level, is_flagged=True, outcome=crime.outcome)
        made = add_police_reference(case=case, crime=kept, by=by)
        _date_back(PoliceReference.objects.filter(pk=made.pk), "recorded_on", on, crime.days_ago, by)
    for one in story.involved:
        share = Share(
            Agency.objects.get(name=AGENCIES[one.agency]),
            one.purpose,
            Basis.PUBLIC_TASK,
            one.asked,
            one.asked_words,
            one.contact,
            sees_case=one.sees_case,
        )
        begun = involve_agency(case=case, share=share, by=by)
        _date_back(Involvement.objects.filter(pk=begun.pk), "since", on, one.days_ago, by)
    for service in story.services:
        words = {"service": service.service, "what_for": service.what_for, "phone": service.phone}
        add_service(case=case, name=service.name, since=on - timedelta(days=service.days_ago), **words, by=by)
    facts = Facts(Need.YES if story.models else Need.NOT_KNOWN, list(story.models), story.trusts)
    change_facts(case=case, facts=facts, version=_version(case, by), by=by)


def _date_back(rows: QuerySet[Any], name: str, on: date, days: int, by: System) -> None:
    with wall.as_system(by.purpose):
        rows.update(**{name: on - timedelta(days=days)})
        told = Entry.objects.filter(source_ref__in=[one.ref for one in rows])
        told.update(happened_on=on - timedelta(days=days))


def _version(case: Case, by: System) -> int:
    with wall.as_system(by.purpose):
        return Case.objects.values_list("version", flat=True).get(pk=case.pk)


def _write(case: Case, story: Story, on: date, people: dict[str, User]) -> None:
    """Each in their own name, and for the agency of their post."""
    for one in story.entries:
        writer, day = people[one.by], on - timedelta(days=one.days_ago)
        agency = Agency.objects.get(memberships__user=writer)
        with access.acting_for(writer):
            about = About(kind=one.kind, is_significant=one.is_significant, tone=one.tone)
            said: dict[str, Any] = {"words": one.words, "about": about, "handling": one.handling}
            write_entry(case=case, happened_on=day, **said, agency=agency, by=writer)
