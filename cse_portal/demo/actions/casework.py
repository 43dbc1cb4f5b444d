"""How far the demo's cases have come: their stages, scores, reviews and what was written in them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.audit.actions import record
from cse_portal.cases.actions import move_case, write_entry
from cse_portal.cases.models import Case
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
        _write(case, story, on, people["social_worker"])
    team = Agency.objects.get(name=AGENCIES["csc"])
    record("demo.casework_loaded", about=team, detail={"cases": len(STORIES)}, by=by)
    return sum(len(story.stages) + len(story.entries) for story in STORIES)


def _go_its_way(case: Case, story: Story, on: date, by: System) -> None:
    for stage, days_ago in story.stages[1:]:
        with wall.as_system(by.purpose):
            version = Case.objects.values_list("version", flat=True).get(pk=case.pk)
        move_case(case=case, to=stage, why="", version=version, at=at_hour(on - timedelta(days=days_ago), 10), by=by)


def _score(case: Case, story: Story, on: date, by: System) -> None:
    with wall.as_system(by.purpose):
        mine = Case.objects.filter(pk=case.pk)
        for score in story.scores:
            mine.update(risk=score)
        if story.review_in_days is not None:
            mine.update(review_on=on + timedelta(days=story.review_in_days))


def _write(case: Case, story: Story, on: date, writer: User) -> None:
    team = Agency.objects.get(name=AGENCIES["csc"])
    with access.acting_for(writer):
        for one in story.entries:
            happened_on = on - timedelta(days=one.days_ago)
            write_entry(
                case=case, happened_on=happened_on, words=one.words, handling=one.handling, agency=team, by=writer
            )
