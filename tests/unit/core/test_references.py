"""References are opaque, readable aloud and forgiving to type."""

import re

from hypothesis import given
from hypothesis import strategies as st

from cse_portal.core.references import ALPHABET, new_reference, tidy


def test_a_new_reference_is_three_groups_of_four() -> None:
    assert re.fullmatch(rf"[{ALPHABET}]{{4}}(-[{ALPHABET}]{{4}}){{2}}", new_reference())


def test_a_thousand_references_are_all_different() -> None:
    assert len({new_reference() for _ in range(1000)}) == 1000


@given(st.lists(st.sampled_from([" ", "-", ".", "o", "/"]), min_size=14, max_size=14))
def test_a_reference_is_found_however_it_was_typed(noise: list[str]) -> None:
    reference = new_reference()
    typed = "".join(a + b for a, b in zip(reference.lower(), noise, strict=True))
    assert tidy(typed) == reference
