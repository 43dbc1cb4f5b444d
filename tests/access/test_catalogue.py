"""Nothing new slips past the matrix: a page, a model or a private field that it does not know fails here."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from house.docs.addresses import Address, addresses
from house.docs.fields import classes_of_all_fields

from cse_portal.core.classification import Privacy
from tests.access import catalogue, unlocked
from tests.access.catalogue import (
    BEHIND_NO_WALL,
    FIELDS_WITHOUT_CANARY,
    ROOMS_BELOW,
    WALLED,
    WITHOUT_CASE,
    covered_fields,
    is_below,
    named_addresses,
    outside,
    with_a_case_behind,
)
from tests.access.matrix import (
    THINGS,
)
from tests.access.places import HELD
from tests.access.relations import (
    RELATIONS,
)
from tests.access.steps import STEPS


def private_fields() -> set[str]:
    """All that is about a case; and what is personal in the models that lead to one."""
    behind = with_a_case_behind()
    found = set()
    for model, fields in classes_of_all_fields().items():
        for name, privacy in fields.items():
            if privacy is Privacy.CASE_SENSITIVE or (privacy is Privacy.PERSONAL and model in behind):
                found.add(f"{model}.{name}")
    return found


def without_canary(fields: set[str]) -> set[str]:
    seen_through = {name for name in fields if name.rpartition(".")[0] in BEHIND_NO_WALL}
    return fields - seen_through - covered_fields()


def unguarded(walled: frozenset[str] = WALLED) -> set[str]:
    behind = {model: apps.get_model(model)._meta.db_table for model in with_a_case_behind()}
    return {model for model, table in behind.items() if table not in walled} - set(BEHIND_NO_WALL)


def test_every_address_is_in_the_matrix_or_says_why_not() -> None:
    assert outside(addresses()) == set()


def test_every_private_field_has_a_canary_or_says_why_not() -> None:
    assert sorted(without_canary(private_fields())) == []


def test_every_model_with_a_case_behind_it_is_behind_the_wall() -> None:
    assert unguarded() == set()


def test_the_rooms_that_need_not_name_their_pages_stand_below_the_cases() -> None:
    """By the layers that the imports are held to, so that none of their code can know a case."""
    contracts = tomllib.loads(Path("pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = [{room.strip() for room in layer.split("|")} for layer in contracts[0]["layers"]]
    where = next(number for number, layer in enumerate(layers) if "cse_portal.cases" in layer)
    below = set().union(*layers[where + 1 :])
    assert set(ROOMS_BELOW) - {"allauth"} <= below


def test_the_lists_of_exceptions_hold_nothing_that_is_gone() -> None:
    found = addresses()
    assert named_addresses() - {one.name for one in found} == set()
    assert {room for room in ROOMS_BELOW if not any(one.app.startswith(room) for one in found)} == set()
    assert {name for name in WITHOUT_CASE for one in found if one.name == name and is_below(one.app)} == set()
    fields = {f"{model}.{name}" for model, said in classes_of_all_fields().items() for name in said}
    assert set(FIELDS_WITHOUT_CANARY) - fields == set()
    assert {name for one in (*THINGS, *HELD) for name in one.fields} - fields == set()
    assert set(BEHIND_NO_WALL) - with_a_case_behind() == set()


def test_every_relation_is_made() -> None:
    """Those that need no step are made by who leads the case."""
    made = set(STEPS) | {"leads", "below", "above", "none", "far"}
    assert {relation.name for relation in RELATIONS} == made


# ── Planted: each check can fail ─────────────────────────────────────────────────────────────────────────────────
def test_a_new_address_is_caught() -> None:
    new = [
        Address("cases:record", "/", view_of("cse_portal.cases.views.pages")),
        Address("cases:timeline", "/", view_of("cse_portal.cases.views.timeline")),
        Address("screening:list", "/", view_of("screening.views")),
        Address("people:chart", "/", view_of("cse_portal.people.views.chart")),
    ]
    assert outside(new) == {"cases:timeline", "screening:list"}


def view_of(module: str) -> object:
    return type("View", (), {"__module__": module})


def test_a_field_that_nobody_placed_is_caught() -> None:
    new = {"cases.entry.words", "cases.entryhistory.words", "cases.child.nhs_number", "cases.casegroupgrant.note"}
    assert without_canary(new) == {"cases.child.nhs_number"}


def test_a_table_without_a_policy_is_caught() -> None:
    assert unguarded(WALLED - {"cases_entry"}) == {"cases.entry"}


def test_a_model_three_steps_from_a_case_is_found() -> None:
    assert {"cases.entry", "cases.casegrant", "trail.canary"} <= with_a_case_behind()
    assert "agencies.user" not in with_a_case_behind()
    assert with_a_case_behind() >= catalogue.ROOTS


def test_every_judge_is_put_aside_or_says_why_not() -> None:
    assert unlocked.judges_left_on() == set()


def test_a_judge_left_on_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(unlocked.JUDGES, "can_see")
    assert unlocked.judges_left_on() == {"can_see"}
