"""Which words of its own a password may not be made from: the service's, the borough's, the agency's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

# What anyone would try first at a portal like this, whatever the borough.
SERVICE_WORDS = frozenset(
    {"cse", "portal", "cseportal", "mash", "mase", "safeguarding", "safeguard", "children", "child", "partnership"}
    | {"council", "borough", "police", "school", "social", "care"}
)
SHORTEST_WORD = 4
LETTERS_OF_ONES_OWN = 8
LOOKALIKES = str.maketrans("@4301!5$7", "aaeoiisst")


def words_in(texts: Iterable[str]) -> frozenset[str]:
    """The words of names and addresses that are long enough to mean something."""
    found = (word for text in texts for word in re.split(r"[\W_]+", plain(text)))
    return frozenset(word for word in found if len(word) >= SHORTEST_WORD)


def plain(text: str) -> str:
    return normalize("NFKC", text).casefold()


def is_made_of(password: str, words: Iterable[str]) -> bool:
    """With those words taken out, whatever stands for a letter read as one, too few letters are left."""
    left = plain(password).translate(LOOKALIKES)
    found = False
    for word in sorted(words, key=len, reverse=True):
        found = found or word in left
        left = left.replace(word, " ")
    return found and len(set(letter for letter in left if letter.isalpha())) < LETTERS_OF_ONES_OWN


def spellings(password: str) -> frozenset[str]:
    """As typed, and as most people would have typed it."""
    return frozenset({password, plain(password), plain(password).rstrip("0123456789!?.*#$@_- ")})
