"""When looking at many cases is an alarm, role by role, and what may come of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from cse_portal.agencies.roles import Role

HOUR, DAY = timedelta(hours=1), timedelta(hours=24)
LOOKS_BACK = timedelta(days=2)  # for planted records: a run that was missed is made up for


class AlarmKind(StrEnum):
    HOUR = "hour"
    DAY = "day"
    CANARY = "canary"


TITLES: Mapping[AlarmKind, str] = {
    AlarmKind.HOUR: "Many cases in an hour",
    AlarmKind.DAY: "Many cases in a day",
    AlarmKind.CANARY: "A record that nobody has a reason to open",
}


@dataclass(frozen=True)
class Limit:
    """So many different cases are still ordinary; one more is an alarm."""

    in_an_hour: int
    in_a_day: int
    because: str


DEFAULT = Limit(10, 25, "is named on a handful of cases, and reads few of them on one day")
LIMITS: Mapping[Role, Limit] = {
    Role.SOCIAL_WORKER: Limit(15, 40, "holds up to some twenty-five cases, and may go through all before a review"),
    Role.CSC_TEAM_MANAGER: Limit(25, 80, "goes through the team’s cases in supervision"),
    Role.HEAD_OF_SERVICE: Limit(25, 60, "samples the service’s cases"),
    Role.SPOC: Limit(20, 60, "answers checks for the whole agency"),
    Role.POLICE_CSE_SPOC: Limit(25, 80, "answers checks for the whole unit, and prepares panels"),
    Role.MASH_OFFICER: Limit(30, 120, "looks up each referral of the day"),
    Role.MASH_MANAGER: Limit(30, 120, "decides about each referral of the day"),
    Role.SSPL: Limit(40, 150, "goes through a whole agenda before the panel"),
    Role.MASE_CO_CHAIR: Limit(40, 120, "goes through a whole agenda before the panel"),
    Role.MASE_COORDINATOR: Limit(40, 150, "prepares packs for a whole agenda"),
    Role.CSE_COORDINATOR: Limit(40, 150, "prepares packs for a whole agenda"),
    Role.MASE_MEMBER: Limit(30, 60, "reads the papers of one panel"),
    Role.AUDITOR: Limit(20, 60, "grades the cases of one sample"),
    Role.IRO: Limit(15, 40, "reads the cases of the week’s reviews"),
}


def limit_for(role: str) -> Limit:
    return LIMITS.get(Role(role), DEFAULT) if role in frozenset(Role) else DEFAULT


def alarms_for(role: str, *, in_an_hour: int, in_a_day: int) -> list[AlarmKind]:
    limit = limit_for(role)
    crossed = {AlarmKind.HOUR: in_an_hour > limit.in_an_hour, AlarmKind.DAY: in_a_day > limit.in_a_day}
    return [kind for kind, is_crossed in crossed.items() if is_crossed]


class Outcome(StrEnum):
    REASON = "reason"
    MISTAKE = "mistake"
    BREACH = "breach"
    UNCLEAR = "unclear"


OUTCOMES: Mapping[Outcome, str] = {
    Outcome.REASON: "There was a good reason",
    Outcome.MISTAKE: "A mistake, talked through with them",
    Outcome.BREACH: "A breach: taken further",
    Outcome.UNCLEAR: "It could not be cleared up",
}
