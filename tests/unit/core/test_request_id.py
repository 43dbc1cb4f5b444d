"""A request's identity is there inside the request, and nowhere else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest

from cse_portal.core.request_id import current_request_id, identified


def test_outside_a_request_there_is_none() -> None:
    assert current_request_id() == ""


def test_each_request_gets_its_own() -> None:
    with identified() as first:
        assert current_request_id() == first
        assert str(UUID(first)) == first
    with identified() as second:
        assert second != first


def test_a_given_identity_is_kept() -> None:
    with identified("from-the-web-request"):
        assert current_request_id() == "from-the-web-request"


def test_an_inner_identity_gives_way_to_the_outer() -> None:
    with identified("outer"):
        with identified("inner"):
            assert current_request_id() == "inner"
        assert current_request_id() == "outer"


def test_it_ends_even_when_the_request_fails() -> None:
    with pytest.raises(ZeroDivisionError), identified("failing"):
        raise ZeroDivisionError
    assert current_request_id() == ""


def test_threads_do_not_see_each_others() -> None:
    meet = Barrier(2, timeout=10)

    def serve(name: str) -> str:
        with identified(name):
            meet.wait()
            return current_request_id()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(serve, ["first", "second"])) == ["first", "second"]
