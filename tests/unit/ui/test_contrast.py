"""Every pair of colours in the design language is as readable as the design says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.ui import contrast

ASSETS = Path(contrast.__file__).parent / "assets"
TOKENS = dict(re.findall(r"^\$([a-z0-9-]+):\s*(#[0-9a-f]{6});", (ASSETS / "_tokens.scss").read_text(), re.MULTILINE))
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")

# Ink, paper, and the ratio that the design language promises.
PROMISED = [
    ("ink", "score-0", 19.6),
    ("score-1-ink", "score-1", 13.0),
    ("paper", "score-2", 6.4),
    ("paper", "score-3", 15.3),
    ("secondary", "paper", 8.3),
    ("paper", "ink", 19.6),
    ("paper", "red", 6.2),
    ("ink", "amber", 10.9),
    ("paper", "green", 6.5),
    ("soon", "paper", 7.7),
    ("shared", "paper", 9.6),
    ("own", "paper", 10.5),
    ("named", "paper", 10.5),
    ("health", "paper", 9.7),
    ("paper", "police", 16.5),
    ("paper", "brand", 9.5),
    ("link", "paper", 8.2),
    ("secondary", "wash", 7.7),
]
# Text that stands on a tint somewhere: at least the ratio for text.
ON_TINTS = [
    ("ink", "red-tint"),
    ("ink", "amber-tint"),
    ("ink", "green-tint"),
    ("ink", "past-tint"),
    ("ink", "brand-tint"),
    ("ink", "focus"),
    ("link", "wash"),
    ("link", "red-tint"),
    ("link", "named-tint"),
    ("named", "named-tint"),
    ("brand-dark", "wash"),
    ("brand-dark", "brand-tint"),
    ("red", "paper"),
    ("green", "paper"),
]
# Lines that carry meaning beside a word: the ratio for graphics.
EDGES = [
    "vehicle",
    "phone",
    "group",
    "edge",
    "score-1-edge",
    "named-edge",
    "amber-edge",
    "red",
    "green",
    "health",
    "brand-mid",
]


@pytest.mark.parametrize(("ink", "paper", "promised"), PROMISED)
def test_each_pair_has_the_contrast_that_the_design_promises(ink: str, paper: str, promised: float) -> None:
    assert round(contrast.ratio(TOKENS[ink], TOKENS[paper]), 1) == pytest.approx(promised, abs=0.051)


@pytest.mark.parametrize(("ink", "paper"), ON_TINTS)
def test_text_on_a_tint_can_be_read(ink: str, paper: str) -> None:
    assert contrast.ratio(TOKENS[ink], TOKENS[paper]) >= contrast.ENOUGH_FOR_TEXT


@pytest.mark.parametrize("edge", EDGES)
def test_lines_that_mean_something_can_be_seen(edge: str) -> None:
    assert contrast.ratio(TOKENS[edge], TOKENS["paper"]) >= 3


def test_black_on_white_is_the_most_and_a_colour_on_itself_the_least() -> None:
    assert contrast.ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast.ratio("#124c5c", "#124c5c") == pytest.approx(1)


@given(COLOURS)
def test_any_partnership_s_colour_is_made_readable(colour: str) -> None:
    shades = contrast.brand_shades(colour)
    assert contrast.ratio(shades["--brand"], "#ffffff") >= contrast.ENOUGH_FOR_TEXT
    assert contrast.ratio(shades["--brand-dark"], shades["--brand-tint"]) >= contrast.ENOUGH_FOR_TEXT
    assert contrast.ratio(shades["--brand-mid"], "#ffffff") >= 2.4
    assert all(re.fullmatch(r"#[0-9a-f]{6}", shade) for shade in shades.values())


def test_a_colour_that_can_be_read_already_is_left_alone() -> None:
    assert contrast.brand_shades("#124c5c")["--brand"] == "#124c5c"
