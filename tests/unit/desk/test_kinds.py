"""Kinds of background work are registered once and found by name."""

from __future__ import annotations

import pytest

from cse_portal.agencies.roles import Permission
from cse_portal.desk import kinds


def test_the_desks_own_kinds_are_offered() -> None:
    assert {kind.name for kind in kinds.offered()} >= {"desk.my_activity_csv", "desk.my_activity_pdf"}


def test_an_unknown_kind_says_so() -> None:
    with pytest.raises(kinds.UnknownKind):
        kinds.named("nobody.makes_this")


def test_two_kinds_of_one_name_are_refused() -> None:
    def another(job: object, progress: object) -> None: ...

    with pytest.raises(ValueError, match="Two kinds"):
        kinds.background(kind="desk.my_activity_csv", title="Another", permission=Permission.OWN_DESK)(another)
