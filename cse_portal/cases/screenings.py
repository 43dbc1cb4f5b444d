"""When each child was last screened or assessed: rooms above add what they know, each in one line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from django.db.models import Max
from django.db.models.functions import TruncDate

from cse_portal.cases.missing_rules import LONDON, About
from cse_portal.cases.models import FollowUp, StageStep
from cse_portal.cases.workflow import Stage

Latest = Callable[[Collection[int]], Mapping[int, date]]
_sources: dict[str, Latest] = {}


def add_source(code: str, latest: Latest) -> None:
    """Called from a room's `ready()`: of these cases, the day of the latest for each that has one."""
    _sources[code] = latest


def latest_screenings(cases: Collection[int]) -> dict[int, date]:
    """By case, from whichever source has the later day; a case without one is not among them."""
    found: dict[int, date] = {}
    for latest in _sources.values():
        for case, day in latest(cases).items():
            found[case] = max(day, found.get(case, day))
    return found


def followed_up(cases: Collection[int]) -> Mapping[int, date]:
    """What became of a screening or an assessment that a missing episode asked for."""
    rows = FollowUp.objects.filter(
        episode__case__in=cases, about__in=[About.SCREENING.value, About.ASSESSMENT.value], episode__struck_at=None
    )
    return dict(rows.order_by().values_list("episode__case").annotate(Max("done_on")))


def screened(cases: Collection[int]) -> Mapping[int, date]:
    """That the case went on because the child was screened."""
    rows = StageStep.objects.filter(case__in=cases, stage=Stage.SCREENED.value)
    return dict(rows.order_by().values_list("case").annotate(day=Max(TruncDate("at", tzinfo=LONDON))))


add_source("followed_up", followed_up)
add_source("screened", screened)
