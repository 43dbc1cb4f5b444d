"""Reading a form's own markup as a browser would post it."""

from __future__ import annotations

import pytest
from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st

from cse_portal.desk.posted import (
    MOST_OF_A_NAME,
    controls_in,
    fingerprint,
    first_words,
    merging,
    size_of,
    tidy,
    typed,
)


@settings(deadline=None)  # a busy machine is no fault of the rule
@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00\r")))
def test_a_text_area_gives_back_what_was_written_into_it(text: str) -> None:
    assert controls_in(f'<textarea name="note">\n{escape(text)}</textarea>') == {"note": [text]}


def test_every_kind_of_control_is_read_as_a_browser_reads_it() -> None:
    markup = """
      <input name="title" value="A &amp; B"><input type="hidden" name="n" value="1">
      <input type="radio" name="worry" value="little"><input type="radio" name="worry" value="very" checked>
      <input type="checkbox" name="seen"><input type="checkbox" name="told" checked>
      <select name="place"><option value="a">A</option><option value="b" selected>B</option></select>
      <input type="submit" name="go" value="Go"><input type="file" name="paper">
    """
    assert controls_in(markup) == {
        "title": ["A & B"], "n": ["1"], "worry": ["very"], "seen": [], "told": ["on"], "place": ["b"],
    }  # fmt: skip


def test_the_forms_own_controls_are_not_what_a_person_typed() -> None:
    posted = [("title", ["Note"]), ("_token", ["x"]), ("csrfmiddlewaretoken", ["y"])]
    assert typed(posted) == {"title": ["Note"]}


def test_the_character_that_no_database_stores_is_left_out() -> None:
    assert typed([("note", ["be\x00fore"])]) == {"note": ["before"]}


def test_tidy_forgives_line_ends_and_blank_edges() -> None:
    assert tidy([" a\r\nb ", "", "  "]) == ["a\nb"]


def test_size_counts_bytes_not_letters() -> None:
    assert size_of({"é": ["é"]}) == 4


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ["Bus"], "day": ["2"], "said": ["Maya said  that\r\nhe waits"]}, "Maya said that he waits"),
        ({"title": ["Seen at the bus station"], "said": ["Later words"]}, "Seen at the bus station"),
        ({"_text_said": ["Both of us saw it"], "csrfmiddlewaretoken": ["a b"], "title": [""]}, ""),
        ({"title": ["word " * 30]}, f"{' '.join(['word'] * 12)}…"),
        ({"title": ["a\u202eb \u200bc\x00d"]}, "ab cd"),
    ],
)
def test_a_draft_is_known_by_its_first_words(fields: dict[str, list[str]], words: str) -> None:
    assert first_words(fields) == words


@given(st.dictionaries(st.text(max_size=8), st.lists(st.text(max_size=200), max_size=3), max_size=5))
def test_a_name_is_short_and_on_one_line_whatever_was_typed(fields: dict[str, list[str]]) -> None:
    name = first_words(fields)
    assert len(name) <= MOST_OF_A_NAME
    assert name.isprintable()
    assert name == name.strip()


# What no form can hold is left out before words are compared.
TYPED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)


@given(TYPED, TYPED)
def test_the_fingerprint_tells_words_apart_but_not_their_spacing(one: str, other: str) -> None:
    mark = fingerprint(("note", ""), {"said": [one]})
    assert mark == fingerprint(("note", ""), {"said": [f"  {one}\r\n"], "_turn": ["4"], "empty": [" "]})
    assert mark != fingerprint(("note", "K7MX"), {"said": [one]})
    if tidy([one]) != tidy([other]):
        assert mark != fingerprint(("note", ""), {"said": [other]})


def test_how_far_two_texts_were_put_together_is_kept_with_the_draft() -> None:
    posted = [("said", ["a"]), ("_choice_said", ["together"]), ("_text_said", ["a\x00b"]), ("_token", ["x"])]
    assert merging(posted) == {"_choice_said": ["together"], "_text_said": ["ab"]}
