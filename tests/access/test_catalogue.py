"""Nothing new slips past the matrix: a page, a model or a private field that it does not know fails here."""

from __future__ import annotations

from django.apps import apps
from house.docs.addresses import addresses
from house.docs.fields import classes_of_all_fields

from cse_portal.core.classification import Privacy
from tests.access import catalogue
from tests.access.catalogue import (
    BEHIND_NO_WALL,
    FIELDS_WITHOUT_CANARY,
    ROOMS_BELOW,
    ROOMS_WITHOUT_CANARY,
    WALLED,
    WITHOUT_CASE,
    covered_addresses,
    covered_fields,
    room_of,
    with_a_case_behind,
)
from tests.access.matrix import HELD, PAGES, THINGS


def outside(names: set[str]) -> set[str]:
    return {name for name in names - covered_addresses() if room_of(name) not in ROOMS_BELOW}


def private_fields() -> set[str]:
    """All that is about a case; and what is personal in the models that lead to one."""
    behind = with_a_case_behind()
    found = set()
    for model, fields in classes_of_all_fields().items():
        for name, privacy in fields.items():
            if privacy is Privacy.CASE_SENSITIVE or (privacy is Privacy.PERSONAL and model in behind):
                found.add(f"{model}.{name}")
    return found


def unguarded() -> set[str]:
    behind = {model: apps.get_model(model)._meta.db_table for model in with_a_case_behind()}
    return {model for model, table in behind.items() if table not in WALLED}


def test_every_address_is_in_the_matrix_or_says_why_not() -> None:
    assert outside({address.name for address in addresses()}) == set()


def test_every_private_field_has_a_canary_or_says_why_not() -> None:
    seen_through = {name for name in private_fields() if name.rpartition(".")[0] in BEHIND_NO_WALL}
    missing = private_fields() - seen_through - covered_fields()
    assert sorted(name for name in missing if name.partition(".")[0] not in ROOMS_WITHOUT_CANARY) == []


def test_every_model_with_a_case_behind_it_is_behind_the_wall() -> None:
    assert unguarded() - set(BEHIND_NO_WALL) == set()


def test_the_lists_of_exceptions_hold_nothing_that_is_gone() -> None:
    names = {address.name for address in addresses()}
    assert set(WITHOUT_CASE) - names == set()
    assert {room for room in ROOMS_BELOW if not any(room_of(name) == room for name in names)} == set()
    fields = {f"{model}.{name}" for model, said in classes_of_all_fields().items() for name in said}
    assert set(FIELDS_WITHOUT_CANARY) - fields == set()
    assert {name for one in (*THINGS, *HELD) for name in one.fields} - fields == set()
    assert set(BEHIND_NO_WALL) - with_a_case_behind() == set()
    assert {page.url_name for page in PAGES} - names == set()


def test_a_new_address_is_caught() -> None:
    assert outside({"cases:record", "cases:timeline", "brand", "help_me", "people:agency"}) == {
        "cases:timeline",
        "help_me",
    }


def test_a_model_three_steps_from_a_case_is_found() -> None:
    assert {"cases.entry", "cases.casegrant"} <= with_a_case_behind()
    assert "agencies.user" not in with_a_case_behind()
    assert with_a_case_behind() >= catalogue.ROOTS
