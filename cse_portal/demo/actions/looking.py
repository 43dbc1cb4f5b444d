"""What the pages about looking show: cases, who looked at them without a part, and what came of it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.acting import as_hat
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.audit.actions import record, record_look
from cse_portal.cases.actions import grant_to_person, open_case, say_why
from cse_portal.cases.looking import Looking
from cse_portal.core import clock, wall
from cse_portal.core.acting import Acting, acts
from cse_portal.core.actor import System
from cse_portal.demo.bulk import at_hour
from cse_portal.demo.casework import STORIES
from cse_portal.demo.cast import AGENCIES, CAST
from cse_portal.trail.actions.alarms import plant, raise_alarm
from cse_portal.trail.actions.weeks import open_week
from cse_portal.trail.queries.alarms import at_planted


@transaction.atomic
def load_looking(*, size: int, random: Random, on: date, by: System) -> int:
    """Three cases, a manager who looked at two without a part, a planted record, and what came of both."""
    people = {member.key: User.objects.get(email=member.email) for member in CAST}
    manager, worker = people["team_manager"], people["social_worker"]
    team = Agency.objects.get(name=AGENCIES["csc"])
    cases = [
        open_case(
            given_names=story.given_names,
            family_name=story.family_name,
            born_on=story.born_on(on),
            lead_agency=team,
            at=at_hour(on - timedelta(days=story.opened_days_ago), 9),
            by=by,
        )
        for story in STORIES
    ]
    for case in cases:
        grant_to_person(case=case, membership=Membership.objects.get(user=worker), by=by)
    planted = plant(
        agency=team, given_names="Perpetua", family_name="Quill", why="The yearly test", by=people["governance_lead"]
    )
    post = Membership.objects.select_related("agency").get(user=manager)
    with access.acting_for(manager), acts(Acting(person_id=manager.pk, hat=as_hat(post))):
        for case in cases[:2]:
            say_why(case=case, choice=Looking.SUPERVISING, words="Supervision with Priya", by=manager)
            why = sorted({grant.reason for grant in access.granted(manager, case)})
            record_look("case.looked_at", about=case, detail={"why": why}, by=manager)
        record_look("case.reason_asked", about=planted.case, by=manager)
    with wall.as_system(by.purpose):
        today = clock.today()
        open_week(agency=team, monday=today - timedelta(days=today.weekday()), by=by)
        alarms = [raise_alarm(crossed=crossed, by=by) for crossed in at_planted(clock.now())]
    record("demo.looking_loaded", about=team, detail={"cases": len(cases), "alarms": len(alarms)}, by=by)
    return len(cases) + 1
