"""The identity of the request under way, so that a log line and an audit event can be put side by side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    return _current.get()


@contextmanager
def identified(request_id: str = "") -> Iterator[str]:
    """Everything inside carries this identity; a new one is made when none is given."""
    token = _current.set(request_id or str(uuid4()))
    try:
        yield _current.get()
    finally:
        _current.reset(token)
