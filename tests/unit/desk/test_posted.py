"""Reading a form's own markup as a browser would post it."""

from __future__ import annotations

from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st

from cse_portal.desk.posted import controls_in, size_of, tidy, typed


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
