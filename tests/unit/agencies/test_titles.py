"""A role beside its agency says nothing twice, and loses nothing that the agency's name leaves open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies.roles import TITLES, Role
from cse_portal.agencies.titles import SHORT, beside, post_in_words, title_of

MANAGER, POLICE = TITLES[Role.CSC_TEAM_MANAGER], TITLES[Role.POLICE_CSE_SPOC]


@pytest.mark.parametrize(
    ("title", "agency", "words"),
    [
        (MANAGER, "Children’s social care, East team", "Team manager, Children’s social care, East team"),
        (MANAGER, "CHILDREN'S  SOCIAL CARE", "Team manager, CHILDREN'S  SOCIAL CARE"),
        (MANAGER, "East team", "Team manager, children’s social care, East team"),
        (POLICE, "Larkmere police, child exploitation team",
         "CSE single point of contact, Larkmere police, child exploitation team"),
        (POLICE, "Exploitation unit", "Police CSE single point of contact, Exploitation unit"),
        ("Practitioner", "Fernhill Academy", "Practitioner, Fernhill Academy"),
        ("", "Fernhill Academy", "Fernhill Academy"),
        (MANAGER, "", MANAGER),
    ],
)  # fmt: skip
def test_in_words(title: str, agency: str, words: str) -> None:
    assert post_in_words(title, agency) == words


@given(st.sampled_from(sorted(TITLES.values())), st.text())
def test_a_title_is_whole_or_the_short_one(title: str, agency: str) -> None:
    assert beside(title, agency) in {title, SHORT.get(title, (title,))[0]}


def test_the_words_left_out_are_those_of_the_long_title() -> None:
    for long, (short, said) in SHORT.items():
        assert said in long.casefold()
        assert said not in short.casefold()


def test_a_role_of_old_has_no_title() -> None:
    assert title_of("spoc") == "Single point of contact"
    assert title_of("no_such_role") == ""
