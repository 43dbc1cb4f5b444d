"""Nobody acts without a name or a purpose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.core.actor import System


@given(st.text(alphabet=" \t\n\u00a0\u2003", max_size=5))
def test_the_system_must_say_why(blank: str) -> None:
    with pytest.raises(ValueError, match="must say why"):
        System(blank)


def test_a_purpose_is_kept_as_said() -> None:
    assert System("send reminders").purpose == "send reminders"
    assert System("send reminders") == System("send reminders")


def test_a_purpose_cannot_be_changed_afterwards() -> None:
    system = System("send reminders")
    with pytest.raises(AttributeError):
        system.purpose = "something else"  # type: ignore[misc]
