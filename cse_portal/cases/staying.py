"""Who must go on seeing a case when others no longer do: somebody who works it, and somebody who may open it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cse_portal.agencies.roles import MAY, Permission, Role

# Who works with the child day by day; in the lead agency one of them is the child's lead practitioner.
WORKS_WITH_THE_CHILD = frozenset(
    {
        Role.PRACTITIONER,
        Role.SAFEGUARDING_ADVISER,
        Role.SOCIAL_WORKER,
        Role.MASH_OFFICER,
        Role.SUPPORT_WORKER,
    }
)
MANAGES = frozenset(role for role in Role if Permission.RESTRICT_CASES in MAY[role])

NO_PRACTITIONER = "Choose at least one person of the lead agency who works with the child"
NO_MANAGER = "Choose at least one manager, who can lift the restriction again"


@dataclass(frozen=True)
class Stays:
    """One live membership of somebody who is to go on seeing the case."""

    role: Role
    is_of_lead_agency: bool


def missing(staying: Iterable[Stays]) -> list[str]:
    """What is wrong with leaving a case to these people alone; nothing when they will do."""
    them = list(staying)
    wrong = []
    if not any(one.is_of_lead_agency and one.role in WORKS_WITH_THE_CHILD for one in them):
        wrong.append(NO_PRACTITIONER)
    if not any(one.role in MANAGES for one in them):
        wrong.append(NO_MANAGER)
    return wrong
