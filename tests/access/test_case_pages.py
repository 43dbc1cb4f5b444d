"""The access matrix, asked of the other pages of a case: who sees it, who looked, the forms, and emergencies."""

from __future__ import annotations

import pytest

from cse_portal.agencies.roles import Role
from tests.access.asking import Asker
from tests.access.matrix import (
    at_work,
)
from tests.access.places import PAGES, Page, asks
from tests.access.relations import (
    Standing,
)

pytestmark = pytest.mark.django_db
ASKED = [(page, standing, role) for page in PAGES[1:] for standing, role in at_work() if asks(page, standing, role)]


@pytest.mark.parametrize(
    ("shown", "standing", "role"), ASKED, ids=[f"{page.url_name}-{one.name}-{role}" for page, one, role in ASKED]
)
def test_a_page_of_a_case_is_there_for_whoever_it_is_for(
    asker: Asker, shown: Page, standing: Standing, role: Role
) -> None:
    assert asker.wrong_on(shown, standing, role) == {}
