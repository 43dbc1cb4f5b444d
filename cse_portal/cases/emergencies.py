"""Opening a case in an emergency: for what, how long, who is told, who reviews it and by when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from cse_portal.agencies.oversight import IN_LINE
from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.core.working_days import add_working_days

LASTS = timedelta(minutes=60)
REVIEWED_WITHIN_WORKING_DAYS = 10


class Why(StrEnum):
    MISSING = "missing"
    DANGER = "danger"
    HEALTH = "health"
    FOUND = "found"
    OTHER = "other"


WORDS: Mapping[Why, str] = {
    Why.MISSING: "The child is missing, and I need places or people to try",
    Why.DANGER: "The child is in danger of serious harm now",
    Why.HEALTH: "The child needs urgent medical care, and I must know what is on record",
    Why.FOUND: "I am with the child now, and must know how to keep them safe",
    Why.OTHER: "Another emergency",
}


class Outcome(StrEnum):
    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"


OUTCOMES: Mapping[Outcome, str] = {Outcome.JUSTIFIED: "Justified", Outcome.NOT_JUSTIFIED: "Not justified"}

# The partnership's information governance lead and MASH manager review; a head of service when they do not.
REVIEWERS, IN_THEIR_PLACE = IN_LINE[:2], IN_LINE[2]
# Who else is told: those who answer for the person's agency, and the managers of the one that leads the case.
OF_THE_PERSONS_AGENCY = (Role.SPOC, Role.POLICE_CSE_SPOC)
OF_THE_LEAD_AGENCY = (Role.CSC_TEAM_MANAGER, Role.HEAD_OF_SERVICE)

MAY_REVIEW = frozenset(role for role in Role if Permission.REVIEW_EMERGENCIES in MAY[role])


def review_due_on(opened_on: date) -> date:
    return add_working_days(opened_on, REVIEWED_WITHIN_WORKING_DAYS)
