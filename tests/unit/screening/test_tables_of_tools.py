"""The shipped tools are total: kinds, bands, letters, words, and who could know."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cse_portal.ui.language import prompts
from screening.guidance.loading import library
from screening.instruments import loading
from screening.instruments.answers import About, Answer, ChildFact, Given, Period, yes_now
from screening.instruments.checking import content
from screening.instruments.crossing import NINE
from screening.instruments.loading import EDITIONS, NoSuchEdition, edition, every_edition
from screening.instruments.shape import Instrument, InstrumentKind, ItemKind, QuestionType
from screening.scoring import suggest
from tests.unit.screening.worked_examples import ASSESSMENT, SCREENING

each = pytest.mark.parametrize("instrument", every_edition(), ids=lambda one: one.name)

# What the partnership's own pages say, in one place beside the files.
BANDS = {
    "universal_plus": "A9 A10 V2 U1 U2 U3 U4 U5 U6 U7 U8 U9 U10 U11",
    "additional": "A1 A2 A3 A4 A6 A7 A8 A11 A14 V1 V4 V5 V8 M1 M2",
    "complex": "S1 S2 S3 S4 S5 S6 S7 A15 A17 A18",
    "acute": "A5 A12 A13 A16 A19 V3 X1 X3 X4 X6 X7 X9 X10 X11 X13",
}
HARM = "A4 A5 A11 A12 A13 S6 V3 X1 X3 X4 X6 X7 X9 X10 X11 X13"
LETTERS = {
    "S": "A5 A11 A12 A13 V3 U2 U3 U11 X1 X4 X6 X7 X9 X11",
    "Ab": "S1 A1 A2 A16 U1",
    "F": "V1 V3 V4 V6 V7 V8 M1 X3",
    "E": "A4 A8 A14 V2 U5 U8 U9 U10 X10",
    "G": "S2 S3 S5 S7 A3 A15 A18 A19 V5 U4 M2 X3 X4 X6 X7 X9 X13",
    "U": "S6 A9 A10 U3 U7",
    "Al": "A6 A7 A17 U6 X10",
    "R": "S4 S7 X11 X13",
    "D": "A12 A16 A18 U5",
}


def codes(words: str) -> set[str]:
    return set(words.split())


def test_bands_are_those_of_the_partnership() -> None:
    found = {band: {item.code for item in ASSESSMENT.items() if item.band == band} for band in BANDS}
    assert found == {band: codes(words) for band, words in BANDS.items()}
    assert {item.code for item in ASSESSMENT.items() if item.no_band} == {"V6", "V7"}


def test_harm_is_that_of_the_partnership() -> None:
    assert {item.code for item in ASSESSMENT.items() if item.kind is ItemKind.HARM} == codes(HARM)
    serious = {choice.code for choice in ASSESSMENT.item("A8").choices if choice.kind is ItemKind.HARM}
    assert serious == {"suicide_attempt", "serious_self_harm", "aggression"}


def test_letters_are_those_of_the_partnership() -> None:
    found = {letter: {item.code for item in ASSESSMENT.items() if letter in item.letters} for letter in NINE}
    assert found == {letter: codes(words) for letter, words in LETTERS.items()}


def test_periods_are_those_of_each_tool() -> None:
    both = (Period.NOW, Period.BEFORE)
    assert all(item.periods == both for item in ASSESSMENT.items())
    by_list = {"S": both, "A": (Period.NOW,), "V": ()}
    assert all(item.periods == by_list[item.code[0]] for item in SCREENING.items())


def test_aliases_are_those_on_paper() -> None:
    assert len(SCREENING.aliases) == 20
    assert ASSESSMENT.aliases == SCREENING.aliases
    assert ASSESSMENT.item("C8").code == "S7"


def test_both_tools_ask_the_same_in_the_same_words() -> None:
    for item in SCREENING.items():
        same = ASSESSMENT.item(item.code)
        assert (same.text, same.letters, same.band, same.choices) == (item.text, item.letters, item.band, item.choices)


@each
def test_every_item_can_be_shown_and_found_out(instrument: Instrument) -> None:
    for item in instrument.items():
        assert all((item.text, item.short, item.help))
        assert item.who_could_know or item.no_weight
        assert item.letters or item.no_weight


def test_every_letter_has_its_section_with_a_rating_and_a_sentence() -> None:
    sections = {section.letter: section for section in ASSESSMENT.sections if section.letter}
    assert tuple(sections) == NINE
    for letter, section in sections.items():
        assert all(letter in item.letters for item in section.items)
        assert [(one.letter, one.type) for one in section.questions] == [
            (letter, QuestionType.CHOICE),
            (letter, QuestionType.NARRATIVE),
        ]


def test_what_the_rules_ask_of_the_child_is_asked_on_the_form() -> None:
    """The age comes with the child, and the police's level with the crime report."""
    for instrument in (SCREENING, ASSESSMENT):
        filled = {question.fills for question in instrument.questions() if question.fills}
        assert filled == set(ChildFact) - {ChildFact.AGE, ChildFact.CRIME_LEVEL}


def words(instrument: Instrument) -> Iterator[str]:
    for section in instrument.sections:
        yield from (section.title, section.intro)
    for item in instrument.items():
        yield from (item.text, item.short, item.help, item.which, *item.examples, *(one.text for one in item.choices))
    for question in instrument.questions():
        yield from (question.text, question.help, *(one.text for one in question.options))
    for rule in (*instrument.rules, *instrument.level_rules):
        yield rule.sentence
    for result in instrument.results:
        yield from (result.title, result.meaning, *result.follows)
    for band in instrument.bands:
        yield from (band.title, band.who, *band.response)


@each
def test_the_words_lay_no_blame_and_show_no_codes(instrument: Instrument) -> None:
    known = {*instrument.by_code, *instrument.aliases, "X10"} if instrument.kind is not InstrumentKind.TOTAL else set()
    for text in words(instrument):
        assert [one.avoid for one in prompts(text)] == []
        assert "'" not in text
        assert not known & set(text.replace(",", " ").split())


def test_the_library_lays_no_blame_but_where_it_names_a_myth() -> None:
    shelf = library()
    said = [*shelf.remember, *(one.so for one in shelf.myths), *(one.about for one in shelf.documents)]
    assert [one.avoid for text in said for one in prompts(text)] == []
    assert [one.band for one in shelf.services] == [band.code for band in SCREENING.bands]


def test_an_edition_is_found_by_its_names_only() -> None:
    assert edition("cse-assessment", "2018") == ASSESSMENT
    with pytest.raises(NoSuchEdition):
        edition("cse-assessment", "2017")


def test_a_digest_is_of_the_content() -> None:
    raw = content(EDITIONS / "multi-agency-screening-2018.yaml")
    assert loading.digest_of(raw) == SCREENING.digest
    assert loading.digest_of(dict(reversed(raw.items()))) == SCREENING.digest
    assert loading.digest_of(raw | {"title": "Another"}) != SCREENING.digest


def test_points_are_added_up_and_rules_may_raise_them() -> None:
    (tool,) = (one for one in every_edition() if one.kind is InstrumentKind.TOTAL)
    both = Given(dict.fromkeys(Period, Answer.YES))
    found = suggest(tool, {"gifts": both, "background": yes_now()}, About(age=15))
    assert (found.total, found.value, found.fired) == (5, "middle", ())
    assert suggest(tool, {"told": both}, About(age=15)).value == "upper"
    young = suggest(tool, {"away": yes_now()}, About(age=12))
    assert (young.total, young.value, young.rules, young.raised_to_mash) == (2, "middle", (1,), True)
