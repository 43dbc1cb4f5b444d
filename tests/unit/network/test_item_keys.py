"""What an item is found by, and what two are known for the same by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.network.item_keys import Facts, Same, asked_for, digits, keys_of, same_of, sort_of
from cse_portal.network.item_kinds import ItemKind

WORDS = st.text(max_size=60)


def phone(number: str) -> Facts:
    return Facts(ItemKind.PHONE, "Not known", number=number)


@pytest.mark.parametrize(
    "typed",
    ["07700 900418", "+44 7700 900418", "+44 (0) 7700 900418", "0044 7700900418", "07700-900-418", "447700900418"],
)
def test_a_number_is_one_however_it_is_written(typed: str) -> None:
    assert digits(typed) == "07700900418"
    assert same_of(phone(typed)) == ["phone:07700900418"]


@pytest.mark.parametrize("typed", ["07700900418", "900418", "0418", "418", "+44 7700 900418"])
def test_a_phone_is_found_by_its_number_or_its_last_figures(typed: str) -> None:
    kept = set(keys_of(phone("07700 900418")))
    assert all(kept & set(keys) for keys in asked_for(typed))
    assert asked_for(typed)


def test_a_plate_is_one_with_and_without_spaces_and_part_of_one_is_not_enough() -> None:
    one, other = (Facts(ItemKind.VEHICLE, "Astra", plate=plate) for plate in ("lk21 abc", "LK21ABC"))
    assert same_of(one) == same_of(other) == ["plate:LK21ABC"]
    assert same_of(Facts(ItemKind.VEHICLE, "Astra", plate="LK2")) == []


def test_a_nickname_links_and_somebody_nobody_knows_does_not() -> None:
    kept = same_of(Facts(ItemKind.PERSON, "Desmond Okafor", aliases=("Dez", "not known", "D")))
    assert kept == ["name:person/desmond okafor", "name:person/dez"]
    assert same_of(Facts(ItemKind.PERSON, "Not known, silver earring")) == []


def test_a_street_is_not_a_door() -> None:
    assert same_of(Facts(ItemKind.PLACE, "", postcode="LK4 2QT")) == []
    door = Facts(ItemKind.PLACE, "", address="12 Mill Lane\nLarkmere", postcode="lk4 2qt")
    assert same_of(door) == ["address:LK42QT/12MILLLANE"]
    other = Facts(ItemKind.PLACE, "", address="14 Mill Lane\nLarkmere", postcode="LK4 2QT")
    assert not set(same_of(door)) & set(same_of(other))


def test_a_place_and_a_person_of_one_name_are_two() -> None:
    person, place = (same_of(Facts(kind, "Kestrel")) for kind in (ItemKind.PERSON, ItemKind.PLACE))
    assert not set(person) & set(place)


@given(st.sampled_from(ItemKind), WORDS, st.lists(WORDS, max_size=3), WORDS, WORDS, WORDS, WORDS)
def test_any_words_give_keys_that_fit_their_columns(
    kind: ItemKind, label: str, aliases: list[str], number: str, plate: str, address: str, postcode: str
) -> None:
    facts = Facts(kind, label, tuple(aliases), number, plate, "", address, postcode)
    assert all(isinstance(sort_of(one), Same) and len(one) <= 250 for one in same_of(facts))
    assert all(len(one) <= 80 and "\x00" not in one for one in keys_of(facts))


@given(st.lists(st.sampled_from(["dez", "kestrel", "mill", "lane", "silver"]), min_size=1, max_size=5, unique=True))
def test_whoever_is_typed_as_kept_is_found(words: list[str]) -> None:
    name = " ".join(words)
    kept = set(keys_of(Facts(ItemKind.PLACE, name)))
    assert all(kept & set(keys) for keys in asked_for(name))
