"""Hidden cases answer like none at all; whoever is not at work, or not signed in, is shown nothing."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse

from cse_portal.agencies.roles import Role
from cse_portal.core import clock
from tests.access.asking import NO_SUCH_CASE, Asker
from tests.access.canaries import plain
from tests.access.places import LISTS, PAGES, Page, asked_about
from tests.access.relations import (
    NOT_AT_WORK,
    RELATIONS,
    THEIR_ROLES,
    Standing,
    sees,
)

pytestmark = pytest.mark.django_db
FRONTS = tuple(one for one in PAGES if one.url_name in ("cases:chronology", "cases:give", "cases:emergency"))
OF_CASES = tuple(one for one in FRONTS if not one.is_of_emergency)


@pytest.mark.parametrize("role", [*THEIR_ROLES, Role.INFORMATION_GOVERNANCE_LEAD])
@pytest.mark.parametrize("shown", OF_CASES, ids=lambda page: page.url_name)
def test_a_hidden_case_answers_like_one_that_does_not_exist(asker: Asker, role: Role, shown: Page) -> None:
    """In the same words, headers and cookies."""

    def said(ref: str) -> tuple[int, str, str]:
        answer = asker.ask(Standing.AT_WORK, role, reverse(shown.url_name, kwargs={"ref": ref})).without([ref])
        return answer.status, plain(answer.body), plain(answer.elsewhere["headers"])

    asker.client(Standing.AT_WORK, role).cookies.pop(
        "messages", None
    )  # told once, on the next page: of an earlier deed
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
    """Their session, begun before, ends on the next request, whatever it asks for: they are told so, or sign in."""
    expected = 302 if standing is Standing.SWITCHED_OFF else 403
    answers = [asker.listing(standing, role, one) for one in LISTS]
    answers += [asker.page(standing, role, page, one) for page in FRONTS for one in asked_about(page, standing)]
    for answer in answers:
        assert answer.status == expected
        assert asker.wrong(answer, None, (standing, role), []) == []


def test_a_stranger_is_shown_nothing(asker: Asker) -> None:
    who = Standing.STRANGER, None
    answers = [asker.listing(*who, one) for one in LISTS]
    answers += [asker.page(*who, page, relation) for page in PAGES for relation in page.about]
    for answer in answers:
        assert answer.status == 302
        assert asker.wrong(answer, None, who, []) == []
