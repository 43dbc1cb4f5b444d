"""What recording somebody asks for."""

from __future__ import annotations

import pytest

from cse_portal.network import follow_up_rules as rules


@pytest.mark.parametrize(
    ("position", "answered_for", "asks"),
    [
        ("", None, False),
        ("Coach at a club", None, True),
        ("Coach at a club", "Coach at a club", False),
        ("Taxi driver on school runs", "Coach at a club", True),
        ("", "Coach at a club", False),
    ],
)
def test_a_position_is_answered_for_once_and_another_one_anew(
    position: str, answered_for: str | None, asks: bool
) -> None:
    assert rules.asks_for_lado(position, answered_for) is asks


def test_it_is_asked_until_both_are_known() -> None:
    said = {"is_asked_by": True, "ethnicity": "White", "nationality": ""}
    assert rules.asks_who_they_are(**said)  # type: ignore[arg-type]
    assert not rules.asks_who_they_are(**{**said, "nationality": "British"})  # type: ignore[arg-type]
    assert not rules.asks_who_they_are(is_asked_by=False, ethnicity="", nationality="")
