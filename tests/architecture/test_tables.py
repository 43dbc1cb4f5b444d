"""Tables are total: every role has a title and a row, every permission a role and a view, every status a way on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from house.docs.addresses import addresses
from house.docs.workflows import mermaid, steps, workflows

from cse_portal.agencies.roles import MAY, TITLES, Permission, Role
from tests.architecture.source import modules

# Permissions that narrow what a page shows, or guard an action, without a page of their own.
WITHOUT_A_PAGE: dict[Permission, str] = {
    Permission.SEE_EMERGENCIES: "widens the list of emergencies beyond one's own",
    Permission.REVIEW_EMERGENCIES: "guards the action that reviews an emergency",
    Permission.ANSWER_MISSING: "widens what may be said of a missing episode of a looked-after child",
    Permission.CLOSE_ALARMS: "what somebody finds about an alarm closes it, or helps whoever does",
}


def test_every_role_has_a_title_and_a_row() -> None:
    assert set(TITLES) == set(Role) == set(MAY)
    assert len(set(TITLES.values())) == len(Role)


def test_every_permission_is_held_by_somebody() -> None:
    assert set(Permission) == frozenset().union(*MAY.values())


def test_every_permission_is_asked_for() -> None:
    """By a page, or by code that the table above names."""
    asked = {address.permission for address in addresses()} | set(WITHOUT_A_PAGE)
    assert set(Permission) - asked == set()


def test_permissions_without_a_page_are_asked_for_in_code() -> None:
    text = "".join(module.file.read_text() for module in modules() if module.name != "cse_portal.agencies.roles")
    assert [one.name for one in WITHOUT_A_PAGE if not re.search(rf"Permission\.{one.name}\b", text)] == []
    assert set(WITHOUT_A_PAGE) & {address.permission for address in addresses()} == set()


def statuses_of(module: ModuleType | SimpleNamespace) -> set[Any]:
    """The statuses are the table's own enumeration: a table with one key left out is not total."""
    first, _, _ = next(steps(module.TRANSITIONS))
    return set(type(first))


def gaps(module: ModuleType | SimpleNamespace) -> Iterator[str]:
    statuses, onward = statuses_of(module), list(steps(module.TRANSITIONS))
    owned, reached = set(module.OWNER_OF), {after for _, _, after in onward}
    ways = {key for key in module.TRANSITIONS if not isinstance(key, tuple)}
    if ways:  # one row a status, an empty one for an end
        yield from (f"TRANSITIONS has no row for {status}" for status in sorted(statuses - ways))
    yield from (f"OWNER_OF has no row for {status}" for status in sorted(statuses - owned))
    yield from (f"{odd} is no status" for odd in sorted((owned | ways | reached) - statuses))
    yield from (f"nothing leads to {status}" for status in sorted(statuses - reached - {onward[0][0]}))


def test_every_workflow_is_total() -> None:
    found = {name: list(gaps(module)) for name, module in workflows()}
    assert {name: missing for name, missing in found.items() if missing} == {}


def test_workflows_are_found() -> None:
    assert {"cse_portal.desk.workflow", "cse_portal.operations.disposal"} <= {name for name, _ in workflows()}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda table: table.TRANSITIONS.pop(Role.LADO), "TRANSITIONS has no row for lado"),
        (lambda table: table.OWNER_OF.pop(Role.LADO), "OWNER_OF has no row for lado"),
        (lambda table: table.TRANSITIONS.update({Role.IRO: frozenset()}), "nothing leads to support_worker"),
    ],
)
def test_a_planted_gap_is_caught(change: Any, said: str) -> None:
    ring = list(Role)
    table = SimpleNamespace(
        TRANSITIONS={role: frozenset({after}) for role, after in zip(ring, ring[1:] + ring[:1], strict=True)},
        OWNER_OF=dict.fromkeys(ring, "someone"),
    )
    assert list(gaps(table)) == []
    change(table)
    assert said in list(gaps(table))


def test_a_diagram_says_every_transition() -> None:
    drawn = mermaid({"open": {"close": "closed"}, "closed": frozenset()})
    assert "open --> closed: close" in drawn
