"""The access matrix, asked of the whole portal: every role, every relation, every page, every deed."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse

from cse_portal.agencies.roles import Role
from cse_portal.core import clock
from tests.access.asking import LIVE, NO_SUCH_CASE, Asker
from tests.access.canaries import plain
from tests.access.matrix import (
    CASE_PAGES,
    LISTS,
    NOT_AT_WORK,
    PAGES,
    RELATIONS,
    THEIR_ROLES,
    Page,
    Standing,
    asked_about,
    cells,
    sees,
)

pytestmark = pytest.mark.django_db
NUMBER_OF_CELLS = 63_156
each_role = pytest.mark.parametrize("role", Role)
each_list = pytest.mark.parametrize("shown", LISTS, ids=lambda page: page.url_name)
each_page = pytest.mark.parametrize("shown", CASE_PAGES, ids=lambda page: page.url_name)
alive = pytest.mark.parametrize("standing", LIVE, ids=lambda one: one.name)


@each_role
@alive
@each_list
def test_a_list_holds_what_the_person_sees_and_nothing_else(
    asker: Asker, role: Role, standing: Standing, shown: Page
) -> None:
    answer = asker.page(standing, role, shown)
    worn = role if standing is Standing.AT_WORK else Role.PRACTITIONER
    assert answer.status == (200 if worn in shown.opened_by else 403)
    assert asker.wrong(answer, shown, role, standing, RELATIONS) == []


@each_role
@alive
@each_page
def test_a_page_of_a_case_is_there_for_whoever_sees_it(
    asker: Asker, role: Role, standing: Standing, shown: Page
) -> None:
    wrong = {}
    for relation in RELATIONS:
        answer = asker.page(standing, role, shown, relation)
        found = asker.wrong(answer, shown, role, standing, [relation])
        if answer.status != (200 if sees(role, relation, standing) else 404):
            found.append(f"answered {answer.status}")
        if found:
            wrong[relation.name] = found
    assert wrong == {}


@each_role
@each_page
def test_a_hidden_case_answers_like_one_that_does_not_exist(asker: Asker, role: Role, shown: Page) -> None:
    """In the same words, headers and cookies."""

    def said(ref: str) -> tuple[int, str, str]:
        answer = asker.ask(Standing.AT_WORK, role, reverse(shown.url_name, kwargs={"ref": ref})).without([ref])
        return answer.status, plain(answer.body), plain(answer.elsewhere["headers"])

    refs = {r.name: asker.world.cases[r.name].ref for r in RELATIONS if not sees(role, r)}
    with time_machine.travel(clock.now(), tick=False):  # pages say how many seconds the session has left
        nothing = said(NO_SUCH_CASE)
        differs = {name: first_difference(nothing, said(ref)) for name, ref in refs.items()}
    assert {name: found for name, found in differs.items() if found} == {}


def first_difference(one: tuple[int, str, str], other: tuple[int, str, str]) -> str:
    lines = zip("\n".join(map(str, one)).split("\n"), "\n".join(map(str, other)).split("\n"), strict=False)
    return next((f"{a!r}, but here {b!r}" for a, b in lines if a != b), "" if one == other else "its length")


@pytest.mark.parametrize("role", THEIR_ROLES)
@pytest.mark.parametrize("standing", NOT_AT_WORK, ids=lambda one: one.name)
def test_whoever_is_not_at_work_is_shown_nothing(asker: Asker, role: Role, standing: Standing) -> None:
    """Their session, begun before, ends on the next request, whatever it asks for."""
    for page in PAGES:
        for relation in asked_about(page, standing) if page.about_one_case else (None,):
            answer = asker.page(standing, role, page, relation)
            assert answer.status == 302
            assert asker.wrong(answer, page, role, standing, []) == []


def test_a_stranger_is_shown_nothing(asker: Asker) -> None:
    for page in PAGES:
        for relation in RELATIONS if page.about_one_case else (None,):
            answer = asker.page(Standing.STRANGER, None, page, relation)
            assert answer.status == 302
            assert asker.wrong(answer, page, None, Standing.STRANGER, []) == []


def test_the_matrix_has_as_many_cells_as_it_says() -> None:
    assert len(set(cells())) == NUMBER_OF_CELLS
