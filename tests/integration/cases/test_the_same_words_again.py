"""The same words sent twice are asked about; the same words after what they did was undone do it anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from cse_portal.agencies import session_rules
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.models import Case, EmergencyAccess
from cse_portal.cases.tasks import end_emergencies
from cse_portal.core import clock, wall
from tests.factories import agency_of
from tests.integration.cases.conftest import Browse, Cast, hat
from tests.integration.cases.forms import day, says, send
from tests.reading import count_of

ASKED = "You saved the same words before"
pytestmark = pytest.mark.django_db


def number_of(kind: str) -> int:
    return count_of(AuditEvent.objects.filter(kind=kind))


class Deeds:
    """What the manager does on the pages of one case."""

    def __init__(self, case: Case, browser: Client) -> None:
        self.case, self.browser = case, browser

    def send(self, what: str, **typed: Any) -> str:
        answer = send(self.browser, f"/cases/{self.case.ref}/who-sees/{what}/", **typed)
        return says(self.browser.get(answer.headers["Location"]))

    def give(self, **whom: Any) -> str:
        return self.send("give", **day("starts_on", clock.today()), note="Works with the family", **whom)

    def give_to(self, user: User) -> str:
        return self.give(to="person", whom=user.email)

    def end(self, who: str) -> str:
        return self.send("end", who=who, why="Left the school")

    def restrict(self, *keep: User) -> str:
        return self.send("restrict", keep=[hat(one).ref for one in keep], why="Child of a colleague")

    def lift(self) -> str:
        return self.send("lift", why="They left")


@pytest.fixture
def deeds(led: Case, browse: Browse) -> Deeds:
    return Deeds(led, browse("team_manager"))


def test_access_is_given_and_ended_again_in_the_same_words(deeds: Deeds, cast: Cast) -> None:
    who = f"named.{hat(cast['teacher']).ref}"
    for _ in range(3):
        assert "can see this case now" in deeds.give_to(cast["teacher"])
        assert "The access has ended" in deeds.end(who)
    assert number_of("case.access_ended") == 3


def test_given_twice_without_an_end_between_it_is_asked_about(deeds: Deeds, cast: Cast) -> None:
    deeds.give_to(cast["teacher"])
    given = number_of("case.access_given")
    assert ASKED in deeds.give_to(cast["teacher"])
    assert number_of("case.access_given") == given


def test_somebody_else_s_end_does_not_count(deeds: Deeds, cast: Cast) -> None:
    for key in ("teacher", "mash_officer"):
        deeds.give_to(cast[key])
    deeds.end(f"named.{hat(cast['mash_officer']).ref}")
    assert ASKED in deeds.give_to(cast["teacher"])
    assert "can see this case now" in deeds.give_to(cast["mash_officer"])


def test_an_agency_likewise(deeds: Deeds, cast: Cast) -> None:
    school = agency_of(cast["school_spoc"])
    for _ in range(2):
        assert "can see this case now" in deeds.give(to="agency", agency=school.ref)
        assert ASKED in deeds.give(to="agency", agency=school.ref)
        assert "The access has ended" in deeds.end(f"agency.{school.ref}")


def test_oversight_likewise(deeds: Deeds, led: Case) -> None:
    assert "can see this case now" in deeds.give(to="oversight")
    assert ASKED in deeds.give(to="oversight")
    assert "The access has ended" in deeds.end(f"cse.{led.partnership.ref}")
    assert "can see this case now" in deeds.give(to="oversight")


def test_a_case_is_restricted_and_opened_again_in_the_same_words(deeds: Deeds, cast: Cast) -> None:
    keep = (cast["social_worker"], cast["team_manager"])
    for _ in range(2):
        assert "The case is restricted" in deeds.restrict(*keep)
        assert ASKED in deeds.restrict(*keep)
        assert "The restriction is lifted" in deeds.lift()
        assert ASKED in deeds.lift()


def test_whoever_a_restriction_shut_out_is_given_access_again(deeds: Deeds, cast: Cast) -> None:
    deeds.give_to(cast["teacher"])
    deeds.restrict(cast["social_worker"], cast["team_manager"])
    assert "can see this case now" in deeds.give_to(cast["teacher"])


@pytest.mark.parametrize("ends_by_hand", [True, False])
def test_a_second_emergency_in_the_same_words_opens_the_case(led: Case, browse: Browse, ends_by_hand: bool) -> None:
    said = {"why": "missing", "words": "Not home since last night", "is_understood": "on"}
    said |= {"how": "reference", "ref": led.ref}
    browser, place = browse("teacher"), "/cases/emergency/open/"
    with time_machine.travel(clock.now(), tick=False) as frozen:
        assert send(browser, place, **said).headers["Location"] == f"/cases/{led.ref}/"
        assert ASKED in says(browser.get(send(browser, place, **said).headers["Location"]))
        frozen.shift(timedelta(minutes=10))
        if ends_by_hand:
            with wall.as_system("test"):
                opened = EmergencyAccess.objects.get()
            browser.post(f"/cases/emergency/{opened.ref}/end/")
        else:
            for _ in range(6):
                frozen.shift(timedelta(minutes=10))
                browser.get("/")
            assert end_emergencies() == 1
        frozen.shift(timedelta(minutes=1))
        session = browser.session
        session_rules.note_confirmed(session, now=int(clock.now().timestamp()))
        session.save()
        assert send(browser, place, **said).headers["Location"] == f"/cases/{led.ref}/"
    with wall.as_system("test"):
        assert EmergencyAccess.objects.count() == 2
