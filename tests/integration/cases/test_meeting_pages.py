"""The pages of a meeting: what is typed, what is wrong, and what comes back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cse_portal.agencies import access
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import (
    change_decision,
    grant_to_agency,
    record_decision,
)
from cse_portal.cases.models import AgreedAction, Case, Contribution, Decision, Meeting
from cse_portal.core import clock, wall
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, joins
from tests.integration.cases.forms import day, hidden, led_back, says, send
from tests.integration.cases.test_meetings import called, held, place
from tests.reading import one_of

pytestmark = pytest.mark.django_db


def moment(name: str, when: Any) -> dict[str, str]:
    return {**day(name, when.date()), f"{name}_time": "3:30pm"}


TYPED = {
    "kind": "network",
    "where": "place",
    "place": "Fernhill Academy",
    "chair_is": "person",
    "chair_name": "Helen",
    "purpose": "See the whole",
    "child_invited": "no",
    "child_why_not": "Maya asked not to come",
    "parents_invited": "yes",
}


def test_a_meeting_from_its_plan_to_its_actions_page_by_page(led: Case, cast: Cast, browse: Browse) -> None:
    client, now = browse("social_worker"), clock.now() - timedelta(days=1)
    assert "No meeting yet" in says(client.get(place("meetings", led)))
    answer = send(client, place("call_meeting", led), **TYPED, **moment("planned_at", now))
    assert answer.status_code == 302, says(led_back(client, answer))
    made = _only(Meeting, cast)
    page = says(client.get(answer["Location"]))
    assert "Helen Marsh" in page
    assert "No: Maya asked not to come" in page
    assert "School or college, Health" in page
    send(client, place("change_meeting", made), purpose="Hear every agency")
    send(client, place("invite", made), agency=agency_of(cast["school_spoc"]).ref, who="Beth Lindqvist")
    send(client, place("invite", made), agency="outside", who="Grandmother")
    wrong = led_back(client, send(client, place("hold_meeting", made), came_1="came"))
    assert "Select whether Grandmother came" in says(wrong)
    assert send(client, place("hold_meeting", made), came_1="came", came_2="apologies").status_code == 302
    send(client, place("decide", made), words="Visit weekly", made_by="Everybody")
    send(client, place("change_decision", _only(Decision, cast)), words="Visit twice a week")
    typed = {"what": "Ring the school", "to": "person", "whom": "Priya Nair", **day("due_on", clock.today())}
    assert send(client, place("agree_action", made), **typed).status_code == 302
    page = says(client.get(place("meeting", made)))
    for words in ("Hear every agency", "Beth Lindqvist", "Fewer than two agencies", "Visit twice a week", "Ring the"):
        assert words in page
    send(client, place("settle_action", _only(AgreedAction, cast)), outcome="not_done", words="Holidays")
    assert "Not done" in says(client.get(place("meeting", made)))
    assert "Network meeting" in says(client.get(place("meetings", led)))


def _only(model: Any, cast: Cast) -> Any:
    with access.acting_for(cast["social_worker"]):
        return model.objects.get()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"kind": ""}, "Select the kind of meeting"),
        ({"place": ""}, "Enter the place"),
        ({"chair_name": ""}, "Enter the name or work email address of the chair"),
        ({"chair_name": "Zebedee"}, "Nobody with that name or email address works in the partnership"),
        ({"chair_is": "outside"}, "Enter the name and organisation of the chair"),
        ({"child_why_not": ""}, "Enter why the child is not invited"),
        ({"parents_invited": "no"}, "Enter why parents or carers are not invited"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_typed_is_lost(
    changed: dict[str, str], words: str, led: Case, browse: Browse
) -> None:
    client = browse("social_worker")
    typed = {**TYPED, **moment("planned_at", clock.now()), **changed}
    page = says(led_back(client, send(client, place("call_meeting", led), **typed)))
    assert words in page
    assert "There is a problem" in page
    assert "See the whole" in page


def test_two_of_the_same_name_are_told_apart(led: Case, cast: Cast, browse: Browse) -> None:
    for _ in range(2):
        joins(agency_of(cast["social_worker"]), Role.CSC_TEAM_MANAGER, "Robin Quillfeather")
    client = browse("social_worker")
    typed = {**TYPED, **moment("planned_at", clock.now()), "chair_name": "Robin"}
    page = says(led_back(client, send(client, place("call_meeting", led), **typed)))
    assert "Select which of them" in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"to": "person", "whom": "Olu Wetherby"}, "Nobody with that name sees this case"),
        ({"to": "person"}, "Enter the name or work email address of the person"),
        ({"to": "agency"}, "Select an agency"),
        ({}, "Select who does it"),
    ],
)
def test_an_action_goes_only_to_those_who_see_the_case(
    typed: dict[str, str], words: str, led: Case, cast: Cast, browse: Browse
) -> None:
    client = browse("social_worker")
    made = held(led, cast["social_worker"])
    sent = send(client, place("agree_action", made), what="Ring", **day("due_on", clock.today()), **typed)
    assert words in says(led_back(client, sent))


def test_an_action_of_an_agency(led: Case, cast: Cast, browse: Browse) -> None:
    grant_to_agency(case=led, agency=agency_of(cast["school_spoc"]), by=TEST)
    client = browse("social_worker")
    made = held(led, cast["social_worker"])
    typed = {"what": "Ring", "to": "agency", "agency": agency_of(cast["school_spoc"]).ref}
    assert send(client, place("agree_action", made), **typed, **day("due_on", clock.today())).status_code == 302
    item = one_of(DueItem.objects.open().filter(kind="meeting_action"))
    assert (item.person, item.agency) == (None, agency_of(cast["school_spoc"]))


def test_named_agencies_are_asked_for(led: Case, cast: Cast, browse: Browse) -> None:
    client = browse("social_worker")
    made = held(led, cast["social_worker"])
    typed = {"words": "Seen", "handling": "named_agencies"}
    assert "Select which agencies may read this" in says(
        led_back(client, send(client, place("contribute", made), **typed))
    )
    named = agency_of(cast["school_spoc"])
    assert send(client, place("contribute", made), **typed, named=[named.ref]).status_code == 302
    assert _only(Contribution, cast).named_agencies == [named.pk]


def test_a_decision_changed_meanwhile_shows_both(led: Case, cast: Cast, browse: Browse) -> None:
    by, client = cast["social_worker"], browse("social_worker")
    made = held(led, by)
    with access.acting_for(by):
        decided = record_decision(meeting=made, words="Visit", made_by="The chair", by=by)
    page = client.get(place("change_decision", decided))
    with access.acting_for(by):
        change_decision(decision=decided, version=decided.version, words="Visit weekly", made_by="The chair", by=by)
    answer = client.post(place("change_decision", decided), {**hidden(page.content.decode()), "words": "Never"})
    assert "Someone changed this while you typed" in says(led_back(client, answer))


def test_a_cancelled_meeting_says_why(led: Case, cast: Cast, browse: Browse) -> None:
    client, made = browse("social_worker"), called(led, cast["social_worker"])
    page = says(client.get(send(client, place("cancel_meeting", made), why="Everybody was ill")["Location"]))
    assert "Everybody was ill" in page
    with wall.as_system("test"):
        assert Meeting.objects.get().status == "cancelled"
