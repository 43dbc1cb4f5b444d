"""What a row of the table of addresses is made of."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies.roles import Role

Answers = dict[Role, int]  # what each role gets; made by the functions below, so that none is forgotten


def every(status: int) -> Answers:
    return dict.fromkeys(Role, status)


def only(*roles: Role, status: int = 200, others: int = 403) -> Answers:
    return {role: status if role in roles else others for role in Role}


@dataclass(frozen=True)
class Row:
    name: str
    stranger: int
    own: Answers
    colleague: Answers | None = None
    outside: Answers | None = None
    of: str = ""
    method: str = "get"

    def answers(self, relation: str) -> Answers:
        """A page that is about nothing in particular answers everyone of a group alike."""
        said: Answers | None = getattr(self, relation)
        return said or self.own


# Six sorts of roles that most pages tell apart.
CONTACTS = (Role.SPOC, Role.POLICE_CSE_SPOC)
LEADS = (Role.CSC_TEAM_MANAGER, Role.MASH_MANAGER, Role.HEAD_OF_SERVICE)
MANAGERS = (Role.LSCB_MANAGER,)
GOVERNANCE, ADMINISTRATOR = Role.INFORMATION_GOVERNANCE_LEAD, Role.SYSTEM_ADMINISTRATOR


def by_group(workers: int, contacts: int, leads: int, managers: int, governance: int, administrators: int) -> Answers:
    """Everybody who is in none of the other five is a worker."""
    named = (
        (CONTACTS, contacts),
        (LEADS, leads),
        (MANAGERS, managers),
        ((GOVERNANCE,), governance),
        ((ADMINISTRATOR,), administrators),
    )
    return every(workers) | {role: status for roles, status in named for role in roles}


def as_group(*, ways: dict[Role, object]) -> dict[str, frozenset[Role]]:
    """Roles that may do and see exactly the same are asked for once, by the first of them."""
    groups: dict[object, list[Role]] = {}
    for role in sorted(Role):
        groups.setdefault(ways[role], []).append(role)
    return {roles[0].value: frozenset(roles) for roles in groups.values()}
