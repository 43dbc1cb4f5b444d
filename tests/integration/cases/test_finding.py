"""The search box finds the cases a person sees, and is silent about all others."""

from __future__ import annotations

import re

import pytest

from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person, restrict
from cse_portal.cases.models import Case
from tests.factories import TEST
from tests.integration.cases.conftest import Browse, Cast, hat
from tests.integration.cases.forms import says
from tests.reading import all_of

pytestmark = pytest.mark.django_db


def found(browse: Browse, key: str, words: str) -> str:
    """What stands below the search box."""
    answer = browse(key).post("/find/", {"q": words})
    assert answer.status_code == 200
    page = says(answer).partition("<main")[2].partition("</main>")[0]
    return re.sub(r'value="[^"]*"', "", page.partition("</form>")[2])


@pytest.mark.parametrize("words", ["Canaryname", "maya", "MAYA canaryname", "rose maya"])
def test_by_whole_words_of_the_name(led: Case, browse: Browse, words: str) -> None:
    assert f"/cases/{led.ref}/" in found(browse, "social_worker", words)


def test_by_reference_as_it_is_typed(led: Case, browse: Browse) -> None:
    assert "Maya Rose Canaryname" in found(browse, "team_manager", led.ref.lower().replace("-", " "))


def test_one_and_the_same_answer_to_whoever_does_not_see_it(led: Case, cast: Cast, browse: Browse) -> None:
    answers = {found(browse, "teacher", words) for words in ("Canaryname", led.ref, "Nosuchname", "K7MX-4TRP-W9HC")}
    keep = [hat(cast["social_worker"])]
    restrict(case=led, why="Child of a colleague", keep=keep, by=TEST)
    answers |= {found(browse, "teacher", words) for words in ("Canaryname", led.ref)}
    assert len(answers) == 1
    (answer,) = answers
    assert "Nothing you can see matches" in answer
    assert "start a screening or a referral" in answer
    assert "/cases/emergency/open/" in answer
    assert 'href="tel:01632960200"' in answer


def test_a_role_without_emergencies_is_not_offered_one(led: Case, browse: Browse) -> None:
    assert "/cases/emergency/open/" not in found(browse, "lscb_manager", "Canaryname")


def test_access_that_begins_and_ends_shows_at_once(led: Case, cast: Cast, browse: Browse) -> None:
    assert "Canaryname" not in found(browse, "teacher", "Maya")
    grant_to_person(case=led, membership=hat(cast["teacher"]), by=TEST)
    assert "Canaryname" in found(browse, "teacher", "Maya")


def test_a_search_is_written_down_without_its_words(led: Case, browse: Browse) -> None:
    found(browse, "social_worker", "Canaryname")
    event = all_of(AuditEvent.objects.filter(kind="search.made"))[0]
    assert event.detail == {"length": 10, "found": 1}
    assert "Canaryname" not in str(vars(event))
