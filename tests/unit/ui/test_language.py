"""The language helper prompts words that blame a child, and nothing else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cse_portal.ui.language import prompts, wordings

AVOID = [
    ("She keeps putting herself at risk.", "putting-at-risk", "putting herself at risk"),
    ("He put himself in danger again", "putting-at-risk", "put himself in danger"),
    ("She places herself at significant risk", "putting-at-risk", "places herself at significant risk"),
    ("There was sexual activity with a man", "sexual-activity-with", "sexual activity with"),
    ("He had sex with her in the car", "sexual-activity-with", "had sex with"),
    ("She is in a relationship with him", "in-a-relationship-with", "in a relationship with"),
    ("associating with older men", "in-a-relationship-with", "associating with"),
    ("She has been contacting adults online", "contacting-adults", "contacting adults online"),
    ("She is PROMISCUOUS", "promiscuous", "PROMISCUOUS"),
    ("sexually active since 12", "promiscuous", "sexually active"),
    ("working as a prostitute", "prostitute", "prostitute"),
    ("offering sex for phone credit", "prostitute", "offering sex"),
    ("He will not engage", "will-not-engage", "will not engage"),
    ("He won\u2019t engage with us", "will-not-engage", "won\u2019t engage"),
    ("She refused to attend", "will-not-engage", "refused to attend"),
    ("refuses all support", "will-not-engage", "refuses all support"),
    ("engaging in risky behaviour", "engaging-in", "engaging in risky behaviour"),
    ("She has chosen this lifestyle", "chosen-lifestyle", "has chosen this lifestyle"),
    ("a streetwise girl", "chosen-lifestyle", "streetwise"),
]
FINE = [
    "She is being targeted by an adult.",
    "Adults have been contacting the child.",
    "We have not yet found a way to reach her.",
    "He was made to take the train.",
    "The school engaged an interpreter.",
    "She said: “I am in a relationship with him”.",
    'He said "I refuse to attend".',
    "She said 'I don't want to be called promiscuous' twice.",
    "He said \u2018I won\u2019t engage\u2019 and left.",
    "The restaurant's risk assessment is due.",
    "",
]


@pytest.mark.parametrize(("text", "code", "words"), AVOID)
def test_words_that_blame_are_prompted_where_they_stand(text: str, code: str, words: str) -> None:
    [prompt] = prompts(text)
    assert (prompt.code, prompt.avoid) == (code, words)
    assert text[prompt.start : prompt.end] == words
    assert prompt.prefer
    assert prompt.why


@pytest.mark.parametrize("text", FINE)
def test_good_wording_and_quotations_are_left_alone(text: str) -> None:
    assert prompts(text) == []


def test_an_open_quotation_mark_hides_nothing() -> None:
    assert [prompt.code for prompt in prompts('He said "no. She is promiscuous')] == ["promiscuous"]


def test_what_is_offered_is_itself_never_prompted() -> None:
    for wording in wordings():
        for words in wording.prefer:
            assert prompts(words) == []


def test_codes_are_named_once() -> None:
    codes = [wording.code for wording in wordings()]
    assert len(codes) == len(set(codes))


@settings(deadline=None)  # a busy machine is no fault of the rule
@given(st.text(max_size=300))
def test_prompts_never_overlap_and_point_at_the_text(text: str) -> None:
    found = prompts(text + " putting herself at risk " + text)
    for before, after in pairwise(found):
        assert before.end <= after.start
    assert all((text + " putting herself at risk " + text)[p.start : p.end] == p.avoid for p in found)
