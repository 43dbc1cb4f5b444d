"""A case that a teacher began, with the means to fill in a whole screening of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, Partnership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import allocate_case, grant_to_person, open_case
from cse_portal.cases.models import Case
from cse_portal.core.working_days import LONDON
from screening import actions
from screening.editions import in_force
from screening.instruments.answers import Answer
from screening.instruments.shape import Instrument, QuestionType, Section
from screening.models import Tool, ToolSection
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import browse, no_worker
from tests.integration.cases.pairs import joins
from tests.integration.screening import shelves
from tests.reading import all_of, one_of

__all__ = ["browse", "joins", "no_worker"]
Cast = dict[str, User]
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=LONDON)


@pytest.fixture
def case(cast: Cast) -> Case:
    """Led by the school, with its teacher named on it."""
    teacher = cast["teacher"]
    made = open_case(
        given_names="Maya Rose",
        family_name="Canaryname",
        known_as="Pip",
        born_on=date(2011, 5, 4),
        lead_agency=agency_of(teacher),
        by=TEST,
    )
    grant_to_person(case=made, membership=Membership.objects.get(user=teacher), by=TEST)
    return made


@pytest.fixture
def cared_for(cast: Cast) -> Case:
    """Led by children’s social care, and allocated to its social worker; beside them who signs and countersigns."""
    social_care = agency_of(cast["social_worker"])
    cast["csc_team_manager"] = cast["team_manager"]
    cast["sspl"] = joins(social_care, Role.SSPL, "Corin Ashby").user
    cast["head_of_service"] = joins(social_care, Role.HEAD_OF_SERVICE, "Thandi Moor").user
    cast["support_worker"] = joins(agency_of(cast["teacher"]), Role.SUPPORT_WORKER, "Ivo Brandt").user
    made = open_case(
        given_names="Nell Ada",
        family_name="Canaryname",
        born_on=date(2011, 9, 14),
        lead_agency=social_care,
        by=TEST,
    )
    worker = Membership.objects.get(user=cast["social_worker"])
    allocate_case(case=made, worker=worker, version=made.version, by=TEST)
    return made


def begun(case: Case, by: User, **more: Any) -> Tool:
    with access.acting_for(by):
        return actions.begin_tool(case=case, instrument=in_force(case.partnership), by=by, **more)


def as_it_is(tool: Tool) -> Tool:
    return one_of(Tool.objects.select_related("case__child", "agency").filter(pk=tool.pk))


def sections(tool: Tool) -> list[ToolSection]:
    return all_of(ToolSection.objects.filter(tool=tool).order_by("place"))


def all_no(section: Section) -> dict[str, Any]:
    """Every question answered, nothing seen."""
    found: dict[str, Any] = {
        item.code: {period.value: Answer.NO.value for period in item.answered_in} for item in section.items
    }
    for question in section.questions:
        if question.type in (QuestionType.YES_NO, QuestionType.THREE) or question.options:
            found[question.code] = "no"
        elif question.type is QuestionType.NARRATIVE:
            found[question.code] = "She told me that she is tired of it."
    return found


def yes(words: str = "Seen at the gate on Monday", period: str = "now", **more: Any) -> dict[str, Any]:
    other = {"now": "before", "before": "now"}[period]
    return {period: "yes", other: "no", "what": words, **more}


def filled(tool: Tool, by: User, **answers: Any) -> Tool:
    """All of it answered, with these answers instead of “no”."""
    instrument = shape_of(tool)
    for part in sections(tool):
        shape = next(one for one in instrument.sections if one.code == part.code)
        said = all_no(shape)
        for code, value in answers.items():
            if code in said and isinstance(value, dict):
                periods = {period.value for period in instrument.item(code).answered_in}
                said[code] = {
                    name: one for name, one in value.items() if name in periods or name not in {"now", "before"}
                }
            elif code in said:
                said[code] = value
        with access.acting_for(by):
            actions.save_sections(tool=tool, version=part.version, section=part, answers={part.code: said}, by=by)
    return as_it_is(tool)


def shape_of(tool: Tool) -> Instrument:
    return in_force(tool.case.partnership)


def decided(tool: Tool, by: User, value: str = "significant", because: str = "", **more: Any) -> Tool:
    with access.acting_for(by):
        version = as_it_is(tool).version
        said = actions.Decision(value, because, **more)
        actions.decide_screening(tool=tool, version=version, decision=said, by=by)
    return as_it_is(tool)


# ── Whoever keeps the tools ──────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def here(cast: Cast) -> Partnership:
    return Partnership.objects.get()


@pytest.fixture
def manager(cast: Cast) -> Client:
    return signed_in(cast["lscb_manager"])


@pytest.fixture
def teacher(cast: Cast) -> Client:
    return signed_in(cast["teacher"])


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The shipped editions, and one of 2027 that differs in the words of one item."""
    with shelves.shelf(tmp_path / "editions", monkeypatch) as folder:
        shelves.put(folder, shelves.later, edition="2027")
        yield folder
