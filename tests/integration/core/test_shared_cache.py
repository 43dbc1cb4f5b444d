"""The shared cache keeps, counts down and lets go as Django's does, with one statement for each change."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

NOW = "2026-11-23T09:00:00Z"
Change = Callable[[], object]


@pytest.fixture(autouse=True)
def _empty(db: None) -> None:
    cache.clear()


def test_what_is_set_is_there_until_its_time_is_over() -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        cache.set("key", [1.5, "two"], timeout=60)
        traveller.shift(timedelta(seconds=60))
        assert cache.get("key") == [1.5, "two"]
        traveller.shift(timedelta(seconds=1))
        assert cache.get("key") is None


def test_setting_again_replaces_value_and_time() -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        cache.set("key", 1, timeout=60)
        cache.set("key", 2, timeout=120)
        traveller.shift(timedelta(seconds=90))
        assert cache.get("key") == 2


def test_adding_takes_what_is_free_and_what_has_run_out() -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        assert cache.add("lock", 1, timeout=10)
        assert not cache.add("lock", 2, timeout=10)
        assert cache.get("lock") == 1
        traveller.shift(timedelta(seconds=11))
        assert cache.add("lock", 3, timeout=10)
        assert cache.get("lock") == 3
        cache.delete("lock")
        assert cache.add("lock", 4, timeout=10)


def test_touching_prolongs_only_what_is_there() -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        cache.set("key", 1, timeout=60)
        assert cache.touch("key", timeout=600)
        assert not cache.touch("other", timeout=600)
        traveller.shift(timedelta(seconds=500))
        assert cache.get("key") == 1
        traveller.shift(timedelta(seconds=500))
        assert not cache.touch("key", timeout=600), "what has run out does not come back"


def test_without_a_limit_it_stays_and_with_none_left_it_never_was() -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        cache.set("ever", 1, timeout=None)
        cache.set("never", 1, timeout=0)
        assert cache.get("never") is None
        traveller.shift(timedelta(days=4000))
        assert cache.get("ever") == 1


@pytest.mark.parametrize(
    "change", [lambda: cache.set("key", 1), lambda: cache.add("key", 1), lambda: cache.touch("key")]
)
def test_each_change_is_one_statement(change: Change) -> None:
    for _ in ("new", "there already"):
        with CaptureQueriesContext(connection) as asked:
            change()
        assert len(asked) == 1


def test_nothing_is_thrown_out_to_make_room(settings: object) -> None:
    """Django's own would begin at 300; a counter of failed attempts must not go early."""
    for number in range(400):
        cache.set(f"counter-{number}", number)
    assert len(cache.get_many([f"counter-{number}" for number in range(400)])) == 400


@pytest.mark.django_db(transaction=True)
def test_of_several_at_once_one_gets_the_lock() -> None:
    together = Barrier(6)

    def grab(number: int) -> bool:
        try:
            with transaction.atomic():
                together.wait(timeout=30)
                return cache.add("lock", number, timeout=60)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as people:
        assert sorted(people.map(grab, range(6))) == [False] * 5 + [True]
