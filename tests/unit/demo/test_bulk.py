"""The rows of a borough, before they reach the database."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from cse_portal.agencies.roles import Role
from cse_portal.core.references import tidy
from cse_portal.demo import bulk
from cse_portal.demo.borough import agencies_for
from cse_portal.worklist.urgency import Urgency, urgency_of

ON = date(2026, 3, 4)
WORDS = {
    role: [bulk.Words("people", "Read this", "Read", "/"), bulk.Words("people", "Do that", "Do", "/")] for role in Role
}
CAST = [bulk.Worker(1, "Ada One", 10, Role.SPOC), bulk.Worker(2, "Bo Two", 11, Role.SOCIAL_WORKER)]
BUSIEST = bulk.Worker(3, "Cy Three", 11, Role.SOCIAL_WORKER)
OTHERS = [bulk.Worker(number, f"Person {number}", 12, Role.PRACTITIONER) for number in range(4, 40)]
DESKS = bulk.Desks(cast=CAST, busiest=BUSIEST, others=OTHERS, words=WORDS, agency_words=WORDS)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
seeds = st.integers(0, 10**9)


def rows(size: int = 400, seed: int = 1, on: date = ON) -> list[bulk.DueRow]:
    return list(bulk.due_rows(DESKS, size=size, random=Random(seed), on=on))


def test_there_are_as_many_rows_as_asked_for_and_always_the_same() -> None:
    assert len(rows(400)) == 400
    assert rows(400) == rows(400)
    assert rows(400) != rows(400, seed=2)
    assert rows(0) == []


def test_a_longer_list_begins_like_a_shorter_one() -> None:
    assert rows(500)[:400] == rows(400)


def test_references_have_the_shape_of_the_portals_own() -> None:
    refs = [row.ref for row in rows()]
    assert len(set(refs)) == len(refs)
    assert all(tidy(ref) == ref and len(ref) == 14 for ref in refs)


@settings(deadline=None, max_examples=40)
@given(seed=seeds, on=days)
def test_the_order_of_instants_makes_sense(seed: int, on: date) -> None:
    today = bulk.at_hour(on, 0)
    for row in rows(60, seed, on):
        assert row.opened_at < row.due_at
        assert row.opened_at < today
        assert row.critical_at is None or row.critical_at >= row.due_at
        assert row.closed_at is None or row.opened_at < row.closed_at < today
        assert row.opened_at > today - timedelta(days=bulk.HISTORY_IN_DAYS + 5)


@settings(deadline=None, max_examples=40)
@given(seed=seeds, on=days)
def test_the_named_cast_have_something_of_every_urgency(seed: int, on: date) -> None:
    noon = datetime.combine(on, time(12), tzinfo=bulk.LONDON)
    mine = [row for row in rows(60, seed, on) if row.person_id == CAST[0].person]
    found = Counter(urgency_of(due_at=row.due_at, critical_at=row.critical_at, now=noon) for row in mine)
    assert found == {Urgency.CRITICAL: 1, Urgency.OVERDUE: 1, Urgency.SOON: 3, Urgency.LATER: 2}


def test_the_busiest_person_has_a_full_desk_and_nothing_later() -> None:
    mine = [row for row in rows(2_000) if row.person_id == BUSIEST.person]
    assert len(mine) == bulk.BUSIEST_HAS_DUE == len(bulk.FULL_DESK)
    assert all(row.closed_at is None for row in mine)


def test_two_years_of_work_are_mostly_done_and_partly_an_agencys() -> None:
    rest = [row for row in rows(3_000) if row.person_id not in (1, 2, 3)]
    done = [row for row in rest if row.closed_at]
    shared = [row for row in rest if row.person_id is None]
    assert 0.4 < len(done) / len(rest) < 0.7
    assert shared
    assert all(row.role and row.closed_at is None for row in shared)


def test_each_item_leaves_ten_events_in_order() -> None:
    items = rows(150)
    events = list(bulk.event_rows(items, workers=OTHERS, random=Random(5), on=ON))
    assert len(events) == 10 * len(items)
    for number, item in enumerate(items):
        own = events[number * 10 : number * 10 + 10]
        assert {event.object_ref for event in own} == {item.ref}
        assert own[0].kind == "due_item.opened"
        assert (own[-1].kind == "due_item.closed") is (item.closed_at is not None)
        assert [event.at for event in own] == sorted(event.at for event in own)


def test_staff_hold_roles_some_left_some_come_and_some_wear_two_hats() -> None:
    people = list(bulk.staff(agencies_for(20_000), taken=set(), second_hats=["Elsewhere"], random=Random(1), on=ON))
    mains = [person.posts[0] for person in people]
    assert {role for _, role, _, _ in mains} > {Role.SOCIAL_WORKER, Role.SPOC, Role.LADO}
    assert any(post.ends_on and post.ends_on < ON for post in mains)
    assert any(post.starts_on > ON for post in mains)
    assert any(len(person.posts) > 1 for person in people)
    assert all(post.ends_on is None or post.ends_on >= post.starts_on for person in people for post in person.posts)


def test_rows_come_one_by_one() -> None:
    endless = bulk.due_rows(DESKS, size=10**12, random=Random(1), on=ON)
    assert len(list(islice(endless, 5))) == 5
