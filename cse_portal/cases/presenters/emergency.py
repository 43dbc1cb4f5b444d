"""An emergency access as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.sentences import sentence, thing
from cse_portal.cases.emergency_queries import MOST_STEPS, looked_at
from cse_portal.cases.models import EmergencyAccess


@dataclass(frozen=True)
class Step:
    """One thing the person did in that hour."""

    at: datetime
    what: str
    thing: str


@dataclass(frozen=True)
class EmergencyPage:
    emergency: EmergencyAccess
    steps: list[Step]
    is_cut: bool
    may_review: bool
    may_end: bool
    is_own: bool


def emergency_page(user: User, emergency: EmergencyAccess) -> EmergencyPage:
    is_own = emergency.opened_by_id == user.pk
    reviews = access.can(user, Permission.REVIEW_EMERGENCIES) and not is_own
    may_end = is_own or access.can(user, Permission.SEE_EMERGENCIES)
    done = looked_at(emergency)
    shown = done[:MOST_STEPS]
    steps = [Step(timezone.localtime(one.at), sentence(one.kind), thing(one.object_kind)) for one in shown]
    return EmergencyPage(
        emergency=emergency,
        steps=steps,
        is_cut=len(done) > MOST_STEPS,
        may_review=reviews and not emergency.is_reviewed and not emergency.is_running,
        may_end=may_end and emergency.is_running,
        is_own=is_own,
    )
