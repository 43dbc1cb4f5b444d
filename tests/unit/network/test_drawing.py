"""Pictures of who and what is linked: nothing covers anything, nothing is left out, the same links look the same."""

from __future__ import annotations

from itertools import combinations, pairwise
from random import Random
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cse_portal.cases.drawn_people import Box
from cse_portal.cases.drawn_words import MORE
from cse_portal.network.drawing import DrawnEdge, DrawnNode, Picture, Shape, draw
from cse_portal.network.drawn_links import counted
from cse_portal.network.drawn_nodes import LABEL_WIDTH, moved, overlap

NAMES = st.one_of(
    st.text(max_size=200),
    st.sampled_from(["", "   ", "מאיה", "مايا أويلاران", "👧🏽🏳️‍🌈" * 30, "W" * 200, "Ann " * 50, "a\u0301" * 90]),
)
WORDS = st.sampled_from(["seen at", "collected by", "uses", "", "was given money, drink and lifts by", "見られた"])


@st.composite
def networks(draw_: st.DrawFn, most: int = 24) -> tuple[list[DrawnNode], list[DrawnEdge]]:
    number = draw_(st.integers(0, most))
    nodes = [
        DrawnNode(
            f"N{one}",
            draw_(st.sampled_from(Shape)),
            draw_(NAMES),
            second=draw_(NAMES),
            is_new=draw_(st.booleans()),
            is_start=draw_(st.booleans()),
        )
        for one in range(number)
    ]
    keys = st.sampled_from([*(node.key for node in nodes), "elsewhere"])
    edges = st.builds(DrawnEdge, keys, keys, WORDS, st.booleans(), st.booleans(), st.integers(1, 5))
    return nodes, draw_(st.lists(edges, max_size=40))


def inside(box: Box, picture: Picture) -> bool:
    return 0 <= box.left <= box.right <= picture.width and 0 <= box.top <= box.bottom <= picture.height


@given(networks())
@settings(max_examples=60, deadline=None)
def test_everything_is_drawn_once_inside_the_frame_and_covers_nothing(
    network: tuple[list[DrawnNode], list[DrawnEdge]],
) -> None:
    nodes, edges = network
    picture = draw(nodes, edges)
    assert sorted(one.node.key for one in picture.nodes) == sorted(node.key for node in nodes)
    boxes = [one.box for one in picture.nodes]
    assert all(inside(box, picture) for box in boxes)
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


@given(networks())
@settings(max_examples=40, deadline=None)
def test_words_on_lines_cover_neither_things_nor_each_other(
    network: tuple[list[DrawnNode], list[DrawnEdge]],
) -> None:
    picture = draw(*network)
    grounds = [edge.ground for edge in picture.edges if edge.ground is not None]
    things = [part for one in picture.nodes for part in (one.ground, moved(one.node.shape_box, one.x, one.y))]
    assert all(inside(ground, picture) for ground in grounds)
    assert not any(overlap(one, other) for one, other in combinations(grounds, 2))
    assert not any(overlap(ground, thing) for ground in grounds for thing in things)


