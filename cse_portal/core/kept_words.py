"""The mark on an answer to a form that has seen to the typed words itself: nothing gives them back once more."""

from __future__ import annotations

from typing import TypeVar

KEPT = "words_are_kept"
Answer = TypeVar("Answer")


def mark_as_kept(response: Answer) -> Answer:
    setattr(response, KEPT, True)
    return response
