"""A picture of what stands around a child, a person or a place, and the same links as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from cse_portal.agencies.models import User
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.network import queries
from cse_portal.network.drawing import DrawnEdge, DrawnNode, Picture, Shape, draw
from cse_portal.network.item_kinds import title
from cse_portal.network.link_kinds import KINDS
from cse_portal.network.models import Item, Link
from cse_portal.network.picturing import SHAPES, Wanted
from cse_portal.network.presenters.alerts import Told
from cse_portal.network.presenters.items import in_few_words
from cse_portal.network.presenters.rows import NEW_FOR, Row, is_new, rows_of
from cse_portal.network.queries import Around, Node, ends_of
from cse_portal.ui.dates import in_words


@dataclass(frozen=True)
class PicturePage:
    wanted: Wanted
    about: str  # what the picture shows, in words
    picture: Picture | None  # nothing where there is nothing, or too much
    rows: list[Row]
    summary: str
    is_cut: bool
    most: int = queries.MOST_NODES


def picture_page(person: User, start: Case | Item, wanted: Wanted, told: Sequence[Told] = ()) -> PicturePage:
    """As far as the person reads it; `told` are the links with cases that they may not open."""
    node = node_of(start)
    found = queries.around(person, [node], steps=wanted.steps, kinds=wanted.kinds, since=wanted.since)
    nodes, edges = _drawn(found, node)
    rings, strings = _not_theirs(found, told)
    is_drawn = bool(edges or strings) and not found.is_cut
    return PicturePage(
        wanted=wanted,
        about=f"Picture of the network, {wanted.steps_words} from {name_of(start)}. The same links are in the table.",
        picture=draw([*nodes, *rings], [*edges, *strings]) if is_drawn else None,
        rows=rows_of(found.links.values(), start),
        summary=_summary(len(nodes) - 1, len(found.links), wanted, is_cut=found.is_cut),
        is_cut=found.is_cut,
    )


def node_of(start: Case | Item) -> Node:
    return (queries.CASE, start.pk) if isinstance(start, Case) else (queries.ITEM, start.kept_id)


def name_of(start: Case | Item) -> str:
    return str(start.child.name if isinstance(start, Case) else start.label)


def _summary(others: int, links: int, wanted: Wanted, *, is_cut: bool) -> str:
    more = "More than " if is_cut else ""
    things = "1 person, place or thing" if others == 1 else f"{others} people, places and things"
    parts = [f"{more}{things}", "1 link" if links == 1 else f"{links} links", wanted.steps_words]
    parts += [f"only {wanted.kinds_words}"] if wanted.kinds else []
    parts += [f"since {in_words(wanted.since)}"] if wanted.since else []
    return f"{', '.join(parts)} · up to {in_words(clock.today())}"


def _drawn(found: Around, start: Node) -> tuple[list[DrawnNode], list[DrawnEdge]]:
    nodes = [
        _child(found.cases[number], is_start=(sort, number) == start)
        if sort == queries.CASE
        else _item(found.items[number], is_start=(sort, number) == start)
        for sort, number in found.steps
        if number in (found.cases if sort == queries.CASE else found.items)
    ]
    return nodes, [_edge(link) for link in found.links.values()]


def key_of(node: Node) -> str:
    return f"{node[0]}-{node[1]}"


def _child(case: Case, *, is_start: bool) -> DrawnNode:
    score = "" if case.risk is None else f", score {case.risk}"
    address = "cases:record" if is_start else "network:around_case"
    return DrawnNode(
        key_of((queries.CASE, case.pk)),
        Shape.CIRCLE,
        case.child.name,
        f"{case.child.age}{score}",
        reverse(address, kwargs={"ref": case.ref}),
        inside="" if case.risk is None else str(case.risk),
        is_start=is_start,
    )


def _item(item: Item, *, is_start: bool) -> DrawnNode:
    is_recent = item.created_at >= clock.now() - NEW_FOR
    return DrawnNode(
        key_of((queries.ITEM, item.pk)),
        SHAPES[item.kind],
        item.label,
        in_few_words(item) or title(item.get_kind()),
        "" if is_start else reverse("network:item", kwargs={"ref": item.ref}),
        is_new=is_recent and not is_start,
        is_start=is_start,
    )


def _edge(link: Link) -> DrawnEdge:
    one, (start, end) = KINDS[link.get_kind()], ends_of(link)
    return DrawnEdge(
        key_of(start),
        key_of(end),
        one.there,
        is_direct=link.is_sure,
        is_new=is_new(link),
        is_mutual=one.there == one.back,
    )


def _not_theirs(found: Around, told: Iterable[Told]) -> tuple[list[DrawnNode], list[DrawnEdge]]:
    """A ring for each case that is told of without being shown, at what the two have in common."""
    nodes, edges = [], []
    for one in told:
        item = (queries.ITEM, one.item.kept_id)
        if not one.is_open or one.other is not None or item not in found.steps or found.is_cut:
            continue
        key = f"alert-{one.alert.ref}"
        ring = DrawnNode(
            key,
            Shape.RING,
            "Another case",
            f"ask {one.whom}",
            reverse("network:alert", kwargs={"ref": one.alert.ref}),
            spoken=f"Another case, not yours to open: ask {one.whom}",
        )
        nodes.append(ring)
        edges.append(DrawnEdge(key_of(item), key, one.shares, is_new=_is_recent(one), is_mutual=True))
    return nodes, edges


def _is_recent(told: Told) -> bool:
    return bool(told.alert.created_at >= clock.now() - NEW_FOR)
