"""Who looked at which case without a part in it: known from what each of them was asked on the day itself.

Whoever has no part is asked before the first look of a working day, so that their answer marks the look. A grant that
ended since, and was cleared away, makes no difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cse_portal.agencies.models import Agency
from cse_portal.audit.models import AuditEvent, Sort
from cse_portal.cases.looking import day_of, in_words
from cse_portal.cases.models import StatedReason
from cse_portal.trail.queries.events import LONDON, SLACK, first_since

ONLY_ASKED = "case.reason_asked"  # whoever turned back there saw nothing
Key = tuple[int, str]


@dataclass
class Looked:
    """One person's looks at one case in a week."""

    person_id: int
    case_ref: str
    times: int
    last_at: datetime
    said: str


def looks_without_part(agency: Agency, monday: date) -> list[Looked]:
    """To be asked in the portal's own name: nobody else reads all answers."""
    said = _answers(monday)
    found: dict[Key, Looked] = {}
    for person, case_ref, at in _looks(agency, monday):
        words = said.get((person, case_ref, day_of(timezone.localtime(at).date())))
        if words is None:
            continue
        line = found.setdefault((person, case_ref), Looked(person, case_ref, 0, at, ""))
        line.times, line.last_at = line.times + 1, max(line.last_at, at)
        line.said = words if words in line.said or not line.said else f"{line.said}. {words}"
    return list(found.values())


def _looks(agency: Agency, monday: date) -> list[tuple[int, str, datetime]]:
    begins, ends = (datetime.combine(monday + timedelta(days=days), time.min, tzinfo=LONDON) for days in (0, 7))
    looks = AuditEvent.objects.filter(
        actor_kind="person", hat_agency_ref=agency.ref, sort=Sort.LOOK, at__gte=begins, at__lt=ends
    )
    looks = looks.filter(pk__gte=first_since(begins) - SLACK, pk__lt=first_since(ends) + SLACK)
    rows = looks.exclude(case_ref="").exclude(kind=ONLY_ASKED).order_by("pk")
    return [(actor, ref, at) for actor, ref, at in rows.values_list("actor_id", "case_ref", "at") if actor]


def _answers(monday: date) -> dict[tuple[int, str, date], str]:
    """From the Friday before, whose answers hold over the weekend, to the Sunday."""
    days = (day_of(monday), monday + timedelta(days=6))
    answers = StatedReason.objects.filter(day__range=days).select_related("case")
    return {(one.person_id, one.case.ref, one.day): in_words(one.get_choice(), one.words) for one in answers}