@given(networks(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_same_network_looks_the_same_in_whatever_order_it_comes(
    network: tuple[list[DrawnNode], list[DrawnEdge]], random: Random
) -> None:
    nodes, edges = network
    assert draw(random.sample(nodes, len(nodes)), random.sample(edges, len(edges))) == draw(nodes, edges)


@given(networks())
@settings(max_examples=30, deadline=None)
def test_each_two_that_are_linked_share_one_line_from_one_to_the_other(
    network: tuple[list[DrawnNode], list[DrawnEdge]],
) -> None:
    nodes, edges = network
    picture = draw(nodes, edges)
    known = {node.key for node in nodes}
    wanted = {frozenset((one.start, one.end)) for one in edges if one.start != one.end} - {frozenset()}
    wanted = {pair for pair in wanted if pair <= known}
    drawn = [frozenset(picture.nodes[number].node.key for number in edge.bundle.ends) for edge in picture.edges]
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == wanted
    for edge in picture.edges:
        ends = [picture.nodes[number] for number in edge.bundle.ends]
        assert [edge.begin, edge.end] == [(one.x, one.y) for one in ends]


@given(st.text(min_size=1, max_size=200), st.text(max_size=200))
@example("Wilhelmina-Alexandra " * 9, "")
def test_labels_keep_to_their_width_and_end_in_an_ellipsis(label: str, second: str) -> None:
    node = DrawnNode("a", Shape.HOUSE, label, second)
    assert node.label_lines
    assert node.label_size[0] <= LABEL_WIDTH + 1
    assert len(node.label_lines) + len(node.second_lines) <= 4
    if len(label.split()) and len("".join(label.split())) > 190 and label.isascii():
        assert node.label_lines[-1].endswith(MORE)


# --- what is read first -------------------------------------------------------------------------------------------


def star(names: str, *, start: str = "") -> tuple[list[DrawnNode], list[DrawnEdge]]:
    """The first linked to the second, that to the third, and so on."""
    nodes = [DrawnNode(name, Shape.DIAMOND, name, is_start=name == start) for name in names]
    return nodes, [DrawnEdge(one, other, "knows") for one, other in pairwise(names)]


def order(picture: Picture) -> str:
    return "".join(one.node.key for one in picture.nodes)


def test_the_start_is_read_first_then_by_steps_then_by_name() -> None:
    nodes, edges = star("dcab", start="c")
    assert order(draw(nodes, [*edges, DrawnEdge("c", "b", "met")])) == "cabd"


def test_what_hangs_on_nothing_is_read_last_and_stands_below() -> None:
    nodes, edges = star("mno", start="n")
    picture = draw([*nodes, DrawnNode("a", Shape.RING, "a")], edges)
    assert order(picture) == "nmoa"
    assert picture.nodes[-1].box.top > max(one.box.bottom for one in picture.nodes[:-1])


def test_without_a_start_it_begins_with_what_has_most_links() -> None:
    nodes, edges = star("abc")
    assert order(draw(nodes, edges)) == "bac"


@given(st.integers(1, 20), st.integers(0, 20))
@settings(max_examples=25, deadline=None)
def test_the_start_stands_in_the_middle_third(arms: int, chain: int) -> None:
    nodes = [DrawnNode(f"{one:02}", Shape.CIRCLE, f"Name {one}", is_start=one == 0) for one in range(arms + chain + 1)]
    edges = [DrawnEdge("00", f"{one:02}", "knows") for one in range(1, arms + 1)]
    edges += [DrawnEdge(f"{one:02}", f"{one + 1:02}", "knows") for one in range(arms, arms + chain)]
    picture = draw(nodes, edges)
    start, slack = picture.nodes[0], 60  # words on a line may stand out
    assert picture.width / 3 - slack <= start.x <= picture.width * 2 / 3 + slack
    assert picture.height / 3 - slack <= start.y <= picture.height * 2 / 3 + slack


# --- words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("times", "said"), [(1, "seen at"), (2, "seen at, twice"), (4, "seen at, 4 times"), (0, "seen at")]
)
def test_how_often_is_said(times: int, said: str) -> None:
    assert counted("seen at", times) == said


def test_links_between_the_same_two_share_a_line_whose_newest_words_come_first() -> None:
    nodes, _ = star("ab")
    edges = [
        DrawnEdge("a", "b", "seen at", is_direct=False),
        DrawnEdge("b", "a", "seen at", is_direct=False, times=3),
        DrawnEdge("a", "b", "works at", is_new=True, is_direct=False),
    ]
    (edge,) = draw(nodes, edges).edges
    assert [line.text for line in edge.lines] == ["works at", "seen at, 4 times"]
    assert (edge.bundle.is_new, edge.bundle.is_direct) == (True, False)
    (edge,) = draw(nodes, [*edges, DrawnEdge("a", "b", "lives at")]).edges
    assert [line.text for line in edge.lines] == ["works at", "and 2 more"]
    assert edge.bundle.is_direct


def test_an_arrow_says_which_way_the_words_read_where_they_have_one_way() -> None:
    nodes, _ = star("ab")
    there, back = DrawnEdge("b", "a", "recruited"), DrawnEdge("a", "b", "introduced")
    (edge,) = draw(nodes, [there]).edges
    assert edge.bundle.towards == edge.bundle.ends[0]
    tip = [float(one) for one in edge.arrow[1:].split("L")[0].split()]
    assert abs(tip[0] - edge.begin[0]) + abs(tip[1] - edge.begin[1]) < 45
    assert draw(nodes, [there, back]).edges[0].arrow == ""
    assert draw(nodes, [DrawnEdge("a", "b", "seen with", is_mutual=True)]).edges[0].arrow == ""


def test_what_a_screen_reader_says() -> None:
    nodes, edges = star("ab")
    nodes[1] = DrawnNode("b", Shape.SQUARE, "Kestrel Lodge", is_new=True)
    picture = draw([*nodes, DrawnNode("c", Shape.RING, "Another case", spoken="Another case: ask")], edges)
    assert [one.spoken for one in picture.nodes] == [
        "a, person, 1 link",
        "Kestrel Lodge, place, 1 link, new",
        "Another case: ask",
    ]


def test_nothing_at_all_is_a_picture() -> None:
    assert draw([], [DrawnEdge("a", "b", "knows")]).nodes == ()


# --- how long it takes --------------------------------------------------------------------------------------------


def borough(count: int, seed: int) -> tuple[list[DrawnNode], list[DrawnEdge]]:
    random = Random(seed)
    shapes = list(Shape)
    nodes = [DrawnNode(f"{one:02}", random.choice(shapes), f"Somebody {one}", "since May") for one in range(count)]
    pairs = [(one, random.randrange(max(0, one - 8), one)) for one in range(1, count)]
    pairs += [(random.randrange(count), random.randrange(count)) for _ in range(count // 2)]
    return nodes, [DrawnEdge(f"{one:02}", f"{other:02}", "seen at") for one, other in pairs]


def test_sixty_things_are_drawn_within_a_fifth_of_a_second_and_nearly_all_lines_have_words() -> None:
    nodes, edges = borough(60, 3)
    taken = []
    for _ in range(3):
        begun = process_time()
        picture = draw(nodes, edges)
        taken.append(process_time() - begun)
    assert min(taken) < 0.2
    assert picture.lines_without_words <= len(picture.edges) / 5
    assert picture.width < 3000
