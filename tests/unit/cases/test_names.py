"""A name is found as it was heard, misspelt, turned round, shortened; and names that are not alike stay apart."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.cases.keys import asked_for, keys_of, read
from cse_portal.cases.names import MOST_WORDS, close, groups_of, shortened, sound_of, words_of
from cse_portal.cases.nicknames import FORMS
from cse_portal.cases.resembling import Known, Likeness, Match
from cse_portal.cases.resembling import likeness as likeness_to
from cse_portal.demo import people
from tests.unit.cases.typed_names import VARIANTS

NAMES = st.text(max_size=40)
POOL, TRIES, SHOWN, FILLED = 6000, 1200, 5, 20


def likeness(typed: str, names: list[str]) -> Likeness:
    return likeness_to(read(typed), Known(names))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("  Zoë  O’Brien-Łukasz ", ("zoe", "obrien", "lukasz")),
        ("D'Souza", ("dsouza",)),
        ("Þórdís Guðmundsdóttir", ("thordis", "gudmundsdottir")),
        ("JÜRGEN Groß", ("jurgen", "gross")),
        ("Мария", ("мария",)),
        ("", ()),
        ("123 !?", ()),
    ],
)
def test_words_are_bare_letters(typed: str, words: tuple[str, ...]) -> None:
    assert words_of(typed) == words


@pytest.mark.parametrize(
    "alike",
    [
        "mohammed muhammad mohamad muhamed",
        "yusuf youssef yusef jusuf",
        "yasmin jasmine yasmeen",
        "catherine katherine kathryn",
        "smith smyth smythe",
        "philips filips phillips",
        "sean shaun",
        "hussain hossain husein",
        "macdonald mcdonald",
        "knight night",
    ],
)
def test_what_sounds_alike_has_one_sound(alike: str) -> None:
    assert len(set(map(sound_of, alike.split()))) == 1


@given(NAMES)
def test_anything_typed_has_keys_and_words_have_no_marks(typed: str) -> None:
    for word in words_of(typed):
        assert word == word.casefold()
        assert not any(unicodedata.combining(letter) for letter in word)
    assert keys_of([typed]) == sorted(set(keys_of([typed])))
    assert all(keys for lists in asked_for(read(typed)) for keys in lists)


@given(NAMES, NAMES)
def test_whoever_has_the_name_is_found_in_the_first_round(first: str, last: str) -> None:
    kept = set(keys_of([f"{first} {last}"]))
    for typed in (f"{first} {last}", first, last):
        looked_for = read(typed)
        if looked_for.words and not looked_for.born and not looked_for.reference:
            is_kept_whole = len(words_of(f"{first} {last}")) < MOST_WORDS
            assert all(kept.intersection(keys) for keys in asked_for(looked_for)[0]) or not is_kept_whole


@given(st.text("bcdfgklmnprst", min_size=4, max_size=12), st.data())
def test_one_wrong_sound_is_met_half_way(sound: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(sound) - 1))
    wrong = sound[:place] + data.draw(st.sampled_from("bdfgklmnprst")) + sound[place + 1 :]
    missing = sound[:place] + sound[place + 1 :]
    assert shortened(sound) & shortened(wrong)
    assert missing in shortened(sound)


@given(NAMES)
def test_a_name_is_most_like_itself(name: str) -> None:
    if words_of(name) and not read(name).born:
        assert likeness(name, [name]).score == 1.0
        assert likeness(" ".join(reversed(words_of(name))), [name]).score == 1.0


@pytest.mark.parametrize(
    ("typed", "name", "match"),
    [
        ("Smith John", "John Smith", Match.SAME),
        ("Lizzie Okafor", "Elizabeth Okafor", Match.FORM),
        ("Tamzin Elerby", "Tamsin Ellerby", Match.SOUND),
        ("Maia Rode", "Maya Rose", Match.SPELLING),
        ("Max Hollin", "Maxwell Hollin", Match.FORM),
        ("Tam Ellerby", "Tamsin Ellerby", Match.BEGINS),
    ],
)
def test_it_says_in_what_two_names_agree(typed: str, name: str, match: Match) -> None:
    found = likeness(typed, ["Somebody Else", name])
    assert found.is_enough
    assert match in found.matches


@pytest.mark.parametrize(
    ("typed", "name"),
    [("John Smith", "Mary Smith"), ("Aisha Khan", "Tamsin Ellerby"), ("Li", "Tamsin Ellerby"), ("", "Tamsin Ellerby")],
)
def test_two_names_are_two_names(typed: str, name: str) -> None:
    assert not likeness(typed, [name]).is_enough


# --- how often whoever is meant is among the first ---------------------------------------------------------------


@cache
def pool() -> tuple[list[str], dict[str, set[int]]]:
    """Invented people, and under which keys they stand."""
    random = Random(20_261_121)
    first = sorted({one for community in people.COMMUNITIES for one in community.first_names})
    last = sorted({one for community in people.COMMUNITIES for one in community.surnames})
    names = [f"{random.choice(first)} {random.choice(last)}" for _ in range(POOL)]
    index: dict[str, set[int]] = defaultdict(set)
    for number, name in enumerate(names):
        for key in keys_of([name]):
            index[key].add(number)
    return names, index


def found(typed: str) -> list[int]:
    """As the portal searches: round by round until there are enough, then ranked."""
    names, index = pool()
    candidates: set[int] = set()
    for wanted in asked_for(read(typed)):
        met = [set().union(*(index.get(key, set()) for key in keys)) for keys in wanted]
        candidates |= set.intersection(*met)
        if len(candidates) >= FILLED:
            break
    ranked = {number: likeness(typed, [names[number]]) for number in candidates}
    enough = [number for number, one in ranked.items() if one.is_enough]
    return sorted(enough, key=lambda number: -ranked[number].score)


def test_whoever_was_meant_is_among_the_first_five() -> None:
    names, _ = pool()
    random = Random(7)
    missed = []
    for attempt in range(TRIES):
        meant = random.choice(names)
        variant = VARIANTS[attempt % len(VARIANTS)]
        typed = variant(meant, random)
        if meant not in {names[number] for number in found(typed)[:SHOWN]}:
            missed.append((variant.__name__, meant, typed))
    assert len(missed) <= TRIES * 0.02, "\n".join(map(str, missed))


def test_a_name_that_nobody_has_is_seldom_taken_for_another() -> None:
    random = Random(8)
    strange = ["".join(random.choices("bdgklmnprstvz", k=5)) + random.choice("aeiou") for _ in range(200)]
    alarmed = [one for one in strange if found(f"{one} {one[::-1]}")]
    assert len(alarmed) <= 4, alarmed


def test_each_group_of_forms_is_named_once() -> None:
    first = [line.split()[0] for line in FORMS.split("\n") if line]
    assert len(first) == len(set(first))
    assert groups_of("kate") == groups_of("katarzyna") == {"catherine"}


def test_close_keys_are_few() -> None:
    assert max(len(close(word)) for name in pool()[0] for word in words_of(name)) <= 8
