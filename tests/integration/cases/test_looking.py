"""Whoever has no part in a case says why they look: once a working day, on whatever page, losing nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.reasons import Reason
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person, say_why
from cse_portal.cases.guards import CaseGuarded
from cse_portal.cases.looking import Looking
from cse_portal.cases.models import Case, StatedReason
from cse_portal.cases.parts import has_part, must_say_why
from cse_portal.core import clock
from tests.factories import TEST, due_item
from tests.integration.cases.conftest import Cast, hat
from tests.reading import all_of, one_of

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=ZoneInfo("Europe/London"))
ANSWER = {"why_looking-choice": "duty", "why_looking-opens": "yes"}
ASKED = "You have no part in this case today"


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    client.force_login(cast["team_manager"])
    return client


def kinds() -> list[str]:
    return [event.kind for event in all_of(AuditEvent.objects.filter(kind__startswith="case.").order_by("pk"))]


def test_only_a_role_or_agency_is_no_part(cast: Cast, case: Case) -> None:
    manager = cast["team_manager"]
    with access.acting_for(manager):
        assert not has_part(manager, case)
    grant_to_person(case=case, membership=hat(manager), by=TEST)
    with access.acting_for(manager):
        assert has_part(manager, case)


@pytest.mark.parametrize("reason", [Reason.AUDIT, Reason.EMERGENCY, Reason.AGENDA])
def test_whatever_names_a_person_is_a_part(cast: Cast, case: Case, reason: Reason) -> None:
    until = clock.now() + timedelta(hours=1)
    grant_to_person(case=case, membership=hat(cast["team_manager"]), reason=reason, until=until, by=TEST)
    with access.acting_for(cast["team_manager"]):
        assert has_part(cast["team_manager"], case)


def test_work_that_is_due_about_the_case_is_a_part(cast: Cast, case: Case) -> None:
    manager = cast["team_manager"]
    with access.acting_for(manager):
        assert must_say_why(manager, case)
        due_item(manager, due_in=timedelta(days=1), source=case)
        assert not must_say_why(manager, case)


def test_the_page_asks_first_and_shows_no_more_than_the_reference(manager: Client, case: Case) -> None:
    page = manager.get(f"/cases/{case.ref}/").content.decode()
    assert ASKED in page
    assert "is involved" in page
    assert "Canaryname" not in page
    assert kinds()[-1] == "case.reason_asked"
    assert "case.looked_at" not in kinds()


def test_after_the_answer_every_page_of_the_case_opens_that_day(manager: Client, case: Case, cast: Cast) -> None:
    place = f"/cases/{case.ref}/who-sees/"
    answer = manager.post(place, {**ANSWER, "why_looking-words": "Ring-round"})
    assert (answer.status_code, answer["Location"]) == (303, place)
    assert ASKED not in manager.get(place).content.decode()
    assert "Canaryname" in manager.get(f"/cases/{case.ref}/").content.decode()
    said = one_of(AuditEvent.objects.filter(kind="case.reason_given"))
    assert said.reason == "I am on duty and act for the team: Ring-round"
    assert (said.case_ref, said.actor_id, said.detail) == (case.ref, cast["team_manager"].pk, {"choice": "duty"})
    assert manager.post(place, ANSWER).status_code == 303  # sent twice, from the browser's history
    with access.acting_for(cast["team_manager"]):
        assert StatedReason.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"why_looking-choice": ""}, "Select why you are looking"),
        ({"why_looking-choice": "other"}, "Enter why you are looking"),
        ({"why_looking-choice": "x", "why_looking-words": "Kept words"}, "Kept words"),
    ],
)
def test_what_is_missing_is_said(manager: Client, case: Case, typed: dict[str, str], said: str) -> None:
    page = manager.post(f"/cases/{case.ref}/", {**ANSWER, **typed}).content.decode()
    assert said in page
    assert "There is a problem" in page
    assert "Canaryname" not in page


@pytest.fixture
def friday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(FRIDAY, tick=False) as frozen:
        yield frozen


def test_the_answer_holds_over_the_weekend_and_is_asked_again_on_monday(
    friday: time_machine.Traveller, cast: Cast, client: Client, case: Case
) -> None:
    def is_asked() -> bool:
        client.force_login(cast["team_manager"])
        return ASKED in client.get(place).content.decode()

    place = f"/cases/{case.ref}/"
    assert is_asked()
    client.post(place, ANSWER)
    friday.shift(timedelta(days=2))
    assert not is_asked()
    friday.shift(timedelta(days=1))
    assert is_asked()


def test_whoever_is_named_is_never_asked(cast: Cast, client: Client, case: Case) -> None:
    grant_to_person(case=case, membership=hat(cast["social_worker"]), by=TEST)
    client.force_login(cast["social_worker"])
    assert "Canaryname" in client.get(f"/cases/{case.ref}/").content.decode()
    assert "case.reason_asked" not in kinds()


def test_the_list_asks_nobody(manager: Client, case: Case) -> None:
    assert "Canaryname" in manager.get("/cases/").content.decode()


def test_whoever_may_not_see_the_case_is_not_asked_either(cast: Cast, client: Client, case: Case) -> None:
    client.force_login(cast["outsider"])
    assert client.get(f"/cases/{case.ref}/").status_code == 404
    assert client.post(f"/cases/{case.ref}/", ANSWER).status_code == 404
    assert "case.reason_asked" not in kinds()
    with access.acting_for(cast["outsider"]), pytest.raises(PermissionDenied):
        say_why(case=case, choice=Looking.DUTY, by=cast["outsider"])


def test_a_program_is_told_in_its_own_words(manager: Client, case: Case) -> None:
    answer = manager.get(f"/cases/{case.ref}/", headers={"accept": "application/json"})
    assert answer.status_code == 403
    assert answer.json() == {"problem": "say_why", "open": f"/cases/{case.ref}/"}


class Writes(CaseGuarded):
    """A later stage's form about a case."""

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        return HttpResponse(f"wrote {request.POST['words']}, {sorted(request.POST)}")


def posts(user: User, case: Case, **typed: str) -> str:
    request = RequestFactory().post(f"/cases/{case.ref}/write/", typed)
    request.user, request.session = user, {}  # type: ignore[attr-defined]
    with access.acting_for(user):
        return Writes.as_view()(request, ref=case.ref).content.decode()  # type: ignore[attr-defined]


def test_a_form_that_was_on_its_way_waits_and_goes_on_with_the_answer(cast: Cast, case: Case) -> None:
    manager = cast["team_manager"]
    page = posts(manager, case, words="Kept words")
    assert ASKED in page
    assert 'name="words" value="Kept words"' in page
    assert "What you typed is kept" in page
    assert "why_looking-opens" not in page
    written = posts(manager, case, words="Kept words", **{"why_looking-choice": "duty"})
    assert written == "wrote Kept words, ['words']"
    assert posts(manager, case, words="More") == "wrote More, ['words']"


def test_an_answer_is_its_writers_alone_and_stays(cast: Cast, case: Case) -> None:
    manager = cast["team_manager"]
    with access.acting_for(manager):
        say_why(case=case, choice=Looking.DUTY, by=manager)
        assert StatedReason.objects.count() == 1
        for forbidden in ("delete from cases_statedreason",):
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(forbidden)
    with access.acting_for(cast["social_worker"]):
        assert StatedReason.objects.count() == 0
