"""What a row of the table of addresses is made of."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies.roles import MAY, Permission, Role

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


SIGN_IN = 302  # a stranger is sent to sign in
REFUSED = 403  # a stranger's form is answered with its own words and the way to sign in
SIGNED_OUT = 401  # a script is told, and asks the person

EVERYONE = every(200)
REDIRECTED = every(302)
SEE_OTHER = every(303)
POST_ONLY = every(405)
GONE = every(410)
INCOMPLETE = every(400)
HIDDEN = every(404)


def may_do(permission: Permission) -> tuple[Role, ...]:
    return tuple(role for role in Role if permission in MAY[role])


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
