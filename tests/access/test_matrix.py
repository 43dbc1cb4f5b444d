"""The access matrix, asked of the lists and of the record: every role, every relation, every thing."""

from __future__ import annotations

import pytest

from cse_portal.agencies.roles import Role
from tests.access.asking import Asker
from tests.access.matrix import (
    at_work,
)
from tests.access.places import LISTS, PAGES, List, cells
from tests.access.relations import (
    RELATIONS,
    Standing,
)

pytestmark = pytest.mark.django_db
NUMBER_OF_CELLS = 2_064_137
each_list = pytest.mark.parametrize("shown", LISTS, ids=lambda page: page.url_name)
RECORD = PAGES[0]
everybody = pytest.mark.parametrize(
    ("standing", "role"), at_work(), ids=[f"{standing.name}-{role}" for standing, role in at_work()]
)


@everybody
@each_list
def test_a_list_holds_what_the_person_sees_and_nothing_else(
    asker: Asker, role: Role, standing: Standing, shown: List
) -> None:
    answer = asker.listing(standing, role, shown)
    worn = Role.PRACTITIONER if standing is Standing.OTHER_HAT else role
    assert answer.status == (200 if worn in shown.opened_by else 403)
    assert asker.wrong(answer, shown, (standing, role), RELATIONS) == []


@everybody
def test_the_record_of_a_case_is_there_for_whoever_sees_it(asker: Asker, role: Role, standing: Standing) -> None:
    assert asker.wrong_on(RECORD, standing, role) == {}


def test_the_matrix_has_as_many_cells_as_it_says() -> None:
    assert len(set(cells())) == NUMBER_OF_CELLS
