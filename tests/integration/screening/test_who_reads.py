"""Who reads a screening: a draft is its agency's and its adviser's; what is complete, as far as its mark goes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.cases.actions import grant_to_person
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from screening.models import Tool, ToolSection
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, hat
from tests.integration.screening.conftest import Cast, begun, decided, filled, yes

pytestmark = pytest.mark.django_db
WORDS = "A silver car, canary"


@pytest.fixture
def draft(case: Case, cast: Cast) -> Tool:
    """Of the school; the social worker is named on the case as well."""
    grant_to_person(case=case, membership=hat(cast["social_worker"]), by=TEST)
    return filled(begun(case, cast["teacher"]), cast["teacher"], S3=yes(WORDS))


def meets(person: User, tool: Tool) -> tuple[bool, bool]:
    """By the portal's own question, and by the database's wall alone."""
    with access.acting_for(person):
        asked = Tool.objects.visible_to(person).filter(pk=tool.pk).exists()
        return asked, ToolSection.objects.filter(tool=tool.pk).exists()


def test_a_draft_is_its_agencys_own(draft: Tool, cast: Cast, browse: Browse) -> None:
    assert meets(cast["teacher"], draft) == (True, True)
    assert meets(cast["social_worker"], draft) == (False, False)
    assert meets(cast["outsider"], draft) == (False, False)
    place = reverse("screening:tool", kwargs={"ref": draft.ref})
    assert browse("social_worker").get(place).status_code == 404
    listed = browse("social_worker").get(reverse("screening:of_case", kwargs={"ref": draft.case.ref}))
    assert draft.ref not in listed.content.decode()


@pytest.mark.parametrize(
    ("mark", "reads"),
    [
        (Handling.NETWORK, True),
        (Handling.OWN_AGENCY, False),
        (Handling.NAMED_AGENCIES, True),
        (Handling.HEALTH, False),
    ],
)
def test_a_complete_one_is_read_as_far_as_its_mark_goes(
    draft: Tool, cast: Cast, browse: Browse, mark: Handling, reads: bool
) -> None:
    named = (agency_of(cast["social_worker"]),) if mark is Handling.NAMED_AGENCIES else ()
    tool = decided(draft, cast["teacher"], handling=mark, named_agencies=named)
    assert meets(cast["teacher"], tool) == (True, True)
    assert meets(cast["social_worker"], tool) == (reads, reads)
    assert meets(cast["outsider"], tool) == (False, False)
    answer = browse("social_worker").get(reverse("screening:tool", kwargs={"ref": tool.ref}))
    assert answer.status_code == (200 if reads else 404)
    assert (WORDS in answer.content.decode()) is reads
