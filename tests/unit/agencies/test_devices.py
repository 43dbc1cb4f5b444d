"""A device is named as its owner would name it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies.devices import UNKNOWN, in_words

CHROME = "(KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 {CHROME} Edg/156.0",
            "Edge on a Windows computer",
        ),
        (f"Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 {CHROME}", "Chrome on an Android device"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari on an iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on a Mac"),
        ("Mozilla/5.0 (X11; CrOS x86_64)", "A Chromebook"),
        ("curl/8.9", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_what_a_browser_says_is_put_in_words(says: str, words: str) -> None:
    assert in_words(says) == words


@given(st.text(max_size=3000))
def test_whatever_is_said_fits_the_column(says: str) -> None:
    assert 0 < len(in_words(says)) <= 80
