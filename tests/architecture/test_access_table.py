"""Every address answers every sort of role as the table says, and no address is missing from it.

Roles that the table says get the same of an address, and that see the same cases, are asked by one of them: by another
at each address, so that every role is asked at dozens. With EVERY_ROLE=1 all of them are asked everywhere.
"""

from __future__ import annotations

import os
from zlib import crc32

import pytest
from django.test import Client
from django.urls import reverse
from house.docs.addresses import addresses

from cse_portal.agencies.roles import Role
from cse_portal.agencies.sight import SEES
from tests.architecture.access_table import GROUPS, ROWS
from tests.architecture.answers import Row, every
from tests.architecture.objects import MAKERS
from tests.architecture.people import RELATIONS, three_of_each


def missing(names: set[str], rows: tuple[Row, ...]) -> list[str]:
    return sorted(names - {row.name for row in rows})


def ask(client: Client, row: Row, place: str) -> int:
    return getattr(client, row.method)(place).status_code


def sort_of(row: Row, group: str) -> tuple[object, ...]:
    """What the table says, and whose cases they see."""
    return (*(row.answers(relation)[Role(group)] for relation in RELATIONS), frozenset(SEES[Role(group)]))


def asked_at(row: Row) -> list[str]:
    if os.environ.get("EVERY_ROLE"):
        return list(GROUPS)
    sorts: dict[tuple[object, ...], list[str]] = {}
    for group in GROUPS:
        sorts.setdefault(sort_of(row, group), []).append(group)
    turn = crc32(f"{row.method} {row.name}".encode())
    return [alike[turn % len(alike)] for alike in sorts.values()]


def relations_of(row: Row) -> tuple[str, ...]:
    """A page that is about nothing in particular has nothing to stand near to or far from."""
    return RELATIONS if row.of or row.colleague or row.outside else ("own",)


def answers_of(row: Row, client: Client) -> dict[str, int]:
    """What a stranger and somebody of every sort really get."""
    relations = relations_of(row)
    people = three_of_each(asked_at(row), alone=relations == ("own",))
    found: dict[str, int] = {}
    for group, three in people.items():
        place = reverse(row.name, kwargs=MAKERS[row.of](three.own) if row.of else None)
        if not found:
            found["stranger"] = ask(Client(), row, place)
        # whoever may change the thing comes last, so that the others meet it whole
        for relation in reversed(relations):
            client.force_login(getattr(three, relation))
            found[f"{relation} {group}"] = ask(client, row, place)
    return found


def expected(row: Row) -> dict[str, int]:
    return {"stranger": row.stranger} | {
        f"{relation} {group}": row.answers(relation)[Role(group)]
        for group in asked_at(row)
        for relation in relations_of(row)
    }


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.name}")
def test_the_answer_is_the_tables(row: Row, client: Client) -> None:
    client.raise_request_exception = False
    got, wanted = answers_of(row, client), expected(row)
    assert {who: got[who] for who in got if got[who] != wanted[who]} == {}
    assert got.keys() == wanted.keys()


@pytest.mark.parametrize("group", GROUPS)
def test_every_role_is_asked_at_many_addresses(group: str) -> None:
    assert sum(group in asked_at(row) for row in ROWS) >= 30


def test_no_address_is_missing_from_the_table() -> None:
    assert missing({address.name for address in addresses()}, ROWS) == []


def test_the_table_names_only_addresses_once() -> None:
    asked = [(row.name, row.method) for row in ROWS]
    assert {name for name, _ in asked} <= {address.name for address in addresses()}
    assert len(asked) == len(set(asked))


def test_every_role_is_in_one_group() -> None:
    assert sorted(role for roles in GROUPS.values() for role in roles) == sorted(Role)


@pytest.mark.parametrize("group", GROUPS)
def test_a_groups_roles_get_the_same(group: str) -> None:
    """Only then one of them may stand for all."""
    for row in ROWS:
        for relation in RELATIONS:
            assert len({row.answers(relation)[role] for role in GROUPS[group]}) == 1, (row.name, relation)


def test_every_row_answers_every_role() -> None:
    for row in ROWS:
        assert all(set(row.answers(relation)) == set(Role) for relation in RELATIONS), row.name


def test_a_missing_row_is_caught() -> None:
    assert missing({"home", "new:page"}, ROWS) == ["new:page"]


@pytest.mark.django_db
def test_a_wrong_row_is_caught(client: Client) -> None:
    row = Row("home", 302, every(200), outside=every(404))
    assert answers_of(row, client) != expected(row)
