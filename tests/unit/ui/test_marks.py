"""Marks say in words what they show in shape and colour."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cse_portal.ui import icons, marks
from cse_portal.ui.clock_words import Clock, State


def spoken(markup: str) -> str:
    """What a screen reader says: pictures and what is hidden from it left out."""
    without_pictures = re.sub(r"<svg.*?</svg>|<span[^>]*aria-hidden=\"true\"[^>]*>.*?</span>", "", markup)
    return " ".join(re.sub(r"<[^>]+>", "", without_pictures).split())


@pytest.mark.parametrize("value", range(4))
def test_a_score_fills_as_many_bars_as_it_says(value: int) -> None:
    mark = marks.score(value)
    assert mark.count('fill="currentColor"') == value
    assert spoken(mark) == f"Score {value} of 3"


def test_not_scored_is_never_a_nought() -> None:
    assert spoken(marks.score(None)) == "Score: not yet scored"
    assert "0" not in spoken(marks.score(None))


def test_there_is_no_score_of_four() -> None:
    with pytest.raises(ValueError, match="0 to 3"):
        marks.score(4)


def test_bands_ratings_and_handling_are_said_and_differ_in_shape() -> None:
    assert [spoken(marks.band(level)) for level in range(4)] == [f"Band: {name}" for name in marks.BANDS]
    assert [spoken(marks.rating(colour)) for colour in marks.RATINGS] == list(marks.RATINGS.values())
    assert [spoken(marks.handling(kind)) for kind in marks.HANDLINGS] == [
        f"Handling: {words}" for words in marks.HANDLINGS.values()
    ]
    assert len({icons.icon(f"rating_{colour}") for colour in marks.RATINGS}) == len(marks.RATINGS)
    assert len({icons.icon(f"handling_{kind}") for kind in marks.HANDLINGS}) == len(marks.HANDLINGS)


@pytest.mark.parametrize("state", list(State))
def test_every_state_of_a_clock_has_a_picture_and_its_words(state: State) -> None:
    mark = marks.clock(Clock(state, "50 min left", share=0.5))
    assert f"p-clock--{state}" in mark
    assert "<svg" in mark
    assert spoken(mark) == "50 min left"


def test_every_state_of_a_clock_looks_different_apart_from_the_two_alarms() -> None:
    pictures = {state: marks._clock_icon(Clock(state, "", share=0.5)) for state in State}
    assert pictures[State.LATE] == pictures[State.OVER]
    assert pictures[State.RUNNING] == pictures[State.SOON]
    assert len(set(pictures.values())) == 4


@pytest.mark.parametrize("twelfths", [-1, 0, 1, 6, 7, 11, 12, 13])
def test_a_pie_can_be_filled_to_any_part(twelfths: int) -> None:
    assert icons.pie(twelfths).startswith("<svg")


def test_tiles_are_read_out_with_their_state() -> None:
    assert spoken(marks.tile(marks.Tile("U", "Use of tech", "2", 3))) == "3Use of tech: complex now"
    assert spoken(marks.tile(marks.Tile("A", "Absence", "unknown"))) == "?Absence: not known, to be asked"
    assert spoken(marks.tile(marks.Tile("R", "Gifts", "3", 1, is_harm=True))) == "1Gifts: acute now, harm"
    assert all(f"p-tile--{state}" in marks.tile(marks.Tile("S", "S", state)) for state in marks.TILE_WORDS)


def test_the_stage_line_names_the_current_step() -> None:
    line = marks.stages([marks.Stage("Screened", "30 July", is_done=True), marks.Stage("In assessment", is_now=True)])
    assert line.count('aria-current="step"') == 1
    assert spoken(line) == "Screened, done30 JulyIn assessment"


def test_initials_are_hidden_and_the_name_is_said() -> None:
    assert spoken(marks.avatar("Priya Nair", is_live=True)) == "Priya Nair, here now"
    assert ">PN<" in marks.avatar("Priya Nair")


def test_what_people_typed_is_escaped_in_every_mark() -> None:
    nasty = "<script>x</script>"
    made = (
        marks.flag(nasty),
        marks.handling("shared", nasty),
        marks.rating("red", nasty),
        marks.avatar(nasty),
        marks.tile(marks.Tile("S", nasty)),
        marks.stages([marks.Stage(nasty, nasty)]),
        marks.clock(Clock(State.DONE, nasty)),
    )
    assert not any("<script" in mark for mark in made)


def test_no_picture_carries_a_style_or_speaks() -> None:
    folder = Path(icons.__file__).parent / "templates" / "ui" / "icons"
    drawn = [icons.pie(5), icons.bars(2), *(icons.icon(file.stem) for file in folder.glob("*.html"))]
    assert len(drawn) > 15
    assert not any("style=" in picture for picture in drawn)
    assert all('aria-hidden="true"' in picture for picture in drawn)


def test_cells_escape_what_stands_in_them_and_only_that() -> None:
    said = [
        ("Worker", "<b>Ada & {Bea}"),
        ("", ""),
        ("Flags", marks.beside(marks.flag("Under 13"), marks.muted("<i>"))),
    ]
    assert marks.cells(said) == (
        '<td data-label="Worker">&lt;b&gt;Ada &amp; {Bea}</td><td></td><td data-label="Flags">'
        '<span class="p-flag">Under 13</span> <span class="p-muted">&lt;i&gt;</span></td>'
    )


def test_a_title_may_hold_braces() -> None:
    assert marks.cells([("{0}", "words")]) == '<td data-label="{0}">words</td>'


def test_what_is_safe_for_one_is_not_for_another() -> None:
    """A mark that was drawn before is drawn again only for the very same words."""
    safe = marks.muted("x")
    assert marks.muted(safe) != marks.muted(str.__str__(safe))
