"""Family and support: what is drawn of the record, the same in words, and what nobody may learn from a drawing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cse_portal.agencies import access
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person, record_fact, withdraw_fact
from cse_portal.cases.models import Case, Fact, HealthContact, Placement, Relation, Schooling
from cse_portal.cases.presenters.family import FamilyPage, family_page
from cse_portal.core import clock
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat
from tests.integration.cases.forms import says
from tests.integration.cases.pairs import person_for
from tests.integration.cases.record import as_worker, place
from tests.plugins.wall import the_owner
from tests.reading import count_of

pytestmark = pytest.mark.django_db
UNKNOWN = {"lives_with_child": "no", "has_parental": "not_known", "may_be_told": "not_decided"}


def knows(case: Case, cast: Cast, fact: Fact, **values: Any) -> Any:
    with as_worker(cast):
        return record_fact(case=case, fact=fact, values=values, by=cast["social_worker"])


def relation(case: Case, cast: Cast, name: str, kind: str, **values: Any) -> Any:
    return knows(case, cast, Relation(), name=name, kind=kind, **{**UNKNOWN, **values})


def page_of(case: Case, cast: Cast, key: str = "social_worker") -> FamilyPage:
    with access.acting_for(cast[key]):
        return family_page(Case.objects.select_related("child", "lead_agency").get(pk=case.pk))


def around(page: FamilyPage) -> list[str]:
    return [one.supporter.name for one in page.ecomap.around]


def trusts(case: Case, words: str) -> None:
    with the_owner():
        Case.objects.filter(pk=case.pk).update(best_relationship=words)


def test_the_page_draws_the_family_and_says_the_same_in_words(led: Case, browse: Browse, cast: Cast) -> None:
    relation(led, cast, "Ada Canary", "mother", lives_with_child="yes", has_parental="yes", may_be_told="some")
    relation(led, cast, "Ms Quill", "trusted", closeness="close")
    knows(led, cast, HealthContact(), kind="gp", name="The Orchard Practice")
    page = says(browse("social_worker").get(place("family", led)))
    assert "2 people drawn in 2 generations" in page
    for words in ("Ada Canary", "Only some things: say which in the note", "Ms Quill", "The Orchard Practice"):
        assert words in page
    assert page.count("<svg") > 2
    assert 'class="p-draw__home"' in page
    assert count_of(AuditEvent.objects.filter(kind="case.family_looked_at", case_ref=led.ref)) == 1


def test_nobody_on_record_teaches_what_to_add_and_where(led: Case, browse: Browse) -> None:
    page = says(browse("social_worker").get(place("family", led)))
    assert "Nobody of the family or the home is on record yet" in page
    assert "No friend or trusted adult is on record yet" in page
    assert place("add_relation", led) in page
    assert "Drawing of the family" not in page


def test_whoever_cannot_keep_the_record_is_offered_no_forms(led: Case, cast: Cast, browse: Browse) -> None:
    relation(led, cast, "Ada Canary", "mother")
    assert place("add_relation", led) in says(browse("social_worker").get(place("family", led)))
    auditor = Client()
    auditor.force_login(person_for(Role.AUDITOR, agency_of(cast["social_worker"]), led))
    page = says(auditor.get(place("family", led)))
    assert "Ada Canary" in page
    for name in ("add_relation", "facts"):
        assert place(name, led) not in page


def test_a_confidential_place_is_neither_drawn_nor_counted_for_a_role_that_does_not_go_there(
    led: Case, cast: Cast, browse: Browse
) -> None:
    grant_to_person(case=led, membership=hat(cast["teacher"]), by=TEST)
    knows(led, cast, Schooling(), place="Hidden Hall", status="on_roll", is_confidential=True)
    knows(led, cast, Placement(), kind="foster", carer="Hidden carers", is_confidential=True)
    assert {"Hidden Hall", "Hidden carers"} <= set(around(page_of(led, cast)))
    hidden = page_of(led, cast, "teacher")
    assert around(hidden) == [one.name for one in hidden.services]
    assert hidden.about.around == f"{len(around(hidden))} person or service"
    assert "Hidden" not in says(browse("teacher").get(place("family", led)))


def test_what_was_never_right_is_gone_and_what_is_over_stands_under_earlier(led: Case, cast: Cast) -> None:
    relation(led, cast, "Ada Canary", "mother")
    relation(led, cast, "Before Canary", "step_parent", until=clock.today().replace(year=2020))
    wrong = relation(led, cast, "Wrong Canary", "father")
    with as_worker(cast):
        withdraw_fact(case=led, fact=wrong, version=wrong.version, why="Another child", by=cast["social_worker"])
    page = page_of(led, cast)
    assert [one.name for one in page.family] == ["Ada Canary"]
    assert [one.name for one in page.past] == ["Before Canary"]
    assert len(page.genogram.people) == 2


def test_of_the_family_those_stand_round_the_child_of_whom_it_is_known_what_it_is_like(led: Case, cast: Cast) -> None:
    for name, closeness in (("Ada", "strained"), ("Jon", "not_known"), ("Kit", "none")):
        relation(led, cast, name, "relative", closeness=closeness)
    relation(led, cast, "Gone", "grandparent", closeness="close", has_died=True)
    assert {"Ada", "Kit"} <= set(around(page_of(led, cast)))
    assert not {"Jon", "Gone"} & set(around(page_of(led, cast)))


@pytest.mark.parametrize(
    ("words", "marked"),
    [("Ms Quill, art teacher", ["Ms Quill"]), ("Her aunt Rosa", ["Her aunt Rosa"]), ("", [])],
)
def test_whom_the_child_trusts_most_is_marked_once(words: str, marked: list[str], led: Case, cast: Cast) -> None:
    relation(led, cast, "Ms Quill", "trusted")
    relation(led, cast, "Ros", "friend")
    trusts(led, words)
    page = page_of(led, cast)
    assert [one.supporter.name for one in page.ecomap.around if one.supporter.is_trusted_most] == marked
    assert page.names_most_trusted is bool(marked)


def test_the_sex_is_drawn_as_recorded_else_as_the_word_says(led: Case, cast: Cast) -> None:
    relation(led, cast, "Ada", "mother")
    relation(led, cast, "Bo", "sibling", sex="male")
    relation(led, cast, "Cy", "sibling")
    drawn = {one.relative.name: one.relative.sign for one in page_of(led, cast).genogram.people}
    assert (drawn["Ada"], drawn["Bo"], drawn["Cy"]) == ("female", "male", "not_known")


def test_the_page_costs_the_same_however_many_are_on_record(led: Case, browse: Browse, cast: Cast) -> None:
    client = browse("social_worker")
    relation(led, cast, "Ada Canary", "mother")

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(place("family", led))
        return len(asked)

    count()
    before = count()
    for number in range(6):
        relation(led, cast, f"Sam {number}", "sibling")
        knows(led, cast, HealthContact(), kind="dentist", name=f"Practice {number}")
    assert count() == before


def test_the_record_and_the_overview_lead_to_it(led: Case, browse: Browse) -> None:
    client = browse("social_worker")
    for name in ("child", "record"):
        page = says(client.get(place(name, led)))
        assert re.search(rf'class="govuk-link" href="{place("family", led)}"', page)
