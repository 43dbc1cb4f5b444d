"""Two texts compared word by word: nothing of either is lost."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from cse_portal.desk.differences import MOST_PARTS, compare, together

WORDS = st.lists(
    st.sampled_from(["silver", "car", "4", "11", "12", "November", ".", "\n", " ", "Maya's"]), max_size=30
)
TEXTS = st.one_of(st.text(max_size=80), WORDS.map(" ".join))


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@settings(deadline=None)  # a busy machine is no fault of the rule
@given(TEXTS, TEXTS)
def test_pieces_joined_give_each_text_back(mine: str, theirs: str) -> None:
    own, other = compare(mine, theirs)
    assert "".join(piece.text for piece in own) == mine
    assert "".join(piece.text for piece in other) == theirs


@settings(deadline=None)  # a busy machine is no fault of the rule
@given(TEXTS, TEXTS)
def test_shared_pieces_are_the_same_on_both_sides(mine: str, theirs: str) -> None:
    own, other = compare(mine, theirs)
    assert [piece.text for piece in own if piece.is_shared] == [piece.text for piece in other if piece.is_shared]


@settings(deadline=None)  # a busy machine is no fault of the rule
@given(TEXTS)
def test_a_text_compared_with_itself_shows_no_difference(text: str) -> None:
    own, _ = compare(text, text)
    assert all(piece.is_shared for piece in own)


@settings(deadline=None)  # a busy machine is no fault of the rule
@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_together_holds_every_word_of_both(mine: str, theirs: str) -> None:
    both = words_of(together(mine, theirs))
    for word in set(words_of(mine) + words_of(theirs)):
        assert both.count(word) >= max(words_of(mine).count(word), words_of(theirs).count(word))


def test_only_the_changed_day_is_marked() -> None:
    own, other = compare("Collected on 4 and 11 November.", "Collected on 4 and 12 November.")
    assert [piece.text for piece in own if not piece.is_shared] == ["11"]
    assert [piece.text for piece in other if not piece.is_shared] == ["12"]


def test_two_additions_to_one_text_stand_one_after_the_other() -> None:
    assert together("Seen at 4pm. Told Beth.", "Seen at 4pm. Rang Tom.").startswith("Seen at 4pm. ")
    assert words_of(together("Seen at 4pm. Told Beth.", "Seen at 4pm. Rang Tom.")) == [
        "Seen", "at", "4pm", "Rang", "Told", "Tom", "Beth",
    ]  # fmt: skip


def test_texts_with_little_in_common_are_not_woven_into_each_other() -> None:
    assert together("Nobody was at home today", "She rang from the bus station") == (
        "She rang from the bus station\n\nNobody was at home today"
    )


def test_a_very_long_text_is_compared_in_good_time() -> None:
    line = "She walked home with her brother along the canal.\n"
    mine, theirs = line * (MOST_PARTS // 4), line * (MOST_PARTS // 4) + "He waited."
    own, other = compare(mine, theirs)
    assert "".join(piece.text for piece in own) == mine
    assert [piece.text for piece in other if not piece.is_shared] == ["He waited."]
