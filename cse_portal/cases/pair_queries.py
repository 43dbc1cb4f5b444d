"""Records that may be of one child: which they are, and what stands in each of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet

from cse_portal.agencies.models import User
from cse_portal.cases.alike import Alike, Traits, alike, plain, rounds_for
from cse_portal.cases.child_lists import Born
from cse_portal.cases.keys import bare
from cse_portal.cases.merging import OpenCase
from cse_portal.cases.models import Address, Case, Child, ChildName, Fact, Identifier, LikelyPair, Phone
from cse_portal.cases.pairing import AS_ONE, HAS_BEEN_ONE, PairState
from cse_portal.core import wall

MOST_LIKE_ONE = 50  # records that one round of keys may bring
Key = tuple[int, int]


# --- found by the portal ------------------------------------------------------------------------------------------


def to_compare(most: int) -> list[Child]:
    """Those that were changed since they were last compared; a record that became part of another has none."""
    found = Child.objects.filter(compared_at__isnull=True, merged_into__isnull=True, cases__isnull=False)
    return list(found.order_by("pk").distinct()[:most])


def likely_pairs_of(some: Collection[Child]) -> Iterator[tuple[Key, Alike]]:
    """Of each with whoever is kept under keys like its own, judged by the rules."""
    mine = traits_of([one.pk for one in some])
    near = {number: _kept_like(number, traits) for number, traits in mine.items()}
    others = traits_of({other for found in near.values() for other in found})
    said = set_aside_before(set(mine) | set(others))
    for number, found in near.items():
        for other in sorted(found & set(others)):
            key = (min(number, other), max(number, other))
            how = alike(mine[number], others[other])
            if how.is_suggested and key not in said:
                yield key, how


def _kept_like(number: int, traits: Traits) -> set[int]:
    found: set[int] = set()
    with connection.cursor() as cursor:
        for one_round in rounds_for(traits):
            cursor.execute("select portal.children_by_keys(%s::jsonb, %s)", [json.dumps(one_round), MOST_LIKE_ONE])
            found.update(cursor.fetchone()[0])
    return found - {number}


def traits_of(numbers: Collection[int]) -> dict[int, Traits]:
    """Of children that are cared about in a case, and are no part of another record."""
    rows = Child.objects.filter(pk__in=numbers, merged_into__isnull=True, cases__isnull=False).distinct()
    children = {row.pk: row for row in rows}
    names = _by_child(ChildName.objects.held(), children, "name")
    phones = _by_child(Phone.objects.held(), children, "number")
    homes = _by_child(Address.objects.held(), children, "lines", "postcode")
    kinds: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in Identifier.objects.held().filter(child__in=children):
        kinds[one.child_id][one.kind].add(bare(one.value))
    return {
        number: Traits(
            names=tuple(dict.fromkeys((*child.own_names, *names[number]))),
            born=child.born_on if child.born_is != Born.NOT_KNOWN else None,
            is_estimated=child.born_is == Born.ESTIMATED,
            numbers={kind: frozenset(values) for kind, values in kinds[number].items()},
            phones=frozenset(filter(None, map(plain, phones[number]))),
            addresses=frozenset(filter(None, map(plain, homes[number]))),
        )
        for number, child in children.items()
    }


def _by_child(rows: QuerySet[Any], children: Collection[int], *fields: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for number, *values in rows.filter(child__in=children).order_by("pk").values_list("child", *fields):
        found[number].append(" ".join(values))
    return found


def set_aside_before(numbers: Iterable[int]) -> set[Key]:
    """Pairs that somebody said are two children, also where one of them became part of another record since."""
    asked = list(numbers)
    children = Q(first__in=asked) | Q(second__in=asked)
    merged = Q(first__merged_into__in=asked) | Q(second__merged_into__in=asked)
    rows = LikelyPair.objects.filter(children | merged, state=PairState.NOT_THE_SAME)
    found = set()
    for one, into, other, other_into in rows.values_list(
        "first", "first__merged_into", "second", "second__merged_into"
    ):
        now = sorted((into or one, other_into or other))
        found.add((now[0], now[1]))
    return found


# --- looked at by people ------------------------------------------------------------------------------------------


def pairs_for(person: User) -> QuerySet[LikelyPair]:
    """Whose turn it is a second person’s first, then the likeliest."""
    seen = LikelyPair.objects.visible_to(person).select_related("first", "second", "proposed_by", "decided_by")
    return seen.order_by(F("proposed_at").asc(nulls_last=True), "-score", "found_on", "pk")


def pair_by_ref(person: User, ref: str) -> LikelyPair | None:
    seen = LikelyPair.objects.visible_to(person).filter(ref=ref)
    return seen.select_related("first", "second", "kept", "proposed_by", "decided_by").first()


def sees_pair(person: User, ref: str) -> bool:
    """Asked about drafts of what is said of two records, each time."""
    return LikelyPair.objects.visible_to(person).filter(ref=ref).exists()


def cases_of(person: User, pair: LikelyPair) -> list[Case]:
    """Of both, as far as the person sees them; once they are one record, of that."""
    seen = Case.objects.visible_to(person).filter(child__in=[pair.first_id, pair.second_id])
    return list(seen.select_related("child", "lead_agency", "partnership").order_by("closed_on", "opened_on", "pk"))


def whose_pair(ref: str) -> list[Case]:
    """For the trail alone."""
    with wall.as_system("say in the trail which records were refused"):
        pair = LikelyPair.objects.filter(ref=ref).first()
        children = [pair.first_id, pair.second_id] if pair else []
        found = Case.objects.select_related("child").filter(child__in=children).order_by("child", "pk")
        return list({case.child_id: case for case in found}.values())


def facts_of_both(children: Collection[int], model: type[Fact]) -> dict[int, list[Any]]:
    """Of one kind, by child: what is right now first."""
    rows = model.objects.held().filter(child__in=children).select_related("told_by")
    found: dict[int, list[Any]] = defaultdict(list)
    for row in sorted(rows.order_by("-since", "-pk"), key=lambda one: one.is_past):
        found[row.child_id].append(row)
    return found


# --- merged by two people -----------------------------------------------------------------------------------------


def open_cases(cases: Iterable[Case]) -> list[OpenCase]:
    return [OpenCase(case.ref, case.partnership_id) for case in cases if case.closed_on is None]


def going_on(cases: Iterable[Case], closes: Collection[str]) -> list[Case]:
    """The open ones that a merge leaves open."""
    return [case for case in cases if case.closed_on is None and case.ref not in closes]


def merged_at(pair: LikelyPair) -> datetime | None:
    """When it was merged, also where it has been taken apart since: what was written after that may need sorting."""
    step = pair.steps.order_by("-pk").first() if pair.state in HAS_BEEN_ONE else None
    return step.made_at if step else None


def merged_later(pair: LikelyPair) -> bool:
    """Either record took part in another merge since."""
    last = pair.steps.filter(undone_at__isnull=True).order_by("-pk").first()
    others = LikelyPair.objects.filter(state__in=sorted(AS_ONE)).exclude(pk=pair.pk)
    ours = Q(first__in=[pair.first_id, pair.second_id]) | Q(second__in=[pair.first_id, pair.second_id])
    later = others.filter(ours, steps__undone_at__isnull=True, steps__pk__gt=last.pk if last else 0)
    return later.exists()


def added_since(pair: LikelyPair, at: datetime, models: Iterable[type[Fact]]) -> list[Any]:
    """Facts and cases that were written after the merge: they stay with the record that was kept."""
    found: list[Any] = []
    for model in models:
        found += model.objects.held().filter(child=pair.kept_id, created_at__gt=at).order_by("pk")
    return [*found, *Case.objects.filter(child=pair.kept_id, created_at__gt=at).order_by("pk")]
