"""The search box finds the cases a person sees, and is silent about all others."""

from __future__ import annotations

import re
from datetime import date

import pytest

from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person, open_case, restrict
from cse_portal.cases.child_lists import Born
from cse_portal.cases.models import Case, Child
from cse_portal.core import wall
from tests.factories import TEST, agency_of
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


@pytest.mark.parametrize(
    ("words", "matches"),
    [
        ("Mya Rose Kanaryname", "sounds like"),
        ("canaryname may", "same name"),
        ("Maya Canarykame", "spelled nearly alike"),
        ("Pip Canaryname", "known as"),
        ("4 May 2011", "same date of birth"),
        ("Maia 04/05/2011", "sounds like, same date of birth"),
        ("Maya Canaryname 5/4/2011", "date of birth with day and month swapped"),
        ("5/5/11", "nearly the same date of birth"),
    ],
)
def test_as_it_was_heard_misspelt_or_taken_down(case: Case, browse: Browse, words: str, matches: str) -> None:
    page = found(browse, "team_manager", words)
    assert f"/cases/{case.ref}/" in page
    assert matches == "same name" or f"Matches: {matches}" in page
    assert "born 4 May 2011" in page


def test_by_the_childs_own_reference(led: Case, browse: Browse) -> None:
    assert "Matches: the child’s reference" in found(browse, "social_worker", led.child.ref.lower().replace("-", " "))


def test_an_estimated_date_is_met_by_the_years_beside_it(cast: Cast, browse: Browse) -> None:
    born = {"born_on": date(2010, 7, 1), "born_is": Born.ESTIMATED}
    names = {"given_names": "Noor", "family_name": "Hathersage"}
    case = open_case(**names, **born, lead_agency=agency_of(cast["social_worker"]), by=TEST)
    assert f"/cases/{case.ref}/" in found(browse, "team_manager", "Noor Hathersage 2 Feb 2011")
    assert "Matches: about the same age" in found(browse, "team_manager", "2 Feb 2011")
    assert "Nothing you can see matches" in found(browse, "team_manager", "2 Feb 2013")


@pytest.mark.parametrize("words", ["Noor Hathersage", "Maya Hathersage 1/1/2001", "6 June 2012", "Zzyzx"])
def test_nobody_is_found_who_is_not_meant(case: Case, browse: Browse, words: str) -> None:
    assert "Nothing you can see matches" in found(browse, "team_manager", words)


def test_a_name_that_changes_is_found_as_it_is_now(case: Case, browse: Browse) -> None:
    with wall.as_system("test"):
        child = Child.objects.get(pk=case.child_id)
        child.family_name = "Okonjo"
        child.save(update_fields=["family_name"])
    assert f"/cases/{case.ref}/" in found(browse, "team_manager", "Maya Okonjo")
    assert "Nothing you can see matches" in found(browse, "team_manager", "Canaryname")


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
