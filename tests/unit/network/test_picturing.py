"""What is wanted of a picture, kept with a job and read again; and a shape for each sort."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cse_portal.network.drawn_nodes import Shape
from cse_portal.network.item_kinds import ItemKind
from cse_portal.network.link_kinds import CHILD
from cse_portal.network.picturing import SHAPES, SORTS, Wanted

DAYS = st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1))


@given(st.integers(1, 3), st.lists(st.sampled_from(sorted(SORTS)), unique=True), DAYS)
def test_what_is_wanted_is_read_again_as_it_was_kept(steps: int, kinds: list[str], since: date | None) -> None:
    wanted = Wanted(steps, tuple(kinds), since)
    assert Wanted.of_kept(wanted.kept()) == wanted


def test_what_is_no_sort_is_left_out() -> None:
    assert Wanted.of_kept({"kinds": ["person", "weather"]}) == Wanted(kinds=("person",))


def test_every_sort_has_a_shape_and_none_is_that_of_what_is_not_the_readers() -> None:
    sorts = {CHILD, *(kind.value for kind in ItemKind)}
    assert set(SHAPES) == set(SORTS) == sorts
    assert Shape.RING not in SHAPES.values()


def test_what_is_wanted_in_words() -> None:
    wanted = Wanted(1, ("child", "phone"))
    assert (wanted.steps_words, wanted.kinds_words) == ("1 step", "children, phones")
    assert Wanted().steps_words == "2 steps"
