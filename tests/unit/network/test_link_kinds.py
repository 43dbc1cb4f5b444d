"""Links read in both directions, and stand only between those that they are for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cse_portal.network.grading import INFORMATIONS, SHARINGS, SOURCES, Information, Sharing, Source, is_sure, words
from cse_portal.network.item_kinds import FIELDS, HINTS, LABELS, TITLES, ItemKind
from cse_portal.network.link_kinds import ANYTHING, KINDS, LinkKind, allows, choice, choices

SORT = st.sampled_from(sorted(ANYTHING))


def test_the_tables_are_total() -> None:
    assert set(KINDS) == set(LinkKind)
    assert set(TITLES) == set(FIELDS) == set(HINTS) == set(LABELS) == set(ItemKind)
    assert (set(SOURCES), set(INFORMATIONS), set(SHARINGS)) == (set(Source), set(Information), set(Sharing))


def test_every_sort_can_be_linked_with_every_other_in_some_way() -> None:
    assert all(choices(one, other) for one in ANYTHING for other in ANYTHING)


@given(SORT, SORT)
def test_what_is_offered_is_allowed_and_offered_from_the_other_side_too(here: str, there: str) -> None:
    offered = choices(here, there)
    assert len({one.code for one in offered}) == len(offered)
    for one in offered:
        start, end = (here, there) if one.is_forward else (there, here)
        assert allows(one.kind, start, end)
        assert choice(one.code) == one
    assert {one.kind for one in offered} == {one.kind for one in choices(there, here)}


def test_what_reads_alike_in_both_directions_is_offered_once() -> None:
    said = [one.words for one in choices("child", "child")]
    assert said.count("is a friend of") == 1
    assert {"introduced", "was introduced by"} <= set(said)


def test_no_child_is_spoken_of_as_if_it_were_their_choice() -> None:
    """Who harms is the one who acts."""
    said = " ".join(one.there + " " + one.back for one in KINDS.values())
    for wrong in ("boyfriend", "prostitut", "engages in", "puts herself", "consent"):
        assert wrong not in said


def test_a_grade_reads_as_people_say_it_and_doubt_makes_a_dashed_line() -> None:
    assert words(Source.RELIABLE, Information.DIRECT) == "Reliable, known directly"
    assert is_sure(Source.RELIABLE, Information.DIRECT)
    assert not is_sure(Source.NOT_RELIABLE, Information.DIRECT)
    assert not is_sure(Source.RELIABLE, Information.INDIRECT)
