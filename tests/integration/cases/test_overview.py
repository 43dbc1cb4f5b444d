"""What the pages of a case say of the child at a glance, and of deeds that cannot be done as things stand."""

from __future__ import annotations

from typing import Any

import pytest

from cse_portal.agencies import access
from cse_portal.cases.actions import allocate_case, close_case, record_fact
from cse_portal.cases.actions.stages import Farewell
from cse_portal.cases.models import CareStatus, Case, Fact, Placement, Relation, Schooling
from cse_portal.cases.workflow import Closing, Stage
from cse_portal.core import wall
from tests.factories import TEST
from tests.integration.cases.conftest import Browse, Cast, hat
from tests.integration.cases.forms import says
from tests.integration.cases.test_stages import move, now

pytestmark = pytest.mark.django_db
AWAY = {"kind": "home", "is_out_of_borough": True, "host_authority": "Saltmarsh"}


def known(case: Case, cast: Cast, fact: Fact, **values: Any) -> None:
    worker = cast["social_worker"]
    with access.acting_for(worker):
        record_fact(case=case, fact=fact, values=values, by=worker)


class TestFlags:
    def test_care_and_placement_stand_beside_the_name_on_each_page(
        self, led: Case, cast: Cast, browse: Browse
    ) -> None:
        known(led, cast, CareStatus(), kind="lac", legal_status="C2")
        known(led, cast, Placement(), **AWAY)
        for page in ("", "people/", "chronology/"):
            said = says(browse("social_worker").get(f"/cases/{led.ref}/{page}"))
            assert "Looked after" in said
            assert "Out of borough" in said
            assert "Child in need" not in said

    def test_what_is_over_is_no_flag(self, led: Case, cast: Cast, browse: Browse) -> None:
        known(led, cast, CareStatus(), kind="cp", since="2025-01-01", until="2025-06-01")
        assert "Child protection plan" not in says(browse("social_worker").get(f"/cases/{led.ref}/"))


class TestKeyFacts:
    def test_home_school_and_language_come_from_the_childs_record(self, led: Case, cast: Cast, browse: Browse) -> None:
        known(led, cast, Relation(), name="Ada Ferncroft", kind="mother", lives_with_child="yes")
        known(led, cast, Relation(), name="Jon Ferncroft", kind="father", lives_with_child="no")
        known(led, cast, Schooling(), place="Fernhill Academy", status="on_roll", year_group="11")
        with wall.as_system("test"):
            type(led.child).objects.filter(pk=led.child_id).update(
                language="Yoruba", needs_interpreter="yes", interpreter_language="Yoruba"
            )
        page = says(browse("social_worker").get(f"/cases/{led.ref}/"))
        for words in ("Ada Ferncroft (mother)", "Fernhill Academy, year 11", "Yoruba, with an interpreter (Yoruba)"):
            assert words in page
        assert "Jon Ferncroft" not in page

    def test_what_is_missing_leads_to_the_record(self, led: Case, browse: Browse) -> None:
        page = says(browse("social_worker").get(f"/cases/{led.ref}/"))
        assert "Not known" in page
        assert f'href="/cases/{led.ref}/child/"' in page
        assert " more</a>" in page


class TestNotNow:
    def test_a_case_at_mase_says_why_it_cannot_be_closed_yet(self, led: Case, browse: Browse) -> None:
        move(led, Stage.REFERRED, Stage.IN_ASSESSMENT, Stage.AT_MASE)
        assert "takes it off the MASE list first" in says(browse("team_manager").get(f"/cases/{led.ref}/close/"))

    def test_an_open_case_is_not_reopened_and_a_closed_one_not_closed(self, led: Case, browse: Browse) -> None:
        manager, place = browse("team_manager"), f"/cases/{led.ref}/"
        assert "Only a closed case is opened again" in says(manager.get(f"{place}reopen/"))
        assert "govuk-inset-text" not in says(manager.get(f"{place}close/"))
        farewell = Farewell(Closing.SAFE, "Keep-safe work", "Ms Okafor")
        close_case(case=now(led), farewell=farewell, why="Safe", version=now(led).version, by=TEST)
        assert "This case is closed already" in says(manager.get(f"{place}close/"))
        assert "govuk-inset-text" not in says(manager.get(f"{place}reopen/"))

    def test_allocating_and_handing_over_each_name_the_other(self, led: Case, cast: Cast, browse: Browse) -> None:
        manager, place = browse("team_manager"), f"/cases/{led.ref}/people/"
        assert "Allocate it instead" in says(manager.get(f"{place}hand-over/"))
        allocate_case(case=now(led), worker=hat(cast["social_worker"]), version=now(led).version, by=TEST)
        assert "Hand it over instead" in says(manager.get(f"{place}allocate/"))
