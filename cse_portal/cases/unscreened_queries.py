"""Children who were missing or absent from school and have no screening in date, among those whom a person sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.partnership_settings import timescales_of
from cse_portal.agencies.timescales import Timescale
from cse_portal.cases import missing_rules as rules
from cse_portal.cases.attendance.days import WINDOW
from cse_portal.cases.attendance_queries import is_persistently_absent
from cse_portal.cases.models import Case, MissingEpisode, SchoolAbsence
from cse_portal.cases.screenings import latest_screenings
from cse_portal.cases.unscreened import Wanted, is_in_date

MOST_LISTED = 500
WHOLE = ("case__child", "case__lead_agency", "case__partnership")


@dataclass
class Unscreened:
    """One child: what happened in the time asked for, and when they were last screened, if ever."""

    case: Case
    screened_on: date | None = None
    episodes: list[MissingEpisode] = field(default_factory=list)
    absences: list[SchoolAbsence] = field(default_factory=list)
    is_persistent: bool = False

    @property
    def is_missing_now(self) -> bool:
        return any(one.is_now for one in self.episodes)

    @property
    def sessions(self) -> int:
        return sum(one.sessions for one in self.absences)

    @property
    def last_on(self) -> date:
        return max([*(one.day for one in self.episodes), *(one.to_on for one in self.absences)])


def unscreened(person: User, wanted: Wanted, on: date) -> list[Unscreened]:
    """Open cases only; those who are missing now stand first, then by what happened last."""
    found = _gathered(person, wanted, on)
    latest = latest_screenings([one.case.pk for one in found])
    months: dict[int, int] = {}
    chosen = []
    for one in found:
        one.screened_on = latest.get(one.case.pk)
        place = one.case.partnership
        if place.pk not in months:
            months[place.pk] = timescales_of(place)[Timescale.ASSESSMENT_REVIEW]
        if not is_in_date(one.screened_on, on=on, months=months[place.pk]):
            chosen.append(one)
    return sorted(chosen, key=lambda one: (not one.is_missing_now, -one.last_on.toordinal(), one.case.pk))[
        :MOST_LISTED
    ]


def listed_again(person: User, refs: Sequence[str], wanted: Wanted, on: date) -> list[Unscreened]:
    """Those of these cases that would be on the list now."""
    asked = set(refs)
    return [one for one in unscreened(person, wanted, on) if one.case.ref in asked]


def seen_among(person: User, refs: Iterable[str]) -> int:
    return Case.objects.visible_to(person).filter(ref__in=list(refs)).count()


def _gathered(person: User, wanted: Wanted, on: date) -> list[Unscreened]:
    since = on - timedelta(days=wanted.days - 1)
    episodes, absences = _episodes(person, since), _absences(person, min(since, on - WINDOW))
    by_case: dict[int, Unscreened] = {}
    every: dict[int, list[SchoolAbsence]] = defaultdict(list)
    for episode in episodes:
        by_case.setdefault(episode.case_id, Unscreened(episode.case)).episodes.append(episode)
    for absence in absences:
        every[absence.case_id].append(absence)
        if absence.to_on >= since:
            by_case.setdefault(absence.case_id, Unscreened(absence.case)).absences.append(absence)
    for number, one in by_case.items():
        one.is_persistent = is_persistently_absent(every[number], on)
    return [
        one for one in by_case.values() if wanted.takes(is_missing=bool(one.episodes), is_absent=bool(one.absences))
    ]


def _episodes(person: User, since: date) -> list[MissingEpisode]:
    """Those that began since then, or go on."""
    begin = datetime.combine(since, time.min, tzinfo=rules.LONDON)
    found = MissingEpisode.objects.filter(
        Q(began_at__gte=begin) | Q(ended_at__isnull=True), struck_at__isnull=True, case__closed_on__isnull=True
    )
    return list(found.filter(access.sees_case(person, "case")).select_related(*WHOLE).order_by("-began_at"))


def _absences(person: User, since: date) -> list[SchoolAbsence]:
    found = SchoolAbsence.objects.filter(to_on__gte=since, struck_at__isnull=True, case__closed_on__isnull=True)
    return list(found.filter(access.sees_case(person, "case")).select_related(*WHOLE).order_by("-to_on"))
