"""A case moves on, is closed and opened again: who may, what must be said, and what is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import Farewell, close_case, grant_to_person, move_case, open_case_of, reopen_case
from cse_portal.cases.models import Case, StageStep
from cse_portal.cases.workflow import Closing, Stage
from cse_portal.core import clock, wall
from cse_portal.core.models import StaleRecord
from tests.factories import TEST, agency_of, in_post
from tests.integration.cases.conftest import Browse, Cast, hat, joins
from tests.integration.cases.forms import led_back, says, send

pytestmark = pytest.mark.django_db
SAFE = Farewell(Closing.SAFE, "Keep-safe work at school", "Ms Okafor, art teacher")


def now(case: Case) -> Case:
    with wall.as_system("test"):
        return Case.objects.get(pk=case.pk)


def steps(case: Case) -> list[str]:
    with wall.as_system("test"):
        return list(StageStep.objects.filter(case=case).values_list("stage", flat=True))


def number_of_events() -> int:
    with wall.as_system("test"):
        return AuditEvent.objects.count()


def move(case: Case, *stages: Stage) -> None:
    for stage in stages:
        move_case(case=now(case), to=stage, why="", version=now(case).version, by=TEST)


def close(case: Case, by: Any = TEST, farewell: Farewell = SAFE) -> StageStep:
    return close_case(case=now(case), farewell=farewell, why="She is safe", version=now(case).version, by=by)


def test_a_case_goes_its_way_with_a_step_for_each_move(led: Case, cast: Cast) -> None:
    move(led, Stage.SCREENED, Stage.REFERRED, Stage.IN_ASSESSMENT, Stage.AT_MASE, Stage.OFF_MASE)
    close(led)
    assert steps(led) == ["identified", "screened", "referred", "in_assessment", "at_mase", "off_mase", "closed"]
    assert now(led).closed_on == clock.today()
    with wall.as_system("test"):
        kinds = AuditEvent.objects.filter(case_ref=led.ref, kind__in=["case.moved", "case.closed"])
        found = [event.kind for event in kinds.order_by("pk")]
    assert found == ["case.moved"] * 5 + ["case.closed"]


def test_a_step_says_who_and_for_which_agency(led: Case, cast: Cast) -> None:
    worker = cast["social_worker"]
    with in_post(worker):
        step = move_case(case=now(led), to=Stage.SCREENED, why="By the form", version=now(led).version, by=worker)
    assert (step.moved_by, step.agency) == (worker, agency_of(worker))


def test_only_whoever_has_the_turn_moves_it(led: Case, cast: Cast) -> None:
    grant_to_person(case=led, membership=hat(cast["teacher"]), by=TEST)
    move(led, Stage.REFERRED)
    for key in ("teacher", "outsider"):
        with access.acting_for(cast[key]), pytest.raises(PermissionDenied):
            move_case(case=now(led), to=Stage.IN_ASSESSMENT, why="", version=now(led).version, by=cast[key])
    officer = joins(agency_of(cast["mash_officer"]), Role.MASH_OFFICER)
    grant_to_person(case=led, membership=officer, by=TEST)
    with access.acting_for(officer.user):
        move_case(case=now(led), to=Stage.IN_ASSESSMENT, why="", version=now(led).version, by=officer.user)
    assert now(led).get_stage() is Stage.IN_ASSESSMENT


def test_closing_has_a_deed_of_its_own(led: Case) -> None:
    with pytest.raises(ValueError, match="deeds of their own"):
        move(led, Stage.CLOSED)


def test_nothing_is_closed_at_mase_nor_without_what_goes_on(led: Case) -> None:
    with pytest.raises(NotAllowedNow, match="what support goes on"):
        close(led, farewell=Farewell(Closing.SAFE, " ", "Nobody"))
    move(led, Stage.REFERRED, Stage.IN_ASSESSMENT, Stage.AT_MASE)
    with pytest.raises(NotAllowedNow, match="The panel takes it off"):
        close(led)
    assert now(led).closed_on is None


def test_only_a_manager_who_sees_it_for_good_closes(led: Case, cast: Cast) -> None:
    for key in ("social_worker", "outsider"):
        with access.acting_for(cast[key]), pytest.raises(PermissionDenied):
            close(led, by=cast[key])
    with access.acting_for(cast["team_manager"]):
        close(led, by=cast["team_manager"])
    assert now(led).get_stage() is Stage.CLOSED


def test_what_somebody_else_changed_meanwhile_is_not_overruled(led: Case) -> None:
    before = now(led).version
    move(led, Stage.SCREENED)
    with pytest.raises(StaleRecord):
        close_case(case=led, farewell=SAFE, why="Safe", version=before, by=TEST)


def test_a_move_that_fails_leaves_nothing(led: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    events = number_of_events()

    def fails(*_: object, **__: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr("cse_portal.cases.actions.stages.record", fails)
    with pytest.raises(DatabaseError):
        close(led)
    assert (now(led).closed_on, steps(led), number_of_events()) == (None, ["identified"], events)


def test_a_case_is_reopened_with_all_that_was(led: Case, cast: Cast) -> None:
    close(led)
    manager = cast["team_manager"]
    with access.acting_for(manager):
        reopen_case(case=now(led), why="Missing again", version=now(led).version, by=manager)
    assert steps(led) == ["identified", "closed", "reopened"]
    assert now(led).closed_on is None
    move(led, Stage.AT_MASE)


def test_one_open_case_for_a_child_and_a_partnership(led: Case) -> None:
    with wall.as_system("test"):
        child, agency = now(led).child, led.lead_agency
    with pytest.raises(NotAllowedNow, match="has an open case here already"):
        open_case_of(child=child, lead_agency=agency, by=TEST)
    close(led)
    again = open_case_of(child=child, lead_agency=agency, by=TEST)
    with pytest.raises(NotAllowedNow, match="another open case here"):
        reopen_case(case=now(led), why="Again", version=now(led).version, by=TEST)
    with wall.as_system("test"), pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=led.pk).update(stage="reopened", closed_on=None)
    assert now(again).get_stage() is Stage.IDENTIFIED


def test_the_database_keeps_stage_and_day_in_step(led: Case) -> None:
    for wrong in ({"stage": "closed"}, {"closed_on": clock.today()}):
        with wall.as_system("test"), pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=led.pk).update(**wrong)


def test_a_step_is_written_once(led: Case, cast: Cast) -> None:
    with wall.as_system("test"), pytest.raises(DatabaseError), transaction.atomic():
        StageStep.objects.filter(case=led).update(why="Another story")
    with access.acting_for(cast["social_worker"]), pytest.raises(DatabaseError), transaction.atomic():
        StageStep.objects.create(case=led, stage="screened")


class TestPages:
    def test_it_is_closed_and_reopened_on_its_pages(self, led: Case, browse: Browse) -> None:
        browser, place = browse("team_manager"), f"/cases/{led.ref}/"
        assert "Close this case" in says(browser.get(place))
        typed = {"closing": "safe", "why": "She is safe", "goes_on": "Keep-safe work", "goes_on_with": "Ms Okafor"}
        answer = send(browser, f"{place}close/", **typed)
        assert answer["Location"] == place
        page = says(browser.get(place))
        for words in ("The case is closed.", "Keep-safe work", "Ms Okafor", "The child is safe from exploitation now"):
            assert words in page
        answer = send(browser, f"{place}reopen/", why="Missing again")
        page = says(browser.get(answer["Location"]))
        assert "The case is open again." in page
        assert "Missing again" in page

    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, led: Case, browse: Browse) -> None:
        browser = browse("team_manager")
        answer = send(browser, f"/cases/{led.ref}/close/", closing="safe", why="She is safe")
        page = says(led_back(browser, answer))
        for words in ("Enter what support goes on", "Enter who sees to it", "She is safe"):
            assert words in page

    def test_at_mase_the_form_says_what_comes_first(self, led: Case, browse: Browse) -> None:
        move(led, Stage.REFERRED, Stage.IN_ASSESSMENT, Stage.AT_MASE)
        browser, place = browse("team_manager"), f"/cases/{led.ref}/"
        assert "Close this case" not in says(browser.get(place))
        page = says(led_back(browser, send(browser, f"{place}close/", closing="mistake", why="Not hers")))
        assert "The panel takes it off the MASE list first" in page
        assert "Not hers" in page

    def test_whoever_may_not_close_is_refused(self, led: Case, browse: Browse) -> None:
        assert browse("social_worker").get(f"/cases/{led.ref}/close/").status_code == 403
        assert browse("outsider").get(f"/cases/{led.ref}/close/").status_code == 404
        assert "Close this case" not in says(browse("social_worker").get(f"/cases/{led.ref}/"))


class TestOverview:
    def test_the_line_says_what_was_what_is_and_why_not_yet(self, led: Case, browse: Browse) -> None:
        move(led, Stage.REFERRED, Stage.IN_ASSESSMENT, Stage.AT_MASE)
        scored(led, 2)
        page = says(browse("social_worker").get(f"/cases/{led.ref}/"))
        assert "Passed over" in page
        assert "Not while the score is 2" in page
        assert page.count('aria-current="step"') == 1

    def test_the_score_has_its_trend(self, led: Case, browse: Browse) -> None:
        scored(led, 1)
        assert "from 1" not in says(browse("social_worker").get(f"/cases/{led.ref}/"))
        scored(led, 3)
        assert "up from 1" in says(browse("social_worker").get(f"/cases/{led.ref}/"))
        scored(led, 2)
        assert "down from 3" in says(browse("social_worker").get(f"/cases/{led.ref}/"))

    def test_a_late_review_is_the_next_step(self, led: Case, browse: Browse) -> None:
        with wall.as_system("test"):
            Case.objects.filter(pk=led.pk).update(review_on=clock.today() - timedelta(days=3))
        page = says(browse("social_worker").get(f"/cases/{led.ref}/"))
        assert "Next: the review." in page
        assert "late" in page

    def test_a_case_older_than_its_steps_has_a_line_too(self, led: Case, browse: Browse) -> None:
        close(led)
        with wall.as_owner():
            StageStep.objects.filter(case=led).delete()
        assert "Passed over" in says(browse("social_worker").get(f"/cases/{led.ref}/"))

    def test_flags_stand_beside_the_name(self, led: Case, browse: Browse) -> None:
        today = clock.today()
        for years, words in ((12, "Under 13"), (18, "18 or over"), (15, "")):
            born = today.replace(year=today.year - years, day=1)
            with wall.as_system("test"):
                type(led.child).objects.filter(pk=led.child_id).update(born_on=born)
            page = says(browse("social_worker").get(f"/cases/{led.ref}/"))
            assert f"{years}, born" in page
            assert words in page


def scored(case: Case, score: int) -> None:
    with wall.as_system("test"):
        Case.objects.filter(pk=case.pk).update(risk=score)


class TestElsewhere:
    """A home and a host borough may each have a case: each learns that the other has one, and whom to ring."""

    @pytest.fixture
    def host(self, led: Case) -> Case:
        from cse_portal.agencies.actions import add_agency, found_partnership

        far = found_partnership(
            name="Saltmarsh Partnership",
            short_name="Saltmarsh",
            mash_phone="01632 960500",
            out_of_hours_phone="01632 960501",
            by=TEST,
        )
        team = add_agency(partnership=far, name="Saltmarsh social care", by=TEST)
        with wall.as_system("test"):
            child = now(led).child
        return open_case_of(child=child, lead_agency=team, by=TEST)

    def test_the_other_case_is_named_by_its_partnership_alone(self, led: Case, host: Case, browse: Browse) -> None:
        page = says(browse("social_worker").get(f"/cases/{led.ref}/"))
        assert "Saltmarsh Partnership" in page
        assert "01632 960500" in page
        assert host.ref not in page
        assert browse("social_worker").get(f"/cases/{host.ref}/").status_code == 404

    def test_nobody_else_is_told(self, led: Case, host: Case, cast: Cast) -> None:
        from cse_portal.cases.queries import other_cases

        asked: dict[str, User] = {key: cast[key] for key in ("social_worker", "outsider", "system_administrator")}
        with wall.as_system("test"):
            child = now(led).child
        told = {}
        for key, person in asked.items():
            with access.acting_for(person):
                told[key] = [one.partnership for one in other_cases(child)]
        assert told == {"social_worker": ["Saltmarsh Partnership"], "outsider": [], "system_administrator": []}

    def test_a_restricted_or_closed_one_is_not_there(self, led: Case, host: Case, browse: Browse) -> None:
        with wall.as_system("test"):
            Case.objects.filter(pk=host.pk).update(is_restricted=True, restricted_because="A colleague’s child")
        assert "Saltmarsh" not in says(browse("social_worker").get(f"/cases/{led.ref}/"))
        with wall.as_system("test"):
            Case.objects.filter(pk=host.pk).update(is_restricted=False, restricted_because="")
        close(host)
        assert "Saltmarsh" not in says(browse("social_worker").get(f"/cases/{led.ref}/"))
