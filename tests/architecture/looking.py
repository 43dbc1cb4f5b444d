"""Makers and fillers of what the trail's addresses are about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.audit.models import AuditEvent
from cse_portal.core import clock
from cse_portal.core.references import new_reference
from cse_portal.trail.actions import make_search
from cse_portal.trail.actions.alarms import plant, raise_alarm
from cse_portal.trail.alarms import AlarmKind
from cse_portal.trail.models import TrailSearch, Week, WeekLine
from cse_portal.trail.presenters.lines import sealed
from cse_portal.trail.queries.alarms import Crossed
from cse_portal.trail.weeks import Decision, week_before
from tests.architecture.neighbours import colleague_of, governance_lead_near
from tests.factories import TEST, agency_of, in_post


def _search(person: User) -> TrailSearch:
    """Made as the person would; of those who may not search nobody has one, and another's stands for it."""
    maker = person if access.can(person, Permission.SEARCH_TRAIL) else governance_lead_near(person)
    return make_search(wanted={}, why="A complaint", by=maker)


def trail_search(person: User) -> dict[str, str]:
    return {"ref": _search(person).ref}


def trail_entry(person: User) -> dict[str, str]:
    search = _search(person)
    with in_post(search.membership.user):
        record("search.made", by=search.membership.user)
    return {"ref": search.ref, "key": sealed(AuditEvent.objects.latest("pk").pk)}


def trail(person: User, number: int) -> None:
    for _ in range(number):
        trail_entry(person)
        make_search(wanted={}, why="A complaint", by=person)


def _week(person: User, monday: date) -> Week:
    found, _ = Week.objects.get_or_create(agency=agency_of(person), monday=monday, defaults={"due_on": clock.today()})
    return found


def _looked(week: Week, looker: User, decision: Decision = Decision.NONE) -> WeekLine:
    asked = {"decided_at": clock.now(), "decided_by": looker} if decision else {}
    words = {"times": 2, "last_at": clock.now(), "said": "I was on duty", "decision": decision.value}
    return WeekLine.objects.create(week=week, person=looker, case_ref=new_reference(), **words, **asked)


def week_of_looks(person: User) -> dict[str, str]:
    week = _week(person, week_before(clock.today()))
    _looked(week, colleague_of(person).user)
    return {"ref": week.ref}


def asked_look(person: User) -> dict[str, str]:
    return {"ref": _looked(_week(person, week_before(clock.today())), person, Decision.ASKED).ref}


def weeks(person: User, number: int) -> None:
    first = Week.objects.count()
    for back in range(first, first + number):
        week_of_looks(person)
        _looked(_week(person, week_before(clock.today()) - timedelta(weeks=back + 1)), colleague_of(person).user)


def alarm(person: User) -> dict[str, str]:
    now, looker = clock.now(), colleague_of(person)
    crossed = Crossed(
        kind=AlarmKind.HOUR,
        person=looker.user,
        agency=looker.agency,
        role=looker.role,
        since=now - timedelta(hours=1),
        until=now,
        number=40,
    )
    raised = raise_alarm(crossed=crossed, by=TEST)
    assert raised is not None
    return {"ref": raised.ref}


def alarms(person: User, number: int) -> None:
    for _ in range(number):
        alarm(person)


def planted_record(person: User) -> dict[str, str]:
    planter = governance_lead_near(person)
    planted = plant(agency=agency_of(person), given_names="Ada", family_name="Invented", why="A test", by=planter)
    return {"ref": planted.ref}


def planted_records(person: User, number: int) -> None:
    for _ in range(number):
        planted_record(person)


MAKERS: dict[str, Callable[[User], dict[str, str]]] = {
    "alarm": alarm,
    "asked_look": asked_look,
    "planted_record": planted_record,
    "trail_entry": trail_entry,
    "trail_search": trail_search,
    "week_of_looks": week_of_looks,
}
FILLERS: dict[str, Callable[[User, int], None]] = {
    "trail:alarms": alarms,
    "trail:planted": planted_records,
    "trail:results": trail,
    "trail:search": trail,
    "trail:week": weeks,
    "trail:weeks": weeks,
}
