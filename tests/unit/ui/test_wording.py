"""Labels inside sentences."""

from __future__ import annotations

import pytest

from cse_portal.ui.wording import in_sentence, percent_safe, starting


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Date of birth", "date of birth"),
        ("NHS number", "NHS number"),
        ("MASH reference", "MASH reference"),
        ("E2E check", "E2E check"),
        ("What happened?", "what happened"),
        ("I have told the child", "I have told the child"),
        ("  Team: ", "team"),
        ("", ""),
    ],
)
def test_a_label_inside_a_sentence(label: str, inside: str) -> None:
    assert in_sentence(label) == inside


def test_a_label_at_the_start_of_a_sentence() -> None:
    assert starting("name they use?") == "Name they use"


def test_a_percent_sign_survives_filling_in_numbers() -> None:
    assert percent_safe("Share in %") % {} == "Share in %"
