"""What the portal does by itself about looking: the weekly list, and the alarms."""

from __future__ import annotations

from celery import shared_task

from cse_portal.agencies.models import Agency
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.trail.actions.alarms import bring_open_alarms, raise_alarm
from cse_portal.trail.actions.weeks import open_week
from cse_portal.trail.mail import tell
from cse_portal.trail.queries import alarms
from cse_portal.trail.queries.told import whom_to_tell
from cse_portal.trail.queries.whom import contacts_of, users
from cse_portal.trail.weeks import week_before

ALARMS = System("raise alarms about looking")
WEEKLY = System("list who looked at cases without a part in them")


@shared_task(name="trail.open_weeks", purpose=WEEKLY.purpose)
def open_weeks() -> int:
    """Every morning; each agency gets the last whole week once, in a transaction of its own."""
    monday, opened = week_before(clock.today()), 0
    for agency in Agency.objects.order_by("pk"):
        if open_week(agency=agency, monday=monday, by=WEEKLY) is not None:
            tell(users(contacts_of(agency)), "week")
            opened += 1
    return opened


@shared_task(name="trail.raise_alarms", purpose=ALARMS.purpose)
def raise_alarms() -> int:
    """Every five minutes; each alarm is a transaction of its own, and is raised once a day."""
    now, raised = clock.now(), 0
    for crossed in (*alarms.at_planted(now), *alarms.in_bulk(now)):
        alarm = raise_alarm(crossed=crossed, by=ALARMS)
        if alarm is not None:
            tell(users(whom_to_tell(alarm)), "alarm")
            raised += 1
    tell(users(bring_open_alarms(by=ALARMS)), "alarm")
    return raised
