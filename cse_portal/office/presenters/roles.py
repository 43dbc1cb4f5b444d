"""What each role can do, from the one table of roles."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies.models import Partnership
from cse_portal.agencies.roles import MAY, PARTS, WHY, Permission, Role


@dataclass(frozen=True)
class Right:
    what: str
    why: str


@dataclass(frozen=True)
class RoleCard:
    code: str
    title: str
    sees: str
    does: str
    rights: list[Right]
    is_own: bool


@dataclass(frozen=True)
class RolesPage:
    cards: list[RoleCard]
    for_all: list[Right]


def roles_page(partnership: Partnership, own: frozenset[Role]) -> RolesPage:
    everyone = frozenset(Permission).intersection(*MAY.values())
    return RolesPage([_card(role, partnership, own, everyone) for role in Role], _rights(everyone))


def _card(role: Role, partnership: Partnership, own: frozenset[Role], everyone: frozenset[Permission]) -> RoleCard:
    part = PARTS[role]
    return RoleCard(
        code=role.value,
        title=partnership.title_of(role),
        sees=part.sees,
        does=part.does,
        rights=_rights(MAY[role] - everyone),
        is_own=role in own,
    )


def _rights(permissions: frozenset[Permission]) -> list[Right]:
    return [Right(one.value[0].upper() + one.value[1:], WHY[one]) for one in Permission if one in permissions]
