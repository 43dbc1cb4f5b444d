"""Two people in one draft see each other, and where; whoever writes a part sees nobody elsewhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import grant_to_person
from cse_portal.cases.models import Case
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, hat
from tests.integration.cases.forms import says
from tests.integration.screening.conftest import MONDAY, Cast, begun, joins, sections

pytestmark = pytest.mark.django_db


def test_each_sees_where_the_other_writes_until_they_are_gone(case: Case, cast: Cast, browse: Browse) -> None:
    cast["pastoral"] = joins(agency_of(cast["teacher"]), Role.SPOC, "Ada Quist").user
    grant_to_person(case=case, membership=hat(cast["pastoral"]), by=TEST)
    with time_machine.travel(MONDAY, tick=False) as clock:
        tool = begun(case, cast["teacher"])
        first, second = (reverse("screening:section", kwargs={"ref": one.ref}) for one in sections(tool)[1:3])
        asked = reverse("screening:here", kwargs={"ref": tool.ref})
        teacher, colleague = browse("teacher"), browse("pastoral")
        assert "is also here" not in says(teacher.get(first))
        seen = says(colleague.get(second))
        assert "Gareth Onwuachi</strong> is also here, in “The child”, since 9:30am." in seen
        clock.shift(timedelta(minutes=2))
        page = says(teacher.get(reverse("screening:tool", kwargs={"ref": tool.ref})))
        assert "Ada Quist</strong> is also here, in “What the child says”, since 9:30am." in page
        clock.shift(timedelta(minutes=11))
        code = sections(tool)[1].code
        assert "Ada Quist" in says(teacher.get(f"{asked}?section={code}", headers={"X-Portal-By-Itself": "yes"}))
        assert "since 9:30am" in says(colleague.get(asked)), "the page said by itself that he is still there"
        clock.shift(timedelta(minutes=4))
        assert "is also here" not in says(colleague.get(asked))
        assert browse("outsider").get(asked).status_code == 404
