"""The access matrix, asked of the whole portal: every role, every relation, every page."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse

from cse_portal.agencies.roles import Role
from cse_portal.core import clock
from tests.access.asking import NO_SUCH_CASE, Asker
from tests.access.canaries import plain
from tests.access.matrix import EACH_WAY, NOT_AT_WORK, RELATIONS, THEIR_ROLES, Standing, at_work, sees
from tests.access.places import LISTS, PAGES, List, Page, asked_about, asks, cells

pytestmark = pytest.mark.django_db
NUMBER_OF_CELLS = 0
each_list = pytest.mark.parametrize("shown", LISTS, ids=lambda page: page.url_name)
ASKED = [(page, standing, role) for page in PAGES for standing, role in at_work() if asks(page, standing, role)]
each_page = pytest.mark.parametrize(
    ("shown", "standing", "role"), ASKED, ids=[f"{page.url_name}-{one.name}-{role}" for page, one, role in ASKED]
)
everybody = pytest.mark.parametrize(
    ("standing", "role"), at_work(), ids=[f"{standing.name}-{role}" for standing, role in at_work()]
)
FRONTS = tuple(one for one in PAGES if one.url_name in ("cases:record", "cases:give", "cases:unseen"))


@everybody
@each_list
def test_a_list_holds_what_the_person_sees_and_nothing_else(
    asker: Asker, role: Role, standing: Standing, shown: List
) -> None:
    answer = asker.list(standing, role, shown)
    worn = Role.PRACTITIONER if standing is Standing.OTHER_HAT else role
    assert answer.status == (200 if worn in shown.opened_by else 403)
    assert asker.wrong(answer, shown, (standing, role), RELATIONS) == []


@each_page
def test_a_page_of_a_case_is_there_for_whoever_it_is_for(
    asker: Asker, role: Role, standing: Standing, shown: Page
) -> None:
    wrong = {}
    for relation in asked_about(shown, standing):
        answer, expected = asker.page(standing, role, shown, relation), shown.answers(role, relation, standing)
        found = asker.wrong(answer, shown if expected == 200 else None, (standing, role), [relation])
        if answer.status != expected:
            found.append(f"answered {answer.status}, not {expected}")
        if found:
            wrong[relation.name] = found
    assert wrong == {}


@pytest.mark.parametrize("role", EACH_WAY)
@pytest.mark.parametrize("shown", FRONTS, ids=lambda page: page.url_name)
def test_a_hidden_case_answers_like_one_that_does_not_exist(asker: Asker, role: Role, shown: Page) -> None:
    """In the same words, headers and cookies."""

    def said(ref: str) -> tuple[int, str, str]:
        answer = asker.ask(Standing.AT_WORK, role, reverse(shown.url_name, kwargs={"ref": ref})).without([ref])
        return answer.status, plain(answer.body), plain(answer.elsewhere["headers"])

    hidden = [one for one in RELATIONS if not sees(role, one) and one.name != "unseen"]
    with time_machine.travel(clock.now(), tick=False):  # pages say how many seconds the session has left
        nothing = said(NO_SUCH_CASE)
        differs = {one.name: first_difference(nothing, said(asker.world.cases[one.name].ref)) for one in hidden}
    assert {name: found for name, found in differs.items() if found} == {}


def first_difference(one: tuple[int, str, str], other: tuple[int, str, str]) -> str:
    lines = zip("\n".join(map(str, one)).split("\n"), "\n".join(map(str, other)).split("\n"), strict=False)
    return next((f"{a!r}, but here {b!r}" for a, b in lines if a != b), "" if one == other else "its length")


@pytest.mark.parametrize("role", THEIR_ROLES)
@pytest.mark.parametrize("standing", NOT_AT_WORK, ids=lambda one: one.name)
def test_whoever_is_not_at_work_is_shown_nothing(asker: Asker, role: Role, standing: Standing) -> None:
    """Their session, begun before, ends on the next request, whatever it asks for."""
    answers = [asker.list(standing, role, one) for one in LISTS]
    answers += [asker.page(standing, role, page, one) for page in PAGES for one in asked_about(page, standing)]
    for answer in answers:
        assert answer.status == 302
        assert asker.wrong(answer, None, (standing, role), []) == []


def test_a_stranger_is_shown_nothing(asker: Asker) -> None:
    who = Standing.STRANGER, None
    answers = [asker.list(*who, one) for one in LISTS]
    answers += [asker.page(*who, page, relation) for page in PAGES for relation in page.about]
    for answer in answers:
        assert answer.status == 302
        assert asker.wrong(answer, None, who, []) == []


def test_the_matrix_has_as_many_cells_as_it_says() -> None:
    assert len(set(cells())) == NUMBER_OF_CELLS
