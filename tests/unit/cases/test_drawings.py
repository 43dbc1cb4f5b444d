"""Drawings of a family and of who supports a child: nobody covers anybody, nobody is left out or drawn twice."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cse_portal.cases import child_lists as lists
from cse_portal.cases.drawn_people import THE_CHILD, Box, Drawn, Relative, Sign
from cse_portal.cases.drawn_words import MORE, NAME_SIZE, broken, width_of
from cse_portal.cases.ecomap import ROUND_CHILD, Between, Ecomap, Supporter, ecomap
from cse_portal.cases.genogram import LABEL_WIDTH, ROW_OF, Genogram, genogram

CHILD = Relative("", "Maya Oyelaran", "", "The child", Sign.FEMALE, age="15")
NAMES = st.text(min_size=1, max_size=60).filter(str.strip)
DAYS = st.none() | st.dates(date(1930, 1, 1), date(2026, 1, 1))


@st.composite
def families(draw: st.DrawFn) -> list[Relative]:
    number = draw(st.integers(0, 40))
    kinds = st.sampled_from(sorted(lists.RELATIONS))
    return [
        Relative(
            key=f"R{one:02}",
            name=draw(NAMES),
            kind=(kind := draw(kinds)),
            words=lists.RELATIONS[kind],
            sign=draw(st.sampled_from(Sign)),
            born_on=draw(DAYS),
            is_at_home=draw(st.booleans()),
            has_parental=draw(st.booleans()),
            has_died=draw(st.booleans()),
        )
        for one in range(number)
    ]


@st.composite
def supporters(draw: st.DrawFn) -> list[Supporter]:
    return [
        Supporter(f"S{one:02}", draw(NAMES), draw(NAMES), draw(st.sampled_from(Between)), draw(st.booleans()))
        for one in range(draw(st.integers(0, 40)))
    ]


def overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def points(path: str) -> list[tuple[int, int]]:
    """Where a path of M, L, H and V turns."""
    found: list[tuple[int, int]] = []
    for command, said in re.findall(r"([MLHV])([^MLHVZ]*)", path):
        numbers = [round(float(one)) for one in said.split()]
        if command == "H":
            found.append((numbers[0], found[-1][1]))
        elif command == "V":
            found.append((found[-1][0], numbers[0]))
        else:
            found.append((numbers[0], numbers[1]))
    return found


def lines_of(drawing: Genogram) -> list[str]:
    return [*(one.path for one in drawing.ties), *drawing.level_lines, *drawing.homes]


@given(families())
@settings(max_examples=40, deadline=None)
def test_everybody_of_a_family_is_drawn_once_and_covers_nobody(family: list[Relative]) -> None:
    drawing = genogram(CHILD, family)
    drawn = sorted(one.key for one in family if one.kind in ROW_OF)
    assert sorted(one.relative.key for one in drawing.people) == sorted([*drawn, THE_CHILD])
    assert sorted(one.key for one in drawing.ties) == drawn
    assert not any(overlap(one.box, other.box) for one, other in combinations(drawing.people, 2))


@given(families())
@settings(max_examples=50, deadline=None)
def test_everything_of_a_family_stands_inside_the_drawing(family: list[Relative]) -> None:
    drawing = genogram(CHILD, family)
    corners = [(box.left, box.top) for box in (one.box for one in drawing.people)]
    corners += [(box.right, box.bottom) for box in (one.box for one in drawing.people)]
    corners += [point for path in lines_of(drawing) for point in points(path)]
    assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in corners)
    for one in drawing.people:
        assert all(one.box.top <= words.y <= one.box.bottom and words.x == one.x for words in one.words)


@given(families(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_same_family_is_drawn_the_same_in_whatever_order_it_is_written(
    family: list[Relative], random: Random
) -> None:
    mixed = random.sample(family, len(family))
    assert genogram(CHILD, mixed) == genogram(CHILD, family)


@given(families())
@settings(max_examples=50, deadline=None)
def test_the_dashed_line_goes_round_those_of_the_home_and_nobody_else(family: list[Relative]) -> None:
    drawing = genogram(CHILD, family)
    lives = any(one.is_at_home for one in family if one.kind in ROW_OF)
    assert bool(drawing.homes) is lives
    for one in drawing.people:
        assert inside_a_home(one, drawing) is (one.relative.is_at_home or (one.is_child and lives))


def inside_a_home(one: Drawn, drawing: Genogram) -> bool:
    """An odd number of upright edges to the right."""
    crossed = 0
    for home in drawing.homes:
        corners = points(home)
        for (x, y), (other, below) in zip(corners, [*corners[1:], corners[0]], strict=True):
            crossed += x == other and x > one.x and min(y, below) < one.y <= max(y, below)
    return crossed % 2 == 1


@given(families())
@settings(max_examples=50, deadline=None)
def test_no_line_of_a_family_runs_through_anybody(family: list[Relative]) -> None:
    drawing = genogram(CHILD, family)
    for path in (*(one.path for one in drawing.ties), *drawing.level_lines):
        for (x, y), (other, below) in segments(path):
            line = Box(min(x, other), min(y, below), max(x, other), max(y, below))
            assert not any(touches(line, covered(person)) for person in drawing.people)


def covered(person: Drawn) -> Box:
    """The child's own line to a baby begins under the child's words."""
    box = person.box
    return Box(box.left, box.top, box.right, person.words[-1].y + 1) if person.is_child else box


def segments(path: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    strokes = [points("M" + part) for part in path.split("M") if part]
    return [pair for stroke in strokes for pair in pairwise(stroke)]


def touches(line: Box, box: Box) -> bool:
    """Beginning at somebody's edge is no touching."""
    return line.left < box.right and box.left < line.right and line.top < box.bottom and box.top < line.bottom


