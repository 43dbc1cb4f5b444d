"""What stands around a child, a person or a place, as far as somebody reads it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Permission
from cse_portal.cases.models import Case, Meeting, MissingEpisode
from cse_portal.core import clock, wall
from cse_portal.network.alert_states import AlertState
from cse_portal.network.item_keys import Facts, asked_for, same_of
from cse_portal.network.item_kinds import ItemKind
from cse_portal.network.models import Item, Link, LinkAlert
from cse_portal.network.models.items import ItemQuerySet
from cse_portal.network.origins import Origin

MOST_STEPS = 3
MOST_NODES = 60
MOST_FOUND, MOST_LIKE = 25, 10
# A node of the network: a child's case, or an item under the number it is kept by.
Node = tuple[str, int]
CASE, ITEM = "case", "item"


# --- how near it stands -------------------------------------------------------------------------------------------


def sees_whole(person: User) -> bool:
    return access.can(person, Permission.SEE_WHOLE_NETWORK)


def near(person: User) -> ItemQuerySet:
    """Items that somebody has a reason to read, and may read by their marks."""
    return Item.objects.visible_to(person)


def all_near(person: User) -> ItemQuerySet:
    """For lists: whoever looks across all is asked row by row; others begin at the cases that they see."""
    found = near(person)
    if sees_whole(person):
        return found
    with connection.cursor() as cursor:
        cursor.execute("select * from portal.reached_items(%s, %s, %s)", _who(person))
        kept = [row[0] for row in cursor.fetchall()]
    return found.filter(pk__in=kept)


def _who(person: User) -> list[Any]:
    return [person.pk, access.worn_id(person), clock.now()]


def item_by_ref(person: User, ref: str) -> Item | None:
    return near(person).filter(ref=ref).select_related("agency", "recorded_by", "merged_into", "struck_by").first()


def sees_item(person: User, ref: str) -> bool:
    """Asked about drafts and files about an item, each time."""
    return near(person).filter(ref=ref).exists()


def sees_link(person: User, ref: str) -> bool:
    return link_by_ref(person, ref) is not None


def link_by_ref(person: User, ref: str) -> Link | None:
    found = Link.objects.visible_to(person).filter(ref=ref).with_ends().select_related("origin_case").first()
    return found if found is not None and reads_link(person, found) else None


def reads_link(person: User, link: Link) -> bool:
    """One with a child at its end is read with the case; one between items where either of them is near."""
    if link.cases:
        return True
    return near(person).filter(pk__in=[one.kept_id for one in link.items]).exists()


def whose_item(ref: str) -> Item | None:
    """For the trail alone."""
    with wall.as_system("say in the trail which record was refused"):
        return Item.objects.filter(ref=ref).first()


def whose_link(ref: str) -> Link | None:
    with wall.as_system("say in the trail which record was refused"):
        return Link.objects.filter(ref=ref).with_ends().first()


# --- found by what was typed --------------------------------------------------------------------------------------


def find(person: User, words: str, kinds: Collection[ItemKind] = (), most: int = MOST_FOUND) -> list[Item]:
    """Whoever and whatever has in common with the words something in each of them."""
    lists = asked_for(words)
    return _found(person, lists, None, kinds, most) if lists else []


def _found(
    person: User, lists: list[list[str]] | None, same: list[str] | None, kinds: Collection[ItemKind], most: int
) -> list[Item]:
    asked = [json.dumps(lists) if lists else None, same, [kind.value for kind in kinds], most, *_who(person)]
    with connection.cursor() as cursor:
        cursor.execute("select * from portal.find_items(%s::jsonb, %s::text[], %s::text[], %s, %s, %s, %s)", asked)
        ids = [row[0] for row in cursor.fetchall()]
    return list(near(person).filter(pk__in=ids).select_related("agency").order_by("label", "pk"))


def like(person: User, facts: Facts, *, but: Item | None = None) -> list[Item]:
    """Those on record that may be the same: by what makes it the same, else by all words of its name."""
    same = same_of(facts)
    by_same = _found(person, None, same, [facts.kind], MOST_LIKE) if same else []
    by_name = find(person, facts.label, [facts.kind], MOST_LIKE)
    found = {one.pk: one for one in (*by_same, *by_name) if but is None or one.pk != but.pk}
    return list(found.values())[:MOST_LIKE]


# --- the picture --------------------------------------------------------------------------------------------------


@dataclass
class Around:
    """What was found from one or several outward, step by step."""

    starts: list[Node]
    steps: dict[Node, int] = field(default_factory=dict)
    cases: dict[int, Case] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)
    links: dict[int, Link] = field(default_factory=dict)
    is_cut: bool = False  # more than can be drawn: ask to narrow


def ends_of(link: Link) -> tuple[Node, Node]:
    """The two nodes between which a link stands; an item that became part of another stands for that one."""
    return _node(link.start_case or link.start_item), _node(link.end_case or link.end_item)


def _node(one: Any) -> Node:
    return (CASE, one.pk) if isinstance(one, Case) else (ITEM, one.kept_id)


def around(
    person: User,
    starts: Sequence[Node],
    *,
    steps: int = 1,
    kinds: Collection[str] = (),
    since: date | None = None,
    most: int = MOST_NODES,
) -> Around:
    """One question for each step, and one for what stands between those met last. The walk goes on through items and
    through cases the person sees; `kinds` are those to show, by the sort of the node; `since` leaves out what is known
    to have ended before."""
    found = Around(list(starts), steps={node: 0 for node in starts})
    _load_starts(person, found)
    frontier = list(starts)
    for step in range(1, steps + 1):
        frontier = _one_step(person, found, frontier, step, kinds, since, most)
        if not frontier:
            break
    if frontier and not found.is_cut:
        found.links |= {link.pk: link for link in links_at(person, frontier, since)}
    _links_between(found)
    return found


def _load_starts(person: User, found: Around) -> None:
    cases = [number for sort, number in found.starts if sort == CASE]
    items = [number for sort, number in found.starts if sort == ITEM]
    if cases:
        seen = Case.objects.visible_to(person).select_related("child").filter(pk__in=cases)
        found.cases.update({case.pk: case for case in seen})
    if items:
        found.items.update({item.pk: item for item in Item.objects.visible_to(person).filter(pk__in=items)})


def _one_step(
    person: User,
    found: Around,
    frontier: Iterable[Node],
    step: int,
    kinds: Collection[str],
    since: date | None,
    most: int,
) -> list[Node]:
    reached: list[Node] = []
    for link in links_at(person, frontier, since):
        found.links[link.pk] = link
        for one in (link.start_case or link.start_item, link.end_case or link.end_item):
            node = _node(one)
            if node in found.steps or not _is_wanted(node, one, kinds):
                continue
            if len(found.steps) >= most:
                found.is_cut = True
                continue
            found.steps[node] = step
            reached.append(node)
            _keep(found, node, one)
    return reached


def _keep(found: Around, node: Node, one: Any) -> None:
    if node[0] == CASE:
        found.cases[node[1]] = one
    else:
        found.items[node[1]] = one.merged_into or one


def _is_wanted(node: Node, one: Any, kinds: Collection[str]) -> bool:
    return not kinds or ("child" if node[0] == CASE else one.kind) in kinds


def links_at(person: User, nodes: Iterable[Node], since: date | None = None) -> list[Link]:
    """Those that touch one of the nodes, in the order in which they are told: the latest first.

    What became part of an item is asked first: with the parts in the same question the database would judge every link
    there is, and not only those at these nodes.
    """
    ids: dict[str, list[int]] = defaultdict(list)
    for sort, number in nodes:
        ids[sort].append(number)
    if ids[ITEM]:
        ids[ITEM] += Item.objects.filter(merged_into__in=list(ids[ITEM])).order_by().values_list("pk", flat=True)
    there = Q()
    for end in ("start", "end"):
        for sort, numbers in ids.items():
            there |= Q(**{f"{end}_{sort}__in": numbers})
    found = Link.objects.visible_to(person).held().filter(there)
    if since:
        found = found.filter(Q(since__isnull=True) | Q(since__gte=since) | Q(until__gte=since))
    return list(found.with_ends().order_by("-since", "-pk"))


def _links_between(found: Around) -> None:
    """Of those met on the way, the ones whose two ends are both shown."""
    found.links = {
        number: link
        for number, link in found.links.items()
        if all(node in found.steps for node in ends_of(link)) and ends_of(link)[0] != ends_of(link)[1]
    }


# --- where two cases meet -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Contact:
    """Whom to talk to about the other case; nobody, where it may not be said whose it is."""

    person: User | None
    agency: Agency | None
    is_hidden: bool


def alerts_of(person: User, case: Case) -> list[LinkAlert]:
    """Of which this case is told."""
    sides = Q(first_case=case, first_is_told=True) | Q(second_case=case, second_is_told=True)
    return list(LinkAlert.objects.visible_to(person).filter(sides).latest_first())


def alert_by_ref(person: User, ref: str) -> LinkAlert | None:
    return LinkAlert.objects.visible_to(person).filter(ref=ref).first()


def sees_alert(person: User, ref: str) -> bool:
    return LinkAlert.objects.visible_to(person).filter(ref=ref).exists()


def sides_seen(person: User, alert: LinkAlert) -> list[Case]:
    """The cases of it that are told, as far as the person sees them."""
    told = [alert.first_case_id] * alert.first_is_told + [alert.second_case_id] * alert.second_is_told
    return list(Case.objects.visible_to(person).select_related("child").filter(pk__in=told).order_by("pk"))


def cases_seen(person: User, numbers: Collection[int]) -> list[Case]:
    return list(Case.objects.visible_to(person).select_related("child").filter(pk__in=numbers))


def items_read(person: User, numbers: Collection[int]) -> dict[int, Item]:
    return Item.objects.visible_to(person).in_bulk(list(numbers))


def parts_of(person: User, item: Item) -> list[Item]:
    """What became part of it."""
    return list(Item.objects.visible_to(person).filter(merged_into=item).select_related("agency").order_by("pk"))


def agencies_there(partnership: int) -> list[Agency]:
    """Which a mark may name."""
    return list(Agency.objects.open().filter(partnership=partnership).order_by("name"))


# --- told in -------------------------------------------------------------------------------------------------------


def told_in(case: Case, ref: str) -> dict[str, Any]:
    """What of the case the link came from, by its reference; nothing where that is not in it."""
    if MissingEpisode.objects.filter(case=case, ref=ref).exists():
        return {"origin": Origin.EPISODE.value, "origin_ref": ref, "origin_case": case}
    if Meeting.objects.filter(case=case, ref=ref).exists():
        return {"origin": Origin.MEETING.value, "origin_ref": ref, "origin_case": case}
    return {"origin": Origin.CASE.value, "origin_ref": case.ref, "origin_case": case}


def links_told_in(person: User, case: Case, ref: str) -> list[Link]:
    """Those with the child that an episode or a meeting told, by its reference; one that was struck stays there."""
    of_the_child = Q(start_case=case) | Q(end_case=case)
    found = Link.objects.visible_to(person).filter(of_the_child, origin_ref=ref)
    return list(found.with_ends().order_by("-since", "-pk"))


MOST_ALERTS = 100


def alerts_for(person: User, state: str = AlertState.OPEN.value) -> list[LinkAlert]:
    return list(LinkAlert.objects.visible_to(person).filter(state=state).latest_first()[:MOST_ALERTS])


def contacts_of(alerts: Sequence[LinkAlert]) -> dict[tuple[int, str], Contact]:
    """By alert and by the side that is to be talked to."""
    if not alerts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select * from portal.link_alert_contacts(%s)", [[one.pk for one in alerts]])
        rows = cursor.fetchall()
    people = User.objects.in_bulk([row[2] for row in rows if row[2]])
    agencies = Agency.objects.in_bulk([row[3] for row in rows if row[3]])
    return {(row[0], row[1]): Contact(people.get(row[2]), agencies.get(row[3]), row[4]) for row in rows}
