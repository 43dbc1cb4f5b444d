"""Who must go on seeing a restricted case."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.cases.staying import MANAGES, NO_MANAGER, NO_PRACTITIONER, WORKS_WITH_THE_CHILD, Stays, missing

PEOPLE = st.lists(st.builds(Stays, st.sampled_from(Role), st.booleans()), max_size=6)


def test_one_practitioner_of_the_lead_agency_and_one_manager_will_do() -> None:
    worker, manager = Stays(Role.SOCIAL_WORKER, True), Stays(Role.SSPL, False)
    assert missing([worker, manager]) == []
    assert missing([worker]) == [NO_MANAGER]
    assert missing([manager]) == [NO_PRACTITIONER]
    assert missing([]) == [NO_PRACTITIONER, NO_MANAGER]


def test_another_agencys_practitioner_does_not_lead() -> None:
    assert missing([Stays(Role.SOCIAL_WORKER, False), Stays(Role.CSC_TEAM_MANAGER, True)]) == [NO_PRACTITIONER]


def test_nobody_is_both() -> None:
    assert not WORKS_WITH_THE_CHILD & MANAGES
    assert all(Permission.SEE_CASES in MAY[role] for role in WORKS_WITH_THE_CHILD | MANAGES)


@given(PEOPLE, st.builds(Stays, st.sampled_from(Role), st.booleans()))
def test_one_more_person_never_makes_it_worse(them: list[Stays], one: Stays) -> None:
    assert set(missing([*them, one])) <= set(missing(them))


@given(PEOPLE)
def test_whoever_stays_can_always_open_it_again(them: list[Stays]) -> None:
    if not missing(them):
        assert any(Permission.RESTRICT_CASES in MAY[one.role] for one in them)
