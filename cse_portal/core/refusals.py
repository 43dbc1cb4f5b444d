"""A deed that cannot be done as things stand, with a sentence that the person is shown."""

from __future__ import annotations


class Refused(Exception):
    """The sentence says why, and what to do instead; it holds no personal data."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
