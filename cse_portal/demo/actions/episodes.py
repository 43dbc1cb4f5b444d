"""The demo’s missing episodes, each reported, ended and heard as in the portal."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.actions import record
from cse_portal.cases.actions import (
    add_learnt,
    import_attendance,
    record_interview,
    record_return,
    report_missing,
)
from cse_portal.cases.attendance.columns import Column
from cse_portal.cases.attendance.reading import Row, read
from cse_portal.cases.models import Case, Child, MissingEpisode
from cse_portal.core import clock, wall
from cse_portal.core.actor import System
from cse_portal.demo import episodes as story
from cse_portal.demo.bulk import at_hour
from cse_portal.demo.cast import CAST


@transaction.atomic
def load_episodes(*, size: int, random: Random, on: date, by: System) -> int:
    """In the cases that `load_casework` led so far, by the social worker."""
    worker = User.objects.get(email=next(one.email for one in CAST if one.key == "social_worker"))
    for gone in story.EPISODES:
        given, family = gone.child
        with wall.as_system(by.purpose):
            case = Case.objects.get(child__given_names=given, child__family_name=family)
        with access.acting_for(worker):
            seen = Case.objects.select_related("child", "lead_agency", "partnership").get(pk=case.pk)
            _load(seen, gone, on, worker)
    _import_absences(on)
    record("demo.episodes_loaded", about=case.lead_agency, by=by)
    return len(story.EPISODES)


def _load(case: Case, gone: story.Gone, on: date, by: User) -> None:
    values = {**gone.said, "began_at": _at(on, gone.began)}
    if "police_reference" in gone.said:
        values["police_told_at"] = values["began_at"] + timedelta(minutes=40)
    episode = report_missing(case=case, values=values, by=by)
    if gone.ended:
        back = {"ended_at": _at(on, gone.ended), "was_harmed": False, **gone.back}
        record_return(episode=episode, version=_version(episode), values=back, by=by)
    if gone.heard:
        heard = {"interviewed_at": _at(on, gone.heard), **gone.interview}
        record_interview(episode=episode, version=_version(episode), values=heard, by=by)
    for words, mark in gone.learnt:
        add_learnt(episode=episode, words=words, handling=mark, by=by)


def _import_absences(on: date) -> None:
    """The academy’s file of the term: of Maya it tells, and of two pupils without a record."""
    school = User.objects.get(email=next(one.email for one in CAST if one.key == story.SCHOOL))
    with wall.as_system("know the date of birth of a pupil of the demo"):
        born = {(one.given_names, one.family_name): one.born_on for one in Child.objects.filter(born_on__isnull=False)}
    rows = [
        _row(place, name, _school_day(on, days), (code, why), born.get(name))
        for place, (name, days, code, why) in enumerate(story.ABSENCES, 2)
    ]
    with access.acting_for(school):
        import_attendance(rows=rows, by=school)


def _row(place: int, name: tuple[str, str], day: date, said: tuple[str, str], born: date | None) -> Row:
    code, why = said
    cells = {
        Column.NAME: " ".join(name),
        Column.BORN: (born or day.replace(year=day.year - 15, day=1)).isoformat(),
        Column.FROM: day.isoformat(),
        Column.MARK: code,
        Column.REASON: why,
    }
    return read(place, cells, on=clock.today())


def _school_day(on: date, days: int) -> date:
    """The last one that is not later."""
    day = on - timedelta(days=days)
    return day - timedelta(days=max(day.weekday() - 4, 0))


def _at(on: date, moment: story.Moment) -> datetime:
    days, hour, minute = moment
    return at_hour(on - timedelta(days=days), hour, minute)


def _version(episode: MissingEpisode) -> int:
    return MissingEpisode.objects.values_list("version", flat=True).get(pk=episode.pk)
