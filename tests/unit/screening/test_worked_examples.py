"""Each worked example gives the level, the score and the rules that its line says."""

from __future__ import annotations

import pytest

from screening.instruments.shape import Instrument
from screening.scoring import level, score, suggest
from tests.unit.screening.worked_examples import (
    ASSESSMENT,
    EXAMPLES,
    SCREENING,
    Example,
    in_words,
    rules_in_words,
)

OWN = 17  # of the partnership
MORE = 25


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.who}: {one.answers}")
def test_a_worked_example(example: Example) -> None:
    given, about = example.given(ASSESSMENT), example.about()
    assessed, levelled = score(ASSESSMENT, given, about), level(ASSESSMENT, given, about)
    said = (in_words(levelled), rules_in_words(levelled), in_words(assessed), rules_in_words(assessed))
    assert said == (example.level, example.level_rules, example.score, example.score_rules)
    if example.fits(SCREENING):  # both tools say the same of the same answers
        screened = suggest(SCREENING, example.given(SCREENING), about)
        assert (in_words(screened), rules_in_words(screened)) == (example.level, example.level_rules)


def test_there_are_enough_and_no_line_stands_twice() -> None:
    assert len(EXAMPLES) >= OWN + MORE
    assert len({(one.who, one.answers) for one in EXAMPLES}) == len(EXAMPLES)


@pytest.mark.parametrize("instrument", [SCREENING, ASSESSMENT], ids=lambda one: one.name)
def test_every_rule_fires_in_some_example(instrument: Instrument) -> None:
    fired = {
        f"{one.rule}{one.clause}"
        for example in EXAMPLES
        if example.fits(instrument)
        for one in suggest(instrument, example.given(instrument), example.about()).fired
    }
    assert {rule.name for rule in instrument.rules} - fired == set()
