"""Whoever may not see a child gets one and the same answer: known, restricted, or no such case."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import open_case, restrict
from cse_portal.cases.models import Case
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat
from tests.integration.cases.forms import hidden, led_back, says, send
from tests.integration.cases.test_emergency import BORN, PLACE, by_name, by_ref
from tests.reading import all_of

pytestmark = pytest.mark.django_db


class TestOneSameAnswer:
    def test_by_direct_address(self, led: Case, cast: Cast) -> None:
        """Known, restricted, or no such case: the same page to the byte, but for the form's own key."""
        restricted = hidden_case(cast)
        browser = Client()
        browser.force_login(cast["outsider"])
        browser.get("/cases/C7MX-4TRP-W9HC/")  # the first request of a session writes that the person is there
        bodies, counts = set(), set()
        for ref in (led.ref, restricted.ref, "K7MX-4TRP-W9HC"):
            for what in ("", "who-sees/", "who-sees/give/"):
                answer, count = counted(browser, f"/cases/{ref}/{what}")
                assert answer.status_code == 404
                bodies.add(plain(answer))
                counts.add(count)
        assert len(bodies) == 1
        assert len(counts) == 1

    def test_the_trail_knows_which_it_was(self, led: Case, cast: Cast, browse: Browse) -> None:
        browse("outsider").get(f"/cases/{led.ref}/")
        browse("outsider").get("/cases/K7MX-4TRP-W9HC/")
        events = all_of(AuditEvent.objects.filter(kind="case.refused").order_by("pk"))
        assert [event.case_ref for event in events] == [led.ref, ""]
        assert all(event.sort == "refusal" for event in events)

    def test_in_an_emergency_too(self, led: Case, cast: Cast) -> None:
        restricted = hidden_case(cast)
        bodies, counts = set(), set()
        for ref in (restricted.ref, "H7MX-4TRP-W9HC"):
            browser = Client()
            browser.force_login(cast["teacher"])
            browser.get("/help/")
            answer, count = counted_post(browser, ref)
            assert "No case was opened" in says(answer)
            bodies.add(plain(answer).replace(ref, "THE REFERENCE"))
            counts.add(count)
        assert len(bodies) == 1
        assert len(counts) == 1

    def test_another_partnerships_case_is_not_there(self, cast: Cast, led: Case, browse: Browse) -> None:
        wrong = (by_name("Mya"), by_name("Maya", "Canarynam"), by_name(born=date(2011, 5, 5)))
        for typed in wrong:
            browser = browse("teacher")
            assert "No case was opened" in says(led_back(browser, send(browser, PLACE, **typed)))


def hidden_case(cast: Cast) -> Case:
    other = open_case(
        given_names="Rosa",
        family_name="Hiddencanary",
        born_on=BORN,
        lead_agency=agency_of(cast["social_worker"]),
        by=TEST,
    )
    return restrict(case=other, why="Child of a colleague", keep=[hat(cast["social_worker"])], by=TEST)


def counted(browser: Client, place: str) -> tuple[Any, int]:
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(place)
    return answer, len(captured)


def counted_post(browser: Client, ref: str) -> tuple[Any, int]:
    typed = {**hidden(says(browser.get(PLACE))), **by_ref(ref)}
    with CaptureQueriesContext(connection) as captured:
        answer = led_back(browser, browser.post(PLACE, typed))
    return answer, len(captured)


def plain(answer: Any) -> str:
    """Without what is different on each page that anybody opens: the keys of forms, and the seconds that are left."""
    page = re.sub(r'(name="(?:csrfmiddlewaretoken|_[a-z_]+)" value=)"[^"]*"', r"\1", says(answer))
    page = re.sub(r'data-(?:left|token|draft|key|owner|seconds)[a-z-]*="[^"]*"', "", page)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "", page)
