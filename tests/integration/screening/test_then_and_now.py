"""Then and now: what is new, still there, gone or not known any more; past harm always; only what one may read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.cases.actions import grant_to_person
from cse_portal.cases.models import Case
from cse_portal.core import clock
from screening.presenters.then_and_now import Changed, ThenAndNow, then_and_now
from screening.presenters.two_forms import NOT_THERE, THE_SAME
from tests.factories import TEST
from tests.integration.cases.conftest import Browse, hat
from tests.integration.screening.assessed import SCREENING, form_of, unknown, waiting, yes
from tests.integration.screening.conftest import Cast, signed_in

pytestmark = pytest.mark.django_db
FEBRUARY, AUGUST, NOVEMBER = date(2026, 2, 20), date(2026, 8, 18), date(2026, 11, 20)


@pytest.fixture
def worker(case: Case, cast: Cast) -> User:
    """Of social care, who assesses; the teacher screens."""
    person = cast["social_worker"]
    grant_to_person(case=case, membership=hat(person), by=TEST)
    return person


def seen(case: Case, by: User, then: str = "", now: str = "") -> ThenAndNow:
    with access.acting_for(by):
        return then_and_now(by, case, then, now)


def named(items: list[Changed]) -> list[str]:
    return [one.text for one in items]


def open_page(client: Client, case: Case, **chosen: str) -> str:
    answer = client.get(reverse("screening:compare", kwargs={"ref": case.ref}), chosen)
    assert answer.status_code == 200
    return answer.content.decode()


def test_new_still_there_gone_and_not_known_any_more(case: Case, worker: User) -> None:
    form_of(case, worker, AUGUST, "2", S1=yes("Two nights", when="4 May"), S3=yes(), S4=yes(), A2=yes())
    now = form_of(case, worker, NOVEMBER, "1", S3=unknown(), A2=yes("4 days", when="this month"), U5=yes())
    page = seen(case, worker)
    new, still, gone = page.columns
    assert (page.then and page.then.on, page.now and page.now.tool) == (AUGUST, now)
    assert named(new.items) == ["Less contact with others"]
    (absent,) = still.items
    assert (absent.rank, absent.words) == (1, "4 days · this month")
    assert [(one.rank, one.words) for one in gone.items] == [(2, "Told then: 4 May"), (2, "")]
    (lost,) = page.not_known
    assert lost.text == "Vehicles of unknown adults"
    assert lost.words.startswith("Not known now: ask ")
    assert "Vehicles of unknown adults" in [one.text for one in page.to_ask]


def test_past_harm_is_shown_whatever_two_are_compared(case: Case, worker: User) -> None:
    form_of(case, worker, FEBRUARY, "2", A11=yes("Told her aunt", when="spring 2025"), X6=yes(period="before"))
    form_of(case, worker, AUGUST, "2", S3=yes(), S4=yes())
    form_of(case, worker, NOVEMBER, "1", S3=yes(), X1=unknown())
    page = seen(case, worker)
    assert (page.then and page.then.on, page.now and page.now.on) == (AUGUST, NOVEMBER)
    assert {(one.when, one.last_on, one.is_now) for one in page.harm} == {
        ("spring 2025", FEBRUARY, False),
        ("", FEBRUARY, False),
    }
    assert [one.text for one in page.harm_to_ask] == ["Raped"]
    words = open_page(signed_in(worker), case)
    assert "Past harm, always shown" in words
    assert "spring 2025" in words


def test_a_screening_with_an_assessment_of_another_edition(case: Case, worker: User, cast: Cast) -> None:
    first = form_of(case, cast["teacher"], FEBRUARY, "significant", instrument=SCREENING, S1=yes(), A2=yes())
    then = form_of(case, worker, AUGUST, "1", S1=yes(), M2=yes())
    alone = seen(case, worker)
    assert (alone.then, alone.now and alone.now.tool, [one.title for one in alone.columns]) == (
        None,
        then,
        ["There now"],
    )
    both = seen(case, worker, first.ref, then.ref)
    assert not both.is_one_form
    (offence,) = both.columns[0].items
    assert (offence.text, offence.note) == ("Repeat offending", "Not asked then")
    round_the_other_way = seen(case, worker, then.ref, first.ref)
    assert (round_the_other_way.then and round_the_other_way.then.tool) == first
    assert "Multi-agency screening tool, edition 2018, then CSE assessment" in open_page(
        signed_in(worker), case, then=first.ref, now=then.ref
    )


def test_one_that_waits_stands_dashed_on_the_line_and_counts_for_nothing_yet(case: Case, worker: User) -> None:
    form_of(case, worker, AUGUST, "3", S3=yes(), S4=yes())
    last = waiting(case, worker, NOVEMBER, "1", S3=yes())
    page = seen(case, worker)
    assert page.line is not None
    assert [(one.told.point.decided, one.told.point.awaits) for one in page.line.marks] == [(3, False), (1, True)]
    assert (page.line.path, bool(page.line.awaiting), page.line.waiting_for) == ("", True, "waiting to be signed off")
    assert [one.tool.decided for one in page.each_time] == ["3"]
    assert (page.now and page.now.waits) == "Waiting to be signed off"
    assert (seen(case, worker, now=last.ref).then or page.then) == page.then
    words = open_page(signed_in(worker), case)
    assert "18 August 2026: suggested 2, decided 3" in words
    assert "The answers do not show it" in words


def test_what_one_may_not_read_is_neither_point_nor_choice(case: Case, worker: User, browse: Browse) -> None:
    form_of(case, worker, FEBRUARY, "2", S3=yes(), S4=yes())
    hidden = form_of(
        case, worker, AUGUST, "3", terms={"handling": "own_agency"}, A11=yes("Silver car", when="at Easter")
    )
    form_of(case, worker, NOVEMBER, "1", S3=yes())
    assert len(seen(case, worker).choices) == 3
    for chosen in ({}, {"then": hidden.ref}):
        words = open_page(browse("teacher"), case, **chosen)
        assert "20 February 2026" in words
        assert "Easter" not in words
        assert "18 August" not in words
        assert (hidden.ref in words) is False
        assert (NOT_THERE in words) is bool(chosen)


def test_what_was_asked_for_and_is_not_there_is_left_aside(case: Case, worker: User) -> None:
    client = signed_in(worker)
    assert "Nothing to compare yet" in open_page(client, case)
    first = form_of(case, worker, AUGUST, "2", S3=yes(), S4=yes())
    assert "Compare when there is a second one" in open_page(client, case, then=first.ref)
    form_of(case, worker, NOVEMBER, "1", S3=yes())
    strange: list[dict[str, Any]] = [{"then": "no such"}, {"now": "TOO-2026-9999"}, {"then": "\x00", "now": first.ref}]
    for chosen in strange:
        assert NOT_THERE in open_page(client, case, **chosen)
    assert THE_SAME in open_page(client, case, then=first.ref, now=first.ref)


def test_the_list_of_a_case_shows_the_line_and_leads_to_the_comparison(case: Case, worker: User) -> None:
    listed = reverse("screening:of_case", kwargs={"ref": case.ref})
    link = reverse("screening:compare", kwargs={"ref": case.ref})
    client = signed_in(worker)
    form_of(case, worker, FEBRUARY, "2", S3=yes(), S4=yes())
    words = client.get(listed).content.decode()
    assert "Score over time" in words
    assert link not in words
    form_of(case, worker, clock.today(), "1", S3=yes())
    words = client.get(listed).content.decode()
    assert link in words
    assert ">Today<" in words
