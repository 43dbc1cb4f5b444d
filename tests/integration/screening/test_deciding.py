"""The tool suggests and says why, a person decides, and says what follows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.models import Case, Child, Entry
from cse_portal.core import clock, wall
from cse_portal.core.models import StaleRecord
from cse_portal.worklist.models import DueItem
from screening import actions
from screening.models import Tool
from screening.refused import NOT_WHOLE, ScreeningRefused
from screening.workflow import NextStep
from tests.integration.cases.conftest import Browse
from tests.integration.cases.forms import day, led_back, says, send
from tests.integration.screening.conftest import Cast, as_it_is, begun, decided, filled, sections, yes
from tests.reading import all_of, count_of, one_of

pytestmark = pytest.mark.django_db


def place(name: str, row: Tool | Case) -> str:
    return reverse(f"screening:{name}", kwargs={"ref": row.ref})


def due(kind: str) -> list[DueItem]:
    return all_of(DueItem.objects.open().filter(kind=kind))


@pytest.fixture
def whole(case: Case, cast: Cast) -> Tool:
    """Vehicles and money now: the tool suggests “significant”."""
    return filled(begun(case, cast["teacher"]), cast["teacher"], S3=yes("A silver car, twice"), S4=yes("New phone"))


def test_the_result_says_what_is_suggested_and_why(whole: Tool, browse: Browse) -> None:
    page = says(browse("teacher").get(place("result", whole)))
    assert "There is a sign in the complex or the acute band now" in page
    assert "Vehicles of unknown adults · Unexplained money or items" in page
    assert " checked" not in page[page.index('name="value"') : page.index('name="because"')]


def test_another_level_than_suggested_needs_a_reason(whole: Tool, browse: Browse) -> None:
    teacher = browse("teacher")
    page = says(led_back(teacher, send(teacher, place("result", whole), value="medium")))
    assert "Enter why you decide something else than the tool suggests" in page
    answer = send(teacher, place("result", whole), value="medium", because="Her aunt drives that car")
    assert answer["Location"] == place("next", whole)
    held = as_it_is(whole)
    assert (held.suggested, held.decided, held.decided_because) == (
        "significant",
        "medium",
        "Her aunt drives that car",
    )
    assert held.yes_now == ["S3", "S4"]
    assert set(held.letters_now) == {"G", "R"}
    assert held.suggestion["value"] == "significant"


def test_the_decision_moves_the_case_and_stands_in_the_chronology(whole: Tool, cast: Cast) -> None:
    decided(whole, cast["teacher"])
    assert one_of(Case.objects.filter(pk=whole.case_id)).stage == "screened"
    line = one_of(Entry.objects.filter(case=whole.case_id, kind="screening"))
    assert line.headline == "Multi-agency screening tool: Significant"
    assert line.is_significant
    assert [(item.task, item.person) for item in due("screening_next")] == [
        ("Say what follows the screening", cast["teacher"])
    ]
    assert due("screening_begun") == []
    event = one_of(AuditEvent.objects.filter(kind="screening.decided"))
    assert event.detail["decided"] == event.detail["suggested"] == "significant"


def test_nobody_decides_on_answers_they_did_not_see(whole: Tool, cast: Cast) -> None:
    seen = as_it_is(whole).version
    part = next(one for one in sections(whole) if one.code == "background")
    with access.acting_for(cast["teacher"]):
        answers = {**part.answers, "V1": yes("Sleeps at friends’")}
        actions.save_sections(
            tool=whole, version=part.version, section=part, answers={"background": answers}, by=cast["teacher"]
        )
        said = actions.Decision("significant")
        with pytest.raises(StaleRecord):
            actions.decide_screening(tool=whole, version=seen, decision=said, by=cast["teacher"])


def test_nothing_is_decided_while_something_is_missing(case: Case, cast: Cast) -> None:
    tool = begun(case, cast["teacher"])
    with pytest.raises(ScreeningRefused, match=NOT_WHOLE):
        decided(tool, cast["teacher"])


def test_what_follows_is_said_and_the_child_is_screened_again(whole: Tool, cast: Cast, browse: Browse) -> None:
    decided(whole, cast["teacher"])
    teacher, on = browse("teacher"), clock.today() + timedelta(days=30)
    page = says(led_back(teacher, send(teacher, place("next", whole), step="monitor", words="We talk each week")))
    assert "Enter when the child is screened again" in page
    send(teacher, place("next", whole), step="monitor", words="We talk each week", **day("on", on))
    assert due("screening_next") == []
    again = due("screening_again")
    assert [item.person for item in again] == [cast["teacher"]]
    assert count_of(Entry.objects.filter(case=whole.case_id, kind="screening")) == 2
    # the new screening is what was due
    second = filled(begun(whole.case, cast["teacher"]), cast["teacher"])
    decided(second, cast["teacher"], "low")
    assert due("screening_again") == []
    assert as_it_is(second).previous_id == whole.pk


def test_what_follows_waits_for_the_decision(whole: Tool, cast: Cast) -> None:
    version = as_it_is(whole).version
    with pytest.raises(ScreeningRefused, match="still being filled in"), access.acting_for(cast["teacher"]):
        actions.say_next(tool=whole, version=version, step=NextStep.CLOSE, words="…", on=None, by=cast["teacher"])


def test_a_child_under_13_goes_to_mash_whatever_the_level(whole: Tool, cast: Cast, browse: Browse) -> None:
    with wall.as_system("set up a test"):
        child = Child.objects.get(pk=whole.case.child_id)
        child.born_on = clock.today() - timedelta(days=12 * 365)
        child.save()
    page = says(browse("teacher").get(place("result", whole)))
    assert "The child is under 13 and cannot consent, by law" in page
    assert "The way is a referral to MASH, whatever the level" in page


def test_the_last_answers_are_offered_next_time(whole: Tool, cast: Cast, browse: Browse) -> None:
    decided(whole, cast["teacher"])
    second = begun(whole.case, cast["teacher"])
    part = next(one for one in sections(second) if one.code == "significant")
    teacher = browse("teacher")
    page = says(teacher.get(reverse("screening:section", kwargs={"ref": part.ref})))
    assert "A silver car, twice" in page
    assert "yes then" in page
    assert part.answers == {}
