"""Invented names and the addresses made from them."""

from __future__ import annotations

import re
from itertools import islice
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from cse_portal.demo.people import COMMUNITIES, E_MAIL_DOMAIN, colleagues, full_name, plain_letters


def test_the_same_seed_makes_the_same_people() -> None:
    def people(seed: int) -> list[tuple[str, str]]:
        return list(islice(colleagues(Random(seed), set()), 200))

    assert people(7) == people(7)
    assert people(7) != people(8)


def test_every_community_has_its_share() -> None:
    random = Random(1)
    surnames = [full_name(random).split(" ", 1)[1] for _ in range(5_000)]
    for community in COMMUNITIES:
        assert any(name in community.surnames for name in surnames), community.surnames
    largest = max(COMMUNITIES, key=lambda community: community.share)
    assert sum(name in largest.surnames for name in surnames) < len(surnames) / 3


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10**9))
def test_an_address_has_plain_letters_in_a_reserved_domain(seed: int) -> None:
    for _, address in islice(colleagues(Random(seed), set()), 20):
        local, domain = address.split("@")
        assert re.fullmatch(r"[a-z]+(\.[a-z]+)+\d*", local), address
        assert domain == E_MAIL_DOMAIN
        assert domain.endswith(".example")


def test_nobody_shares_an_address() -> None:
    made = [address for _, address in islice(colleagues(Random(3), {"abena.asante@larkmere.example"}), 20_000)]
    assert len(set(made)) == len(made)
    assert "abena.asante@larkmere.example" not in made


def test_letters_with_marks_become_plain() -> None:
    assert plain_letters("Łukasz Dąbek") == "lukasz.dabek"
    assert plain_letters("Róisín Ó’Dálaigh") == "roisin.odalaigh"
    assert plain_letters("Şirin Öztürk") == "sirin.ozturk"
