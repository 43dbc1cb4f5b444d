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