def test_generations_stand_one_above_the_other() -> None:
    kinds = ("own_child", "sibling", "mother", "grandparent")
    family = [Relative(kind, kind, kind, kind) for kind in kinds]
    y = {one.relative.key: one.y for one in genogram(CHILD, family).people}
    assert y["grandparent"] < y["mother"] < y["sibling"] == y[THE_CHILD] < y["own_child"]


def test_brothers_and_sisters_of_the_home_stand_by_age_with_the_child_among_them() -> None:
    child = Relative("", "Maya", "", "", born_on=date(2011, 5, 3))
    family = [
        Relative("young", "Dayo", "sibling", "", born_on=date(2016, 1, 1), is_at_home=True),
        Relative("old", "Tunde", "sibling", "", born_on=date(2008, 1, 1), is_at_home=True),
    ]
    assert [one.relative.key for one in genogram(child, family).people] == ["old", THE_CHILD, "young"]


@pytest.mark.parametrize("is_at_home", [False, True])
def test_a_partner_is_tied_to_the_child_alone_and_a_baby_hangs_from_both(is_at_home: bool) -> None:
    family = [
        Relative("mother", "Sade", "mother", "Mother", is_at_home=True),
        Relative("brother", "Tunde", "sibling", "Brother", is_at_home=True),
        Relative("partner", "Kit", "partner", "Boyfriend, girlfriend or spouse", is_at_home=is_at_home),
        Relative("baby", "Ivy", "own_child", "Baby"),
    ]
    drawing = genogram(CHILD, family)
    placed = {one.relative.key: one for one in drawing.people}
    tie = next(one for one in drawing.ties if one.key == "partner")
    first, *_, last = points(tie.path)
    assert (first[0], last[0]) == (placed["partner"].x, placed[THE_CHILD].x)
    assert placed["partner"].y == placed[THE_CHILD].y
    under = placed["partner"].box.bottom
    assert first[1] == under, "not from above, where the line of the parents runs"


def test_a_child_with_a_partner_alone_has_no_line_to_parents() -> None:
    drawing = genogram(CHILD, [Relative("partner", "Kit", "partner", "Spouse")])
    assert drawing.level_lines == ()
    assert all(y <= drawing.height for _, y in points(drawing.ties[0].path))


def test_a_friend_is_not_of_the_family() -> None:
    assert [one.is_child for one in genogram(CHILD, [Relative("a", "Bo", "friend", "Friend")]).people] == [True]
    assert genogram(CHILD, []).level_lines == ()


def test_many_of_one_generation_stand_in_several_lines() -> None:
    family = [Relative(f"S{one}", "Sam", "sibling", "") for one in range(15)]
    drawing = genogram(CHILD, family)
    assert len({one.y for one in drawing.people}) == 3
    assert drawing.width < 1200


@pytest.mark.parametrize(
    ("sign", "age", "inside"),
    [(Sign.NOT_KNOWN, "", "?"), (Sign.NOT_KNOWN, "9", "9"), (Sign.MALE, "", ""), (Sign.FEMALE, "15", "15")],
)
def test_what_stands_inside_a_sign(sign: Sign, age: str, inside: str) -> None:
    family = [Relative("a", "Bo", "sibling", "", sign, age=age)]
    assert genogram(CHILD, family).people[0].inside == inside


@given(supporters())
@settings(max_examples=40, deadline=None)
def test_everybody_round_the_child_is_drawn_once_and_covers_nobody(around: list[Supporter]) -> None:
    drawing = ecomap("Maya", around)
    assert [one.supporter for one in drawing.around] == around
    assert [one.key for one in drawing.strands] == [one.key for one in around]
    boxes = [one.box for one in drawing.around]
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    for box in boxes:
        assert 0 <= box.left < box.right <= drawing.width
        assert 0 <= box.top < box.bottom <= drawing.height
        assert not overlap(box, around_child(drawing))


def around_child(drawing: Ecomap) -> Box:
    x, y = drawing.child.x, drawing.child.y
    return Box(x - ROUND_CHILD, y - ROUND_CHILD, x + ROUND_CHILD, y + ROUND_CHILD)


@given(supporters())
@settings(max_examples=40, deadline=None)
def test_a_line_to_somebody_runs_through_nobody_else(around: list[Supporter]) -> None:
    drawing = ecomap("Maya", around)
    for strand in drawing.strands:
        for x, y in points(strand.path):
            assert 0 <= x <= drawing.width
            assert 0 <= y <= drawing.height
            others = (one.box for one in drawing.around if one.supporter.key != strand.key)
            assert not any(box.left < x < box.right and box.top < y < box.bottom for box in others)


@given(supporters())
@settings(max_examples=30, deadline=None)
def test_support_is_drawn_the_same_each_time(around: list[Supporter]) -> None:
    assert ecomap("Maya", around) == ecomap("Maya", list(around))


@given(NAMES, st.integers(1, 3))
def test_words_stay_within_their_width_and_lines(text: str, lines: int) -> None:
    made = broken(text, width=LABEL_WIDTH, lines=lines, size=NAME_SIZE, is_name=True)
    assert 1 <= len(made) <= lines
    assert all(width_of(line, NAME_SIZE, is_name=True) <= LABEL_WIDTH for line in made)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    made = broken("Wilhelmina-Alexandra Featherstonehaugh-Cholmondeley of Larkmere", width=LABEL_WIDTH, lines=2)
    assert len(made) == 2
    assert made[-1].endswith(MORE)
    assert broken("Ada Ferncroft", width=LABEL_WIDTH, lines=2) == ("Ada Ferncroft",)
