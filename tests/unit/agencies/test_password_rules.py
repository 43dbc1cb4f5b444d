"""Words around a person make no password, however they are spelt or followed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies.password_rules import SERVICE_WORDS, is_made_of, spellings, words_in

LARKMERE = SERVICE_WORDS | words_in(["Larkmere Safeguarding Partnership", "Fernhill Academy"])


@pytest.mark.parametrize("password", ["Larkmere2026!!", "FERNHILL-academy", "l4rkm3re_p0rtal", "MASH mase MASH"])
def test_a_name_with_something_behind_it_is_made_of_it(password: str) -> None:
    assert is_made_of(password, LARKMERE)


@pytest.mark.parametrize("password", ["larkmere-lantern-parade", "seven quiet otters swim", "8304719264057318"])
def test_a_name_among_other_words_is_not(password: str) -> None:
    assert not is_made_of(password, LARKMERE)


@given(word=st.sampled_from(sorted(LARKMERE)), times=st.integers(1, 4), end=st.text("0123456789!?. ", max_size=12))
def test_whatever_repeats_a_word_is_made_of_it(word: str, times: int, end: str) -> None:
    assert is_made_of(word * times + end, LARKMERE)
    assert is_made_of(word.upper() * times + end, LARKMERE)


@given(st.text(max_size=80))
def test_without_words_nothing_is_refused(password: str) -> None:
    assert not is_made_of(password, ())


def test_short_words_of_a_name_do_not_count() -> None:
    assert words_in(["The Bay of Larkmere"]) == {"larkmere"}


def test_a_password_is_looked_up_as_most_would_type_it() -> None:
    assert spellings("Liverpool!2026!") == {"Liverpool!2026!", "liverpool!2026!", "liverpool"}
