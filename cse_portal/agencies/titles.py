"""What a role is called beside the name of its agency, which may say a part of the title already."""

from __future__ import annotations

from collections.abc import Mapping

from cse_portal.agencies.roles import TITLES, Role

# The short title, and the words of the long one that stand in the names of most agencies where the role is held.
SHORT: Mapping[str, tuple[str, str]] = {
    TITLES[Role.CSC_TEAM_MANAGER]: ("Team manager", "children’s social care"),
    TITLES[Role.POLICE_CSE_SPOC]: ("CSE single point of contact", "police"),
}


def title_of(role: str) -> str:
    """As the trail keeps a role: one that is no more has no title."""
    return TITLES[Role(role)] if role in frozenset(Role) else ""


def beside(title: str, agency: str) -> str:
    """Whole beside an agency whose name leaves it open."""
    short, said = SHORT.get(title, (title, ""))
    return short if said and said in _plain(agency) else title


def post_in_words(title: str, agency: str) -> str:
    return ", ".join(part for part in (beside(title, agency), agency) if part)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("'", "’").split())
